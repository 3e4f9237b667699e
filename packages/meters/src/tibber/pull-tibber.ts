import type { CancelSignal } from '@meterworks/assets';
import type { Unit } from '../units/unit.ts';
import type { TibberClient } from './ask-tibber.ts';
import { chooseHome } from './choose-home.ts';
import { fetchConsumption, hoursPerPage } from './fetch-consumption.ts';
import { fetchPrices } from './fetch-prices.ts';
import type { EnergyPrice, IntervalEnergy } from './interval-energy.ts';

/** What of Tibber is kept where. */
export interface TibberStore {
  /** Amounts by start in [from, to), UTC ms; those that Tibber told. */
  readConsumption(from: number, to: number): Promise<ReadonlyMap<number, number>>;
  /** Keeps hours, instead of what was known of them. */
  saveConsumption(hours: readonly IntervalEnergy[]): Promise<void>;
  /** Totals by start, likewise. */
  readPrices(from: number, to: number): Promise<ReadonlyMap<number, number>>;
  savePrices(home: string, prices: readonly EnergyPrice[]): Promise<void>;
}

export interface TibberPull {
  /** The home that is meant, where the account has several. */
  readonly homeId?: string | undefined;
  /** The unit of the meter that is fed. */
  readonly unit: Unit;
  /**
   * Fetched again each time, as hours arrive late and are corrected; `shortestLookback` at least. Hours that are not known yet are asked
   * for longer.
   */
  readonly lookbackHours: number;
  /** Nothing before this instant is fetched, UTC ms. */
  readonly since: number;
}

/** What came. */
export interface PulledEnergy {
  readonly home: string;
  /** Hours that were not known before, and known ones whose amount changed. */
  readonly added: number;
  readonly changed: number;
  /** Prices that were not known before, or changed. */
  readonly prices: number;
  /** End of the newest hour that is known, UTC ms. */
  readonly until: number | undefined;
}

/** Hours that are fetched again at least. */
export const shortestLookback = 168;
const hourMs = 3_600_000;
/** How far back prices are fetched at first; those of the further past come with the consumption. */
const firstPricesMs = 31 * 24 * hourMs;
/** Prices are published for tomorrow. */
const publishedAheadMs = 48 * hourMs;
/** Saved at once, oldest first: after a crash the next pull goes on from there. */
const hoursAtOnce = 5000;

/**
 * Brings the store up to date: the look-back window before the newest hour that is known is fetched again, and all that follows; everything since the start where none is. Only what is new or different is written. Again and again is as good as once.
 *
 * @throws TibberError
 */
export async function pullTibber(
  client: TibberClient,
  store: TibberStore,
  { homeId, unit, lookbackHours, since }: TibberPull,
  { asOf, signal }: { readonly asOf: number; readonly signal: CancelSignal },
): Promise<PulledEnergy> {
  const home = await chooseHome(client, homeId, signal);
  const lookbackMs = Math.max(lookbackHours, shortestLookback) * hourMs;
  const known = await store.readConsumption(since, asOf);
  const newest = newestOf(known);
  const from = newest === undefined ? since : Math.max(since, lookFrom(known, Math.min(asOf, newest), lookbackMs));
  const hours = await fetchConsumption(client, { home, from, now: asOf, unit }, signal);
  const added = hours.filter(({ start }) => !known.has(start));
  const changed = hours.filter(({ start, consumption }) => known.has(start) && known.get(start) !== consumption);
  const news = [...added, ...changed].sort((a, b) => a.start - b.start);
  for (let at = 0; at < news.length; at += hoursAtOnce) await store.saveConsumption(news.slice(at, at + hoursAtOnce));

  const pricesKnown = await store.readPrices(since, asOf + publishedAheadMs);
  const firstPrice = Math.floor((asOf - firstPricesMs) / hourMs) * hourMs;
  const pricesFrom = Math.max(since, Math.min(newestOf(pricesKnown) ?? firstPrice, asOf));
  const fetched = await fetchPrices(client, { home, from: pricesFrom }, signal);
  const published = new Set(fetched.map(({ start }) => start));
  // What an hour that is past cost stands beside what was used in it: that reaches further back than the published prices do.
  const beside = hours.flatMap(({ start, unitPrice: total, currency }) =>
    total === undefined || published.has(start) || pricesKnown.has(start)
      ? []
      : [{ start, total, energy: undefined, tax: undefined, currency, level: undefined }],
  );
  const prices = [...beside, ...fetched.filter(({ start, total }) => pricesKnown.get(start) !== total)];
  if (prices.length > 0) await store.savePrices(home, prices);
  const last = Math.max(newest ?? Number.NEGATIVE_INFINITY, hours.at(-1)?.start ?? Number.NEGATIVE_INFINITY);
  return {
    home,
    added: added.length,
    changed: changed.length,
    prices: prices.length,
    until: Number.isFinite(last) ? last + hourMs : undefined,
  };
}

/**
 * Start of what is fetched again: of the look-back window, or of the oldest hour before it that is not known while some earlier one is, as
 * far as the one request reaches that is made in any case.
 */
function lookFrom(known: ReadonlyMap<number, unknown>, newest: number, lookbackMs: number): number {
  const window = newest - lookbackMs;
  let unknown = window;
  let hole: number | undefined;
  for (let start = window; start > newest - hoursPerPage * hourMs; start -= hourMs) {
    if (!known.has(start)) unknown = start;
    else if (unknown < window) hole = unknown;
  }
  return hole ?? window;
}

function newestOf(known: ReadonlyMap<number, unknown>): number | undefined {
  let newest: number | undefined;
  for (const start of known.keys()) if (newest === undefined || start > newest) newest = start;
  return newest;
}
