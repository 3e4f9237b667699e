import type { Zone } from '@meterworks/assets';
import { buildMeter } from './build-meter.ts';
import { checkCycles } from './checks/check-cycles.ts';
import { checkEntry } from './checks/check-entries.ts';
import { checkNames } from './checks/check-names.ts';
import { checkPeriods } from './checks/check-periods.ts';
import { checkUnits } from './checks/check-units.ts';
import { readExchanges } from './exchanges.ts';
import { type Lifetime, readLifetime } from './lifetime.ts';
import type { Exchange, Meter } from './meter.ts';
import { draftMeters, type MeterDraft } from './meter-draft.ts';
import type { MeterId } from './meter-id.ts';
import type { Problem } from './problem.ts';
import { applySchema } from './schema/apply-schema.ts';
import { metersFile } from './schema/meters-file.ts';
import type { YamlSource } from './yaml-source.ts';

export interface ReadMeters {
  /** What can be told of each meter, for the checks of other files; undefined where the file tells of none. */
  readonly drafts: readonly MeterDraft[] | undefined;
  readonly problems: readonly Problem[];
  /** The meters in the order of the file, given the patterns' shares; only to be called if no problem is an error. */
  readonly build: (sharesOf: (id: MeterId) => readonly number[] | undefined) => ReadonlyMap<MeterId, Meter>;
}

/** meters.yaml: all that is wrong with it, and the meters. Local times are of `zone`. */
export function readMeters(source: YamlSource, zone: Zone): ReadMeters {
  if (!source.intact) return { drafts: undefined, problems: source.problems, build: () => new Map() };
  const shape = applySchema(metersFile, source);
  const { drafts, problems } = draftMeters(source);
  const all: Problem[] = [...source.problems, ...shape.problems, ...problems];
  all.push(
    ...checkNames(drafts, source),
    ...checkCycles(drafts, source),
    ...checkPeriods(drafts, source),
    ...checkUnits(drafts, source),
  );
  const lifetimes = new Map<string, Lifetime>();
  const exchanges = new Map<string, readonly Exchange[]>();
  for (const draft of drafts) {
    if (draft.kind !== 'physical') continue;
    const read = readLifetime(source, draft.path, zone);
    all.push(...read.problems);
    const replaced = readExchanges(source, draft.path, zone, read.lifetime);
    all.push(...replaced.problems);
    if (draft.id === undefined) continue;
    lifetimes.set(draft.id, read.lifetime);
    if (replaced.exchanges.length > 0) exchanges.set(draft.id, replaced.exchanges);
  }
  const entries = shape.value?.meters ?? [];
  for (const [index, entry] of entries.entries()) all.push(...checkEntry(entry, ['meters', index], source));
  const units = new Map(entries.map((entry) => [String(entry.meter_id), entry.output_unit]));
  const unitOf = (id: string) => {
    const unit = units.get(id);
    if (unit === undefined) throw new RangeError(`no meter is called ${id}`);
    return unit;
  };
  const build: ReadMeters['build'] = (sharesOf) => {
    const lifetimeOf = (id: MeterId) => lifetimes.get(id) ?? {};
    const around = { unitOf, lifetimeOf, exchangesOf: (id: MeterId) => exchanges.get(id), sharesOf };
    return new Map(entries.map((entry) => [entry.meter_id, buildMeter(entry, around)]));
  };
  return { drafts: drafts.length > 0 ? drafts : undefined, problems: all, build };
}
