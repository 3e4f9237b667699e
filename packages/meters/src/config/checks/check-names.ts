import { nearestName } from '@meterworks/assets';
import type { MeterDraft } from '../meter-draft.ts';
import { problemAtPart } from '../meter-draft.ts';
import type { Problem } from '../problem.ts';
import type { YamlSource } from '../yaml-source.ts';

/** Meters named twice, and meters named that do not exist. */
export function checkNames(drafts: readonly MeterDraft[], source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  const known = new Map<string, MeterDraft>();
  for (const draft of drafts) {
    if (draft.id === undefined) continue;
    const same = known.get(draft.id.normalize());
    if (same !== undefined) {
      const message = `which ${same.path.join('[').concat(']')} has too`;
      problems.push(
        source.problemAt([...draft.path, 'meter_id'], {
          value: draft.id,
          message,
          would: 'give every meter a name of its own',
        }),
      );
    } else {
      known.set(draft.id.normalize(), draft);
    }
  }
  const names = drafts.flatMap(({ id }) => id ?? []);
  const exists = new Set(names);
  for (const draft of drafts) {
    const before = new Set<string>();
    for (const part of draft.parts) {
      if (!exists.has(part.id)) {
        const nearest = nearestName(
          part.id,
          names.filter((name) => name !== draft.id),
        );
        const facts = {
          value: part.id,
          message: 'which no meter has',
          would: 'name one of the meters in this file',
          nearest,
        };
        problems.push(problemAtPart(source, part, facts));
      }
      // A master may use a meter in one period and again in another, but not twice in the same.
      const within = `${part.path.slice(0, draft.kind === 'master' ? 4 : 2).join()} ${part.id}`;
      if (before.has(within)) {
        const facts = {
          value: part.id,
          message: 'which is named here before, so it counts twice',
          would: 'name it once',
          severity: 'warning' as const,
        };
        problems.push(problemAtPart(source, part, facts));
      }
      before.add(within);
    }
  }
  return problems;
}
