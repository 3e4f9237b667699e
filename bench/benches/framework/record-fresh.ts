// A process of its own: records a synthetic graph as if every partition had been made, without the work. Arguments: folder, chains, days.
import { type AssetKey, evaluateStaleness, partitionFlags, StateColumns } from '@meterworks/assets';
import { unfenced } from '@meterworks/runtime';
import { originalFingerprint, readEdits } from './journal-source.ts';
import { openSynthetic } from './open-synthetic.ts';
import { afterLastDay, firstDay, observedKey } from './synthetic-graph.ts';

/** Assets in one transaction. */
const atOnce = 200;

const [folder = '', chains, days] = process.argv.slice(2);
const size = { chains: Number(chains), days: Number(days) };
const { graph, state, close } = await openSynthetic(folder, size);
const chainOf = new Map(Array.from({ length: size.chains }, (_, chain) => [observedKey(chain), chain]));
const states = new Map(graph.keys.map((key) => [key, new StateColumns(graph.layout(key))]));
const staleness = evaluateStaleness(graph, states, afterLastDay(size));
const cursor = { source: 'journal', cursor: String(readEdits(folder).length) };
for (let at = 0; at < graph.keys.length; at += atOnce) {
  const part = graph.keys.slice(at, at + atOnce);
  await state.commit(unfenced, (seq) => {
    for (const key of part) record(key, seq);
    return { states: part.map((asset) => ({ asset, columns: staleness.columns(asset) })), cursor };
  });
}
await close();

function record(key: AssetKey, seq: number): void {
  const columns = staleness.columns(key);
  const chain = chainOf.get(key);
  columns.cover(firstDay, firstDay + size.days - 1);
  columns.flags.fill(partitionFlags.made);
  columns.madeSeq.fill(seq);
  columns.changedSeq.fill(seq);
  for (let day = 0; day < size.days; day++) {
    if (chain === undefined) {
      // Any content will do: it is never compared with a computed one.
      columns.version[day * 2] = Math.imul(day + 1, 0x9e3779b1) ^ Math.imul(seq, 0x85ebca6b);
      columns.version[day * 2 + 1] = Math.imul(day + 1, 0xc2b2ae35) ^ key.length;
    } else {
      const { high, low } = originalFingerprint(chain, day);
      columns.version[day * 2] = high;
      columns.version[day * 2 + 1] = low;
    }
  }
  if (chain === undefined) {
    staleness.refresh(key);
    const inputs = staleness.inputs(key);
    for (let day = 0; day < size.days; day++) inputs.record(day, firstDay + day, []);
  }
  staleness.refresh(key);
}
