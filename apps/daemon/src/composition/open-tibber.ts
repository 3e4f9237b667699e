import { type CancelSignal, openZone } from '@meterworks/assets';
import { intervalSeries, priceSeries } from '@meterworks/meters';
import type { Configuration } from '@meterworks/meters/config';
import {
  type EnergyPrice,
  type IntervalEnergy,
  type PulledEnergy,
  pullTibber,
  type TibberPorts,
  type TibberStore,
  tibberClient,
  tibberKind,
} from '@meterworks/meters/tibber';
import { type CallTally, type SeriesStore, systemClock } from '@meterworks/runtime';
import { programVersion } from '../program-version.ts';
import { showPrices } from './show-prices.ts';

/** Asks Tibber for what is new, as often as it is called. */
export type TibberPuller = (context: { readonly asOf: number; readonly signal: CancelSignal }) => Promise<PulledEnergy>;

/** How long Tibber may take to answer; large pages of its history take their time. */
const timeoutMs = 60_000;

/** Undefined where the house has no token, or no meter that Tibber feeds. */
export function openTibber(
  configuration: Configuration,
  series: SeriesStore,
  calls?: CallTally,
): TibberPuller | undefined {
  const { token, tokenFile, meterId, homeId, url, lookbackHours } = configuration.tibber;
  const meter = meterId === undefined ? undefined : configuration.meters.get(meterId);
  if (token === undefined || meter === undefined) return undefined;
  const account = { token, tokenFile, userAgent: userAgent(), ...(url === undefined ? {} : { url }) };
  const client = tibberClient(account, calls === undefined ? ports : countedPorts(calls));
  const store = tibberStore(configuration, series, meter.id);
  const asked = {
    homeId,
    unit: meter.unit,
    lookbackHours,
    since: openZone(configuration.timezone).dayStart(configuration.firstDay),
  };
  return (context) => pullTibber(client, store, asked, context);
}

/** An answer is one whatever it says: what Tibber thinks of a request is the client's affair. */
function countedPorts(calls: CallTally): TibberPorts {
  return {
    ...ports,
    async post(request, signal) {
      try {
        const answer = await ports.post(request, signal);
        calls.count('tibber', answer.status < 400 ? 'ok' : 'failed');
        return answer;
      } catch (error) {
        calls.count('tibber', 'failed');
        throw error;
      }
    },
  };
}

/** The network and the machine's clock. */
const ports: TibberPorts = {
  async post({ url, headers, body }, signal) {
    const timeout = AbortSignal.timeout(timeoutMs);
    const stop = signal instanceof AbortSignal ? AbortSignal.any([timeout, signal]) : timeout;
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal: stop, redirect: 'error' });
      const retryAfter = response.headers.get('retry-after') ?? undefined;
      return { status: response.status, retryAfter, text: await response.text() };
    } catch (error) {
      signal.throwIfAborted();
      throw new Error(timeout.aborted ? `no answer within ${timeoutMs / 1000} s` : networkFault(error), {
        cause: error,
      });
    }
  },
  now: () => Date.now(),
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds, signal instanceof AbortSignal ? signal : undefined),
  random: () => Math.random(),
};

/** `fetch failed` alone helps nobody: what failed stands in its cause. */
function networkFault(error: unknown): string {
  const { message, cause } = error as Error;
  if (!(cause instanceof Error)) return message;
  const { code } = cause as NodeJS.ErrnoException;
  return cause.message === '' ? (code ?? message) : cause.message;
}

function tibberStore(configuration: Configuration, series: SeriesStore, meterId: string): TibberStore {
  const energy = intervalSeries(meterId);
  return {
    async readConsumption(from, to) {
      const { times, values, kinds, kindNames } = await series.readSamples(energy, from, to);
      const own = kindNames.indexOf(tibberKind);
      const known = new Map<number, number>();
      for (let i = 0; i < times.length; i++) if (kinds[i] === own) known.set(times[i] as number, values[i] as number);
      return known;
    },
    saveConsumption: (hours) =>
      series.setSamples(energy, tibberKind, {
        times: column(hours, ({ start }) => start),
        values: column(hours, ({ consumption }) => consumption),
        beside: { cost: column(hours, ({ cost }) => cost), unit_price: column(hours, ({ unitPrice }) => unitPrice) },
      }),
    async readPrices(from, to) {
      const { times, values } = await series.readSamples(priceSeries, from, to);
      return new Map(Array.from(times, (time, i) => [time, values[i] as number]));
    },
    async savePrices(home, prices) {
      await showPrices(configuration, home, prices);
      await series.setSamples(priceSeries, tibberKind, {
        times: column(prices, ({ start }) => start),
        values: column(prices, ({ total }) => total),
        beside: { energy: column(prices, ({ energy: part }) => part), tax: column(prices, ({ tax }) => tax) },
      });
    },
  };
}

function column<T extends IntervalEnergy | EnergyPrice>(
  rows: readonly T[],
  of: (row: T) => number | undefined,
): Float64Array {
  return Float64Array.from(rows, (row) => of(row) ?? Number.NaN);
}

/** Platform and program with their versions, as Tibber asks for. */
function userAgent(): string {
  return `Node/${process.versions.node} Meterworks/${programVersion()}`;
}
