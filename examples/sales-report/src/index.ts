/**
 * A graph that has nothing to do with meters, to be read and copied.
 *
 * - price list: a CSV file of prices that hold from its day on; sales: orders joined with the prices of their day
 */
export { CsvFolder } from './csv-folder.ts';
export { openSales, type SalesFolders } from './open-sales.ts';
export { salesAssets } from './sales-assets.ts';
