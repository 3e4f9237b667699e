import { dimensionOf, type Unit } from '../../units/unit.ts';
import { type MeterDraft, type PartDraft, problemAtPart } from '../meter-draft.ts';
import type { Problem } from '../problem.ts';
import type { YamlSource } from '../yaml-source.ts';

/**
 * Every part must reach its meter's unit. Wh, kWh and MWh do so among themselves, L and m³ too; between energy and volume only
 * gas does, and only where the entry declares it, for a water meter has the same unit.
 */
export function checkUnits(drafts: readonly MeterDraft[], source: YamlSource): Problem[] {
  const unitOf = new Map(
    drafts.flatMap(({ id, unit }) => (id === undefined || unit === undefined ? [] : [[id, unit] as const])),
  );
  return drafts.flatMap((draft) => draft.parts.flatMap((part) => checkPart(draft, part, unitOf.get(part.id), source)));
}

function checkPart(draft: MeterDraft, part: PartDraft, actual: Unit | undefined, source: YamlSource): Problem[] {
  const { unit } = draft;
  if (actual === undefined || unit === undefined) return [];
  if (part.declaredAt === undefined) {
    if (dimensionOf(actual) === dimensionOf(unit)) return [];
    const message = `which counts in ${actual}, while this meter counts in ${unit}`;
    const would =
      draft.kind === 'master'
        ? `if it is gas, write source_unit: ${actual}`
        : `if it is gas, write subtract_meter_conversions: { ${part.id}: { from_unit: ${actual}, to_unit: ${unit} } }`;
    return [problemAtPart(source, part, { value: part.id, message, would })];
  }
  const master = draft.kind === 'master';
  const problems: Problem[] = [];
  const mismatch = (key: string | undefined, declared: Unit | undefined, wanted: Unit, owner: string) => {
    if (declared === undefined || declared === wanted) return;
    const same = dimensionOf(declared) === dimensionOf(wanted);
    const path = [...(part.declaredAt ?? []), ...(key === undefined ? [] : [key])];
    problems.push(
      source.problemAt(path, {
        value: declared,
        message: same
          ? `but ${owner} counts in ${wanted}, which is used`
          : `to which nothing converts the ${wanted} of ${owner}`,
        would: `write ${wanted}`,
        severity: same ? 'warning' : 'error',
      }),
    );
  };
  mismatch(master ? undefined : 'from_unit', part.from, actual, part.id);
  if (!master) mismatch('to_unit', part.to, unit, draft.id ?? 'this meter');
  return problems;
}
