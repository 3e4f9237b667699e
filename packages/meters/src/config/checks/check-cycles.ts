import { type MeterDraft, type PartDraft, problemAtPart } from '../meter-draft.ts';
import type { Problem } from '../problem.ts';
import type { YamlSource } from '../yaml-source.ts';

/** Meters that are made of themselves, printed key by key; each cycle once, at the name that closes it. */
export function checkCycles(drafts: readonly MeterDraft[], source: YamlSource): Problem[] {
  const byId = new Map(drafts.flatMap((draft) => (draft.id === undefined ? [] : [[draft.id, draft] as const])));
  const done = new Set<string>();
  const problems: Problem[] = [];
  for (const start of byId.keys()) {
    // A walk with its own stack: a chain of ten thousand virtual meters must not end the program's.
    const trail: { id: string; parts: readonly PartDraft[]; next: number }[] = [];
    const onTrail = new Map<string, number>();
    const enter = (id: string) => {
      onTrail.set(id, trail.length);
      trail.push({ id, parts: byId.get(id)?.parts ?? [], next: 0 });
    };
    if (!done.has(start)) enter(start);
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const part = top.parts[top.next++];
      if (part === undefined) {
        trail.pop();
        onTrail.delete(top.id);
        done.add(top.id);
        continue;
      }
      const from = onTrail.get(part.id);
      if (from !== undefined) {
        const cycle = [...trail.slice(from).map(({ id }) => id), part.id].join(' → ');
        const facts = {
          value: part.id,
          message: `which makes the meter a part of itself: ${cycle}`,
          would: 'leave one of them out',
        };
        problems.push(problemAtPart(source, part, facts));
      } else if (!done.has(part.id) && byId.has(part.id)) {
        enter(part.id);
      }
    }
  }
  return problems;
}
