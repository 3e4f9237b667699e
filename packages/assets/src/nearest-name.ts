/**
 * The known name that a mistyped one most likely meant: least edits (insert, delete, replace, swap of neighbours), case and
 * umlaut spelling apart; undefined if none is near: at most a third of the letters may differ.
 */
export function nearestName(text: string, names: Iterable<string>): string | undefined {
  const wanted = folded(text);
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    if (name === text || Math.abs(name.length - text.length) > bestDistance + 2) continue;
    const distance = editDistance(wanted, folded(name));
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best;
}

/** Lower case, with ä written as ae and a alike: people spell the same name both ways. */
function folded(text: string): string {
  return text
    .slice(0, 100)
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/([aou])e/g, '$1');
}

/** Optimal string alignment. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
