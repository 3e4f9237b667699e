import { partitionFlags, StateColumns, type StateLayout } from './state-columns.ts';

/**
 * Brings recorded columns to the layout of today's definition: facets and dependencies keep their numbers by name; rows whose
 * dependencies were others get the flag `depsDiffer`; a facet that is new has version 0, which equals no content.
 */
export function alignColumns(recorded: StateColumns, layout: StateLayout): StateColumns {
  if (sameTexts(recorded.layout.facets, layout.facets) && sameTexts(recorded.layout.deps, layout.deps)) return recorded;
  const aligned = new StateColumns(layout);
  aligned.codes = recorded.codes;
  aligned.configs = recorded.configs;
  if (recorded.length === 0) return aligned;
  aligned.cover(recorded.first, recorded.first + recorded.length - 1);
  aligned.flags.set(recorded.flags);
  aligned.madeSeq.set(recorded.madeSeq);
  aligned.code.set(recorded.code);
  aligned.config.set(recorded.config);
  const was = recorded.layout;
  const lengths = { from: was.facets.length, to: layout.facets.length };
  layout.facets.forEach((facet, to) => {
    const from = was.facets.indexOf(facet);
    if (from < 0) return;
    copyField(recorded.version, aligned.version, from, to, lengths, 2);
    copyField(recorded.changedSeq, aligned.changedSeq, from, to, lengths, 1);
  });
  const depLengths = { from: was.deps.length, to: layout.deps.length };
  layout.deps.forEach((dep, to) => {
    const from = was.deps.indexOf(dep);
    if (from < 0) return;
    copyField(recorded.inputHash, aligned.inputHash, from, to, depLengths, 2);
    copyField(recorded.inputCount, aligned.inputCount, from, to, depLengths, 1);
    const lazyFrom = was.lazyDeps.indexOf(from);
    const lazyTo = layout.lazyDeps.indexOf(to);
    if (lazyFrom >= 0 && lazyTo >= 0) {
      copyField(
        recorded.lazyRange,
        aligned.lazyRange,
        lazyFrom,
        lazyTo,
        { from: was.lazyDeps.length, to: layout.lazyDeps.length },
        2,
      );
    }
  });
  if (!sameTexts([...was.deps].sort(), [...layout.deps].sort())) {
    for (let row = 0; row < aligned.length; row++) {
      const flags = aligned.flags[row] as number;
      if ((flags & partitionFlags.made) !== 0) aligned.flags[row] = flags | partitionFlags.depsDiffer;
    }
  }
  return aligned;
}

function copyField(
  source: Uint32Array | Int32Array,
  target: Uint32Array | Int32Array,
  from: number,
  to: number,
  widths: { from: number; to: number },
  lanes: number,
): void {
  const rows = source.length / (widths.from * lanes);
  for (let row = 0; row < rows; row++) {
    for (let lane = 0; lane < lanes; lane++) {
      target[(row * widths.to + to) * lanes + lane] = source[(row * widths.from + from) * lanes + lane] as number;
    }
  }
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, i) => text === b[i]);
}
