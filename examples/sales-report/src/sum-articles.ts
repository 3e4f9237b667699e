import type { ArticleSales } from './sales-values.ts';

/** One line an article, the one with the highest revenue first; equal ones by name. */
export function sumArticles(lines: Iterable<ArticleSales>): ArticleSales[] {
  const sums = new Map<string, ArticleSales>();
  for (const { article, quantity, revenue } of lines) {
    const sum = sums.get(article);
    sums.set(article, {
      article,
      quantity: quantity + (sum?.quantity ?? 0),
      revenue: revenue + (sum?.revenue ?? 0),
    });
  }
  return [...sums.values()].sort((a, b) => b.revenue - a.revenue || (a.article < b.article ? -1 : 1));
}
