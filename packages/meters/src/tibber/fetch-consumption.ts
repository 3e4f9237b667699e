import type { CancelSignal } from '@meterworks/assets';
import { convertFactor, parseUnit, type Unit } from '../units/unit.ts';
import { type ConsumptionNode, consumptionAnswer } from './answers.ts';
import type { TibberClient } from './ask-tibber.ts';
import type { IntervalEnergy } from './interval-energy.ts';
import { consumptionQuery } from './queries.ts';
import { TibberError } from './tibber-error.ts';

/** Hours that one answer holds at most; more are cut off without a word. */
export const hoursPerPage = 744;
const hourMs = 3_600_000;

/**
 * The hours from `from` (UTC ms) to the newest that are known, ascending, each once. Hours that Tibber does not know yet are left out.
 * Goes back page by page until `from`, or until there is no more.
 *
 * @param unit unit of the amounts
 * @throws TibberError
 */
export async function fetchConsumption(
  client: TibberClient,
  asked: { readonly home: string; readonly from: number; readonly now: number; readonly unit: Unit },
  signal: CancelSignal,
): Promise<IntervalEnergy[]> {
  const { home, from, now, unit } = asked;
  const hours = new Map<number, IntervalEnergy>();
  const needed = Math.ceil((now - from) / hourMs) + 1;
  let last = Math.max(1, Math.min(hoursPerPage, needed));
  let before: string | undefined;
  for (;;) {
    const { viewer } = await client.ask(consumptionQuery, { home, last, before }, consumptionAnswer, signal);
    const page = viewer.home.consumption;
    const nodes = (page?.nodes ?? []).filter((node) => node !== null);
    for (const node of nodes) {
      const hour = energyOf(node, unit);
      if (hour !== undefined && hour.start >= from && !hours.has(hour.start)) hours.set(hour.start, hour);
    }
    const first = nodes.reduce((least, node) => Math.min(least, node.from), Number.POSITIVE_INFINITY);
    const cursor = page?.pageInfo.startCursor;
    // A page that leads nowhere ends the walk, whatever it says of there being more.
    if (nodes.length === 0 || first <= from || cursor === undefined || cursor === before) break;
    if (page?.pageInfo.hasPreviousPage === false) break;
    before = cursor;
    last = hoursPerPage;
  }
  return [...hours.values()].sort((a, b) => a.start - b.start);
}

/** Undefined for an hour whose consumption is not known yet. */
function energyOf(node: ConsumptionNode, unit: Unit): IntervalEnergy | undefined {
  const { consumption, cost, unitPrice, currency } = node;
  if (consumption === undefined) return undefined;
  const given = node.consumptionUnit ?? 'kWh';
  const known = parseUnit(given);
  const factor = known === undefined ? undefined : convertFactor(known, unit);
  if (factor === undefined)
    throw new TibberError('unexpected', `consumption in "${given}", which is not convertible to ${unit}`);
  return { start: node.from, consumption: consumption * factor, cost, unitPrice, currency };
}
