import { parseUnit, type Unit } from '../units/unit.ts';
import { parseCivilDay } from './civil-text.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { meterIdFault } from './meter-id.ts';
import { type Path, type Problem, shown } from './problem.ts';
import { valueAt } from './schema/schema-at.ts';
import type { YamlSource } from './yaml-source.ts';

/**
 * What can be told of a meter's entry even where other parts of it are wrong, so that one run names every problem:
 * a bad `digits` must not hide an unknown source.
 */
export interface MeterDraft {
  readonly path: Path;
  readonly id: string | undefined;
  readonly kind: unknown;
  readonly unit: Unit | undefined;
  readonly parts: readonly PartDraft[];
  readonly periods: readonly PeriodDraft[];
}

/** Another meter that this one is made of. */
export interface PartDraft {
  readonly id: string;
  readonly path: Path;
  /** For a part named inside an expression: its character there. */
  readonly index?: number;
  /** Units that the entry declares for it, and where. */
  readonly from?: Unit | undefined;
  readonly to?: Unit | undefined;
  readonly declaredAt?: Path;
}

export interface PeriodDraft {
  readonly path: Path;
  /** Day numbers, both inclusive. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly endText: unknown;
  readonly sources: number;
  readonly composition: unknown;
}

/** The problem of a part at its place, which may lie inside an expression. */
export function problemAtPart(
  source: YamlSource,
  part: PartDraft,
  facts: Parameters<YamlSource['problemAt']>[1],
): Problem {
  return part.index === undefined
    ? source.problemAt(part.path, facts)
    : source.problemInText(part.path, part.index, facts);
}

export function draftMeters(source: YamlSource): { drafts: MeterDraft[]; problems: Problem[] } {
  const entries = valueAt(source.value, ['meters']);
  const problems: Problem[] = [];
  const drafts = (Array.isArray(entries) ? entries : []).map((entry: unknown, index) =>
    draftMeter(entry, ['meters', index], source, problems),
  );
  return { drafts, problems };
}

function draftMeter(entry: unknown, path: Path, source: YamlSource, problems: Problem[]): MeterDraft {
  const id = textAt(entry, 'meter_id');
  const kind = valueAt(entry, ['type']);
  return {
    path,
    id: id !== undefined && meterIdFault(id) === undefined ? id : undefined,
    kind,
    unit: unitAt(entry, ['output_unit']),
    parts:
      kind === 'master'
        ? masterParts(entry, path)
        : kind === 'virtual'
          ? virtualParts(entry, path, source, problems)
          : [],
    periods:
      kind === 'master'
        ? listAt(entry, 'periods').map((period, i) => draftPeriod(period, [...path, 'periods', i]))
        : [],
  };
}

function draftPeriod(period: unknown, path: Path): PeriodDraft {
  const end = textAt(period, 'end_date');
  return {
    path,
    start: parseCivilDay(textAt(period, 'start_date') ?? ''),
    end: parseCivilDay(end ?? (valueAt(period, ['end_date']) === undefined ? '9999-12-31' : '')),
    endText: end ?? '9999-12-31',
    sources: listAt(period, 'source_meters').length,
    composition: valueAt(period, ['composition_type']),
  };
}

function masterParts(entry: unknown, path: Path): PartDraft[] {
  return listAt(entry, 'periods').flatMap((period, i) => {
    const at = [...path, 'periods', i];
    const from = unitAt(period, ['source_unit']);
    const declared = from === undefined ? {} : { from, declaredAt: [...at, 'source_unit'] };
    return named(period, 'source_meters', at).map((part) => ({ ...part, ...declared }));
  });
}

function virtualParts(entry: unknown, path: Path, source: YamlSource, problems: Problem[]): PartDraft[] {
  const base = textAt(entry, 'base_meter');
  const parts: PartDraft[] = [
    ...(base === undefined ? [] : [{ id: base, path: [...path, 'base_meter'] }]),
    ...named(entry, 'subtract_meters', path),
    ...named(entry, 'source_meters', path),
    ...expressionParts(textAt(entry, 'expression'), [...path, 'expression'], source, problems),
  ];
  return parts.map((part) => {
    const at = ['subtract_meter_conversions', part.id];
    if (valueAt(entry, at) === undefined) return part;
    const from = unitAt(entry, [...at, 'from_unit']);
    return { ...part, from, to: unitAt(entry, [...at, 'to_unit']), declaredAt: [...path, ...at] };
  });
}

function expressionParts(text: string | undefined, path: Path, source: YamlSource, problems: Problem[]): PartDraft[] {
  if (text === undefined) return [];
  const { names, faults } = parseExpression(text);
  for (const { index, message, would } of faults) {
    problems.push(source.problemInText(path, index, { message: `${shown(text)} ${message}`, would }));
  }
  return names.map(({ meterId, index }) => ({ id: meterId, path, index }));
}

function named(holder: unknown, key: string, path: Path): PartDraft[] {
  return listAt(holder, key).flatMap((id, i) => (typeof id === 'string' ? [{ id, path: [...path, key, i] }] : []));
}

function listAt(holder: unknown, key: string): readonly unknown[] {
  const value = valueAt(holder, [key]);
  return Array.isArray(value) ? value : [];
}

function textAt(holder: unknown, key: string): string | undefined {
  const value = valueAt(holder, [key]);
  return typeof value === 'string' ? value : undefined;
}

function unitAt(holder: unknown, path: Path): Unit | undefined {
  const value = valueAt(holder, path);
  return typeof value === 'string' ? parseUnit(value) : undefined;
}
