import { float64, json, listOf, record, text, uint32 } from '@meterworks/assets';

/** Cents by article. */
export type Prices = Readonly<Record<string, number>>;
export const prices = json<Prices>();

/** What one article brought in; revenue in cents. */
export interface ArticleSales {
  readonly article: string;
  readonly quantity: number;
  readonly revenue: number;
}
export const articleSales = record<ArticleSales>({ article: text, quantity: uint32, revenue: float64 });

/** Orders of one local day, joined with the prices of that day; revenue in cents. */
export interface DailySales {
  readonly orders: number;
  readonly revenue: number;
  readonly articles: readonly ArticleSales[];
}
export const dailySales = record<DailySales>({ orders: uint32, revenue: float64, articles: listOf(articleSales) });

/** A month's report; revenue and the tax in it in cents. */
export interface MonthlyReport {
  /** Days on which something was sold. */
  readonly days: number;
  readonly orders: number;
  readonly revenue: number;
  readonly tax: number;
  readonly bestDay: string;
}
export const monthlyReport = record<MonthlyReport>({
  days: uint32,
  orders: uint32,
  revenue: float64,
  tax: float64,
  bestDay: text,
});
