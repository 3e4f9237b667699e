import { nearestName } from '@meterworks/assets';
import type { MeterDraft } from './meter-draft.ts';
import type { Path, Problem } from './problem.ts';
import { applySchema } from './schema/apply-schema.ts';
import { patternsFile } from './schema/patterns-file.ts';
import { valueAt } from './schema/schema-at.ts';
import type { YamlSource } from './yaml-source.ts';

export interface ReadPatterns {
  /** By meter id: twelve shares, January to December, adding up to 1. */
  readonly shares: ReadonlyMap<string, readonly number[]>;
  readonly problems: readonly Problem[];
}

/** seasonal_patterns.yaml. `drafts` undefined means that nothing is known of the meters: names are not judged then. */
export function readPatterns(source: YamlSource, drafts: readonly MeterDraft[] | undefined): ReadPatterns {
  const shares = new Map<string, readonly number[]>();
  if (!source.intact) return { shares, problems: source.problems };
  const shape = applySchema(patternsFile, source);
  const problems: Problem[] = [...source.problems, ...shape.problems];
  const patterns = valueAt(source.value, ['patterns']);
  const names = typeof patterns === 'object' && patterns !== null ? Object.keys(patterns) : [];
  for (const name of names) {
    const path = ['patterns', name];
    problems.push(...judgeName(name, names, path, source, drafts));
    const percentages = valueAt(patterns, [name, 'monthly_percentages']);
    if (!Array.isArray(percentages) || percentages.length !== 12 || !percentages.every(isShare)) continue;
    const sum = rounded(percentages.reduce((total, share) => total + share, 0));
    const at = [...path, 'monthly_percentages'];
    if (sum < 95 || sum > 105) {
      problems.push(
        source.problemAt(at, {
          message: `adds up to ${sum} %`,
          would: 'make it 100; 95 to 105 would be brought to it',
        }),
      );
    } else if (sum !== 100) {
      const facts = {
        message: `adds up to ${sum} %, which is brought to 100 %`,
        would: 'nothing needs doing',
        severity: 'notice' as const,
      };
      problems.push(source.problemAt(at, facts));
    }
    shares.set(name, normalized(percentages));
  }
  return { shares, problems };
}

/**
 * A pattern whose name is close to that of a meter without one is a typo that would leave the meter without its pattern: an
 * error. One whose name is like no meter's, or that belongs to a meter made of others, harms nothing: a notice.
 */
function judgeName(
  name: string,
  patterned: readonly string[],
  path: Path,
  source: YamlSource,
  drafts: readonly MeterDraft[] | undefined,
): Problem[] {
  if (drafts === undefined) return [];
  const meter = drafts.find(({ id }) => id === name);
  if (meter === undefined) {
    const free = drafts.flatMap(({ id }) => (id === undefined || patterned.includes(id) ? [] : [id]));
    const nearest = nearestName(name, free);
    return nearest === undefined
      ? [
          source.problemAtKey(path, {
            message: 'is a pattern that no meter uses',
            would: 'leave it out, or name a meter',
            severity: 'notice',
          }),
        ]
      : [
          source.problemAtKey(path, {
            message: 'is the pattern of a meter that does not exist',
            would: 'name a meter',
            nearest,
          }),
        ];
  }
  if (meter.kind !== 'master' && meter.kind !== 'virtual') return [];
  const message = `is a pattern that no meter uses: a ${meter.kind} meter is made of others`;
  return [source.problemAtKey(path, { message, would: 'give the pattern to its physical meters', severity: 'notice' })];
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Without the last bits that adding decimal fractions leaves. */
function rounded(sum: number): number {
  return Math.round(sum * 1e6) / 1e6;
}

/** Shares that add up to 1 as doubles, the rounding left over going to the largest. */
function normalized(percentages: readonly number[]): readonly number[] {
  const sum = percentages.reduce((total, share) => total + share, 0);
  const shares = percentages.map((share) => share / sum);
  const largest = shares.indexOf(Math.max(...shares));
  for (let tries = 0; tries < 4; tries++) {
    const rest = 1 - shares.reduce((total, share) => total + share, 0);
    if (rest === 0) break;
    shares[largest] = (shares[largest] ?? 0) + rest;
  }
  return shares;
}
