// A process of its own: like a daemon it keeps the engine, edits one day at a time, and asks each time what is stale.
// Arguments: folder, chains, days, edits. Prints JSON: seconds of the first look, and of the look after each edit.
import { readEdits, writeEdits } from './journal-source.ts';
import { openSynthetic } from './open-synthetic.ts';

const [folder = '', chains, days, edits] = process.argv.slice(2);
const size = { chains: Number(chains), days: Number(days) };
const { engine, close } = await openSynthetic(folder, size);
const look = async () => {
  const started = performance.now();
  const { planned } = await engine.plan({}, { actor: 'bench', observe: true });
  return { planned, seconds: (performance.now() - started) / 1000 };
};
const first = (await look()).seconds;
const after: number[] = [];
for (let edit = 0; edit < Number(edits); edit++) {
  const place = { chain: (edit * 7 + 1) % size.chains, day: (edit * 311 + 5) % size.days };
  writeEdits(folder, [...readEdits(folder), { ...place, value: 1e6 + edit }]);
  const { planned, seconds } = await look();
  if (planned === 0) throw new Error('an edit went unnoticed');
  after.push(seconds);
}
await close();
console.log(JSON.stringify({ first, after }));
