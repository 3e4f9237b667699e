import {
  absent,
  all,
  daily,
  defineAsset,
  Failed,
  failed,
  listOf,
  monthly,
  sliced,
  unpartitioned,
  within,
} from '@meterworks/assets';
import { CsvFolder } from './csv-folder.ts';
import type { Rows } from './csv-rows.ts';
import { type ArticleSales, articleSales, dailySales, monthlyReport, type Prices, prices } from './sales-values.ts';
import { sumArticles } from './sum-articles.ts';

/** Pieces of one article a day that no customer of this shop ever wanted. */
const hugeQuantity = 500;

const calendar = { zone: 'Europe/Berlin', start: '2024-01-01' };

/**
 * The graph of the example over two folders of CSV files:
 *
 *     files/orders ─┐
 *                   ├─ sales/daily ─┬─ report/monthly
 *     files/prices ─ prices/valid ─┘ └─ report/articles
 */
export function salesAssets(folders: { readonly orders: string; readonly prices: string }) {
  const days = daily(calendar);
  const orderFiles = new CsvFolder('files/orders', days, folders.orders);
  const priceFiles = new CsvFolder('files/prices', days, folders.prices);

  const validPrices = defineAsset({
    key: 'prices/valid',
    description: 'The prices of a day: those of the last list up to it',
    partitions: days,
    value: prices,
    deps: { list: priceFiles.asset },
    // Also the days after the last list have prices.
    domain: ({ exists, upstream }) => {
      const lists = upstream('list');
      return lists === undefined ? undefined : { from: lists.from, to: exists.to };
    },
    codeVersion: '1',
    running: {
      carry: prices,
      initial: {},
      step: ({ deps }, before) => {
        const now = deps.list === absent ? before : pricesOf(deps.list);
        return now instanceof Failed ? { value: now, carry: before } : { value: now, carry: now };
      },
    },
  });

  const sales = defineAsset({
    key: 'sales/daily',
    description: 'Orders of a day with the prices of that day',
    partitions: days,
    value: dailySales,
    deps: { orders: orderFiles.asset, prices: validPrices },
    // The month reads totals alone: two articles that swap their shares leave it fresh.
    facets: { totals: ['orders', 'revenue'], articles: ['articles'] },
    domain: ({ upstream }) => upstream('orders'),
    checks: {
      // A typing error of two zeros, most likely; somebody should look, and the report goes on.
      'no huge order': {
        severity: 'warning',
        finds: ({ value: { articles } }) => {
          const huge = articles.find(({ quantity }) => quantity > hugeQuantity);
          return huge && `${huge.quantity} of ${huge.article} were ordered`;
        },
      },
    },
    codeVersion: '1',
    each: ({ deps, partition }) => {
      if (deps.orders === absent) return absent;
      const lines: ArticleSales[] = [];
      for (const { order = '', article = '', quantity = '' } of deps.orders) {
        const price = deps.prices === absent ? undefined : deps.prices[article];
        if (price === undefined) return failed(`order ${order} is for ${article}, which has no price on ${partition}`);
        if (!/^\d+$/.test(quantity)) return failed(`order ${order} is for "${quantity}" pieces, which is no number`);
        lines.push({ article, quantity: Number(quantity), revenue: Number(quantity) * price });
      }
      const revenue = lines.reduce((sum, line) => sum + line.revenue, 0);
      return { orders: lines.length, revenue, articles: sumArticles(lines) };
    },
  });

  const months = defineAsset({
    key: 'report/monthly',
    description: 'What a month brought in, and the tax in it',
    partitions: monthly(calendar),
    value: monthlyReport,
    deps: { sales: within(sales.facet('totals')) },
    // Another rate from April on leaves the months before it fresh.
    config: sliced([
      { from: undefined, value: { taxPercent: 7 } },
      { from: '2024-04', value: { taxPercent: 9 } },
    ]),
    codeVersion: '1',
    each: ({ deps, config }) => {
      let orders = 0;
      let revenue = 0;
      let best = { day: '', revenue: 0 };
      for (const [day, totals] of deps.sales) {
        orders += totals.orders;
        revenue += totals.revenue;
        if (totals.revenue > best.revenue) best = { day, revenue: totals.revenue };
      }
      const tax = Math.round(revenue - revenue / (1 + config.taxPercent / 100));
      return { days: deps.sales.size, orders, revenue, tax, bestDay: best.day };
    },
  });

  const articles = defineAsset({
    key: 'report/articles',
    description: 'All that was ever sold, by article',
    partitions: unpartitioned(),
    value: listOf(articleSales),
    deps: { sales: all(sales.facet('articles')) },
    codeVersion: '1',
    each: ({ deps }) => sumArticles([...deps.sales.values].flatMap((day) => day.articles)),
  });

  return {
    sources: [orderFiles, priceFiles],
    assets: [orderFiles.asset, priceFiles.asset, validPrices, sales, months, articles],
    validPrices,
    sales,
    months,
    articles,
  };
}

function pricesOf(rows: Rows): Prices | Failed {
  const list: Record<string, number> = {};
  for (const { article = '', price = '' } of rows) {
    if (!/^\d+(\.\d\d)?$/.test(price)) return failed(`the price of ${article} is "${price}"; write it like 4.10`);
    list[article] = Math.round(Number(price) * 100);
  }
  return list;
}
