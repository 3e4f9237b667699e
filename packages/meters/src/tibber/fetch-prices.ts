import type { CancelSignal } from '@meterworks/assets';
import { type PriceNode, pastPricesAnswer, pricesAnswer } from './answers.ts';
import type { TibberClient } from './ask-tibber.ts';
import type { EnergyPrice } from './interval-energy.ts';
import { pastPricesQuery, pricesQuery } from './queries.ts';

/** Quarters of an hour that one answer about the past holds at most. */
export const pricesPerPage = 672;

/**
 * The prices from `from` (UTC ms) to the end of what is published, ascending, each once; none without a contract. The past is asked for
 * only where `from` lies before today.
 *
 * @throws TibberError
 */
export async function fetchPrices(
  client: TibberClient,
  asked: { readonly home: string; readonly from: number },
  signal: CancelSignal,
): Promise<EnergyPrice[]> {
  const { home, from } = asked;
  const prices = new Map<number, EnergyPrice>();
  const add = (nodes: readonly (PriceNode | null)[] | undefined): number => {
    let first = Number.POSITIVE_INFINITY;
    for (const node of nodes ?? []) {
      const price = node === null ? undefined : priceOf(node);
      if (price === undefined) continue;
      first = Math.min(first, price.start);
      if (price.start >= from && !prices.has(price.start)) prices.set(price.start, price);
    }
    return first;
  };
  const { viewer } = await client.ask(pricesQuery, { home }, pricesAnswer, signal);
  const published = viewer.home.currentSubscription?.priceInfo;
  let first = Math.min(add(published?.today), add(published?.tomorrow));
  let before: string | undefined;
  while (published !== undefined && first > from) {
    const answer = await client.ask(pastPricesQuery, { home, last: pricesPerPage, before }, pastPricesAnswer, signal);
    const page = answer.viewer.home.currentSubscription?.priceInfoRange;
    const reached = add(page?.nodes);
    const cursor = page?.pageInfo.startCursor;
    if (reached === Number.POSITIVE_INFINITY || cursor === undefined || cursor === before) break;
    if (page?.pageInfo.hasPreviousPage === false) break;
    first = Math.min(first, reached);
    before = cursor;
  }
  return [...prices.values()].sort((a, b) => a.start - b.start);
}

/** Undefined for a price that is not known yet. */
function priceOf({ startsAt, total, energy, tax, currency, level }: PriceNode): EnergyPrice | undefined {
  if (startsAt === undefined || total === undefined) return undefined;
  return { start: startsAt, total, energy, tax, currency, level };
}
