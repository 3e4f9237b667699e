import { formatDay, nearestName } from '@meterworks/assets';
import type { Prices, Tariff } from '../costs/index.ts';
import { isPayableIn } from '../costs/index.ts';
import { commodityOf } from '../house/commodity.ts';
import { openEndDay } from './civil-text.ts';
import type { MeterDraft } from './meter-draft.ts';
import { meterId, meterIdFault } from './meter-id.ts';
import type { Path, Problem } from './problem.ts';
import { applySchema } from './schema/apply-schema.ts';
import { type PriceEntry, pricesFile } from './schema/prices-file.ts';
import type { YamlSource } from './yaml-source.ts';

export interface ReadPrices {
  readonly prices: Prices;
  readonly problems: readonly Problem[];
}

export const withoutPrices: Prices = { currency: 'EUR', tariffs: [] };

/**
 * prices.yaml. `drafts` undefined means that nothing is known of the meters: names are not judged then.
 *
 * @param tibberMeter the meter that Tibber is to feed, whether there is one or not
 */
export function readPrices(
  source: YamlSource,
  drafts: readonly MeterDraft[] | undefined,
  tibberMeter: unknown,
): ReadPrices {
  if (!source.intact) return { prices: withoutPrices, problems: source.problems };
  const shape = applySchema(pricesFile, source);
  const problems: Problem[] = [...source.problems, ...shape.problems];
  if (shape.value === undefined) return { prices: withoutPrices, problems };
  const { currency, prices: entries } = shape.value;
  for (const [i, entry] of entries.entries()) {
    problems.push(...judgeEntry(entry, ['prices', i], source, drafts), ...judgeOverlap(entries, i, source));
    if (entry.per_unit === 'tibber') problems.push(...judgeTibber(entry, ['prices', i], source, drafts, tibberMeter));
  }
  return { prices: { currency, tariffs: entries.map(tariffOf) }, problems };
}

function tariffOf({ meters, valid_from, valid_to, per_unit, base_fee, ...entry }: PriceEntry): Tariff {
  const bearer = entry.base_fee_meter ?? meters?.[0];
  return {
    commodity: entry.commodity,
    meters,
    fromDay: valid_from,
    toDay: valid_to ?? openEndDay,
    perUnit: per_unit,
    unit: entry.unit,
    fee:
      base_fee === undefined || bearer === undefined
        ? undefined
        : { meterId: bearer, amount: base_fee, per: entry.base_fee_per },
  };
}

function judgeEntry(
  entry: PriceEntry,
  path: Path,
  source: YamlSource,
  drafts: readonly MeterDraft[] | undefined,
): Problem[] {
  const { meters, valid_from, valid_to, base_fee, base_fee_meter } = entry;
  const problems: Problem[] = [];
  if (valid_to !== undefined && valid_to < valid_from) {
    const facts = { value: formatDay(valid_to), message: `which lies before ${formatDay(valid_from)}, the first day` };
    problems.push(
      source.problemAt([...path, 'valid_to'], { ...facts, would: 'write the last day on which the price holds' }),
    );
  }
  if (base_fee !== undefined && base_fee_meter === undefined && meters?.length !== 1) {
    const message = 'has no meter that bears it, so it would count for several';
    const would = 'name one with base_fee_meter';
    problems.push(source.problemAt([...path, 'base_fee'], { message, would }));
  }
  for (const [i, name] of (meters ?? []).entries()) {
    problems.push(...judgeMeter(name, [...path, 'meters', i], entry, source, drafts));
  }
  if (base_fee_meter !== undefined) {
    const at = [...path, 'base_fee_meter'];
    if (meters !== undefined && !meters.includes(base_fee_meter)) {
      const message = 'which is none of the meters of this price';
      problems.push(
        source.problemAt(at, { value: base_fee_meter, message, would: `name one of ${meters.join(', ')}` }),
      );
    } else if (meters === undefined) problems.push(...judgeMeter(base_fee_meter, at, entry, source, drafts));
  }
  return problems;
}

/** Tibber's prices are for a kWh of electricity, and weighted by the hours of the meter that it feeds. */
function judgeTibber(
  { commodity, unit }: PriceEntry,
  path: Path,
  source: YamlSource,
  drafts: readonly MeterDraft[] | undefined,
  tibberMeter: unknown,
): Problem[] {
  const problems: Problem[] = [];
  const say = (key: string, value: string, message: string, would: string) =>
    problems.push(source.problemAt([...path, key], { value, message, would }));
  if (commodity !== 'electricity') say('commodity', commodity, 'which Tibber does not sell', 'write electricity');
  if (unit !== 'kWh') say('unit', unit, "and Tibber's prices are for one kWh", 'write kWh');
  if (drafts?.every(({ id }) => id !== tibberMeter) === true)
    say('per_unit', 'tibber', 'and no meter takes what Tibber tells', 'name one as tibber.meter_id in config.yaml');
  return problems;
}

function judgeMeter(
  name: string,
  path: Path,
  { unit }: PriceEntry,
  source: YamlSource,
  drafts: readonly MeterDraft[] | undefined,
): Problem[] {
  if (drafts === undefined) return [];
  const meter = drafts.find(({ id }) => id === name);
  if (meter === undefined) {
    const known = drafts.flatMap(({ id }) => (id === undefined ? [] : [id]));
    const facts = {
      value: name,
      message: 'which no meter has',
      would: 'name a meter',
      nearest: nearestName(name, known),
    };
    return [source.problemAt(path, facts)];
  }
  if (meter.unit === undefined || meterIdFault(name) !== undefined) return [];
  const commodity = commodityOf({ id: meterId(name), unit: meter.unit });
  if (isPayableIn({ unit: meter.unit, commodity }, unit)) return [];
  const message = `which counts ${meter.unit}, and that is not paid by ${unit}`;
  return [source.problemAt(path, { value: name, message, would: `give the price of one ${meter.unit}` })];
}

/** Two prices of the same meters on the same day would leave it to chance which one counts. */
function judgeOverlap(entries: readonly PriceEntry[], index: number, source: YamlSource): Problem[] {
  const entry = entries[index] as PriceEntry;
  const earlier = entries.slice(0, index).find((other) => {
    const isSame =
      entry.meters === undefined || other.meters === undefined
        ? entry.meters === other.meters && entry.commodity === other.commodity
        : entry.meters.some((name) => other.meters?.includes(name));
    return (
      isSame && entry.valid_from <= (other.valid_to ?? openEndDay) && other.valid_from <= (entry.valid_to ?? openEndDay)
    );
  });
  if (earlier === undefined) return [];
  const end = earlier.valid_to === undefined ? 'without end' : `to ${formatDay(earlier.valid_to)}`;
  const message = `lies within another price for the same, from ${formatDay(earlier.valid_from)} ${end}`;
  return [
    source.problemAt(['prices', index, 'valid_from'], {
      value: formatDay(entry.valid_from),
      message: `which ${message}`,
      would: 'end one with valid_to before the other begins',
    }),
  ];
}
