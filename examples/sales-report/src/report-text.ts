import type { StoredValue } from '@meterworks/runtime';
import type { ArticleSales, MonthlyReport } from './sales-values.ts';

const money = (cents: number): string => (cents / 100).toFixed(2);

/** The months and the articles as two tables of text. */
export function reportText(months: readonly StoredValue[], articles: readonly StoredValue[]): string {
  return [
    line('month', 'days', 'orders', 'revenue', 'tax', 'best day'),
    ...months.map(({ key, value }) => {
      // Written by the codec of the asset it is read from.
      const month = value as MonthlyReport;
      return line(key, month.days, month.orders, money(month.revenue), money(month.tax), month.bestDay);
    }),
    '',
    line('article', 'pieces', 'revenue'),
    ...articles.flatMap(({ value }) =>
      (value as readonly ArticleSales[]).map((sum) => line(sum.article, sum.quantity, money(sum.revenue))),
    ),
  ].join('\n');
}

function line(first: string, ...cells: readonly (string | number)[]): string {
  return [first.padEnd(8), ...cells.map((cell) => String(cell).padStart(10))].join('  ');
}
