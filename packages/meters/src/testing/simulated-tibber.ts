import { openZone } from '@meterworks/assets';
import { buildSchema, GraphQLError, graphql } from 'graphql';
import { tibberSchema } from './tibber-schema.ts';

/** An account as it is at an instant; all may be changed between requests. */
export interface SimulatedTibber {
  token: string;
  homes: SimulatedHome[];
  /** UTC ms. */
  now: number;
  /** Answers given instead of the next ones, in order; an error breaks the connection. */
  readonly failures: ({ status: number; retryAfter?: string; text: string } | Error)[];
  /** The requests so far: query name, variables and headers. */
  readonly requests: { name: string; variables: Record<string, unknown>; headers: Readonly<Record<string, string>> }[];
  answer(request: { headers: Readonly<Record<string, string>>; body: string }): Promise<{
    status: number;
    retryAfter: string | undefined;
    text: string;
  }>;
}

export interface SimulatedHome {
  id: string;
  timeZone: string;
  appNickname: string | null;
  address: { address1: string | null; city: string | null } | null;
  /** Start of the first hour that is kept, UTC ms. */
  since: number;
  /** kWh from the given start; null for an hour that is not known yet. */
  consumption(start: number): number | null;
  /** Whether there is a contract, and by what its prices go. */
  contract: 'quarters' | 'hours' | 'none';
}

const hourMs = 3_600_000;
const quarterMs = 900_000;
/** The most that one answer holds, whatever was asked. */
const caps = { hours: 744, quarters: 672 };

/** A cursor is nobody's business but the server's. */
const cursorStart = 'at:';

const schema = buildSchema(tibberSchema);

/** A server of Tibber's shape without the network: queries are checked against its schema, and run. */
export function simulatedTibber(start: Pick<SimulatedTibber, 'token' | 'homes' | 'now'>): SimulatedTibber {
  const account: SimulatedTibber = {
    ...start,
    failures: [],
    requests: [],
    async answer({ headers, body }) {
      const { query, variables = {} } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      const name = /^query (\w+)/.exec(query)?.[1] ?? '';
      account.requests.push({ name, variables, headers });
      const failure = account.failures.shift();
      if (failure instanceof Error) throw failure;
      if (failure !== undefined) return { retryAfter: undefined, ...failure };
      if (headers['user-agent'] === undefined) return { status: 400, retryAfter: undefined, text: 'who are you?' };
      const rootValue = {
        viewer: () => {
          // Since 2025 a bad token is no longer told by the status.
          if (headers.authorization !== `Bearer ${account.token}`)
            throw new GraphQLError('invalid token', { extensions: { code: 'UNAUTHENTICATED' } });
          return {
            homes: account.homes.map((home) => resolvedHome(home, account.now)),
            home: ({ id }: { id: string }) => {
              const home = account.homes.find((one) => one.id === id);
              if (home === undefined) throw new GraphQLError('No such home');
              return resolvedHome(home, account.now);
            },
          };
        },
      };
      const result = await graphql({ schema, source: query, rootValue, variableValues: variables });
      return {
        status: result.data === undefined ? 400 : 200,
        retryAfter: undefined,
        text: JSON.stringify(result),
      };
    },
  };
  return account;
}

interface PageAsked {
  readonly last?: number;
  readonly before?: string;
}

function resolvedHome(home: SimulatedHome, now: number) {
  const zone = openZone(home.timeZone);
  const iso = (time: number): string =>
    new Date(time + zone.offsetAt(time)).toISOString().replace('Z', offsetText(zone.offsetAt(time)));
  const page = (asked: PageAsked, end: number, step: number, cap: number) => {
    const before = asked.before === undefined ? end : Math.min(end, Date.parse(asked.before.slice(cursorStart.length)));
    const length = Math.min(cap, asked.last ?? cap);
    const from = Math.max(home.since, before - length * step);
    const starts: number[] = [];
    for (let start = from; start < before; start += step) starts.push(start);
    const pageInfo = {
      startCursor: starts.length === 0 ? null : cursorStart + iso(from),
      endCursor: starts.length === 0 ? null : cursorStart + iso(before - step),
      hasPreviousPage: from > home.since,
      hasNextPage: before < end,
      count: starts.length,
    };
    return { pageInfo, starts };
  };
  const price = (start: number) => {
    const energy = Math.sin(start / quarterMs) / 10;
    return { startsAt: iso(start), energy, tax: 0.1, total: energy + 0.1, currency: 'EUR', level: 'NORMAL' };
  };
  const day = (number: number) => {
    const step = home.contract === 'quarters' ? quarterMs : hourMs;
    const prices = [];
    for (let start = zone.dayStart(number); start < zone.dayStart(number + 1); start += step) prices.push(price(start));
    return prices;
  };
  const today = zone.dayOf(now);
  return {
    ...home,
    consumption(asked: PageAsked) {
      const { pageInfo, starts } = page(asked, Math.floor(now / hourMs) * hourMs, hourMs, caps.hours);
      const nodes = starts.map((start) => {
        const consumption = home.consumption(start);
        const unitPrice = 0.3;
        const cost = consumption === null ? null : consumption * unitPrice;
        const prices = { unitPrice, unitPriceVAT: 0.05, cost, currency: 'EUR' };
        return { from: iso(start), to: iso(start + hourMs), consumption, consumptionUnit: 'kWh', ...prices };
      });
      return { pageInfo, nodes };
    },
    currentSubscription:
      home.contract === 'none'
        ? null
        : {
            id: 'contract',
            // From one in the afternoon on tomorrow's prices are known.
            priceInfo: () => ({
              today: day(today),
              tomorrow: now - zone.dayStart(today) < 13 * hourMs ? [] : day(today + 1),
            }),
            priceInfoRange(asked: PageAsked) {
              const hours = home.contract === 'hours';
              const [step, cap] = hours ? [hourMs, caps.hours] : [quarterMs, caps.quarters];
              const { pageInfo, starts } = page(asked, zone.dayStart(today), step, cap);
              return { pageInfo, nodes: starts.map(price) };
            },
          },
  };
}

/** `+01:00` */
function offsetText(milliseconds: number): string {
  const minutes = Math.abs(milliseconds) / 60_000;
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
