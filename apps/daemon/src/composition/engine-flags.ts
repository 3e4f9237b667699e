import { setFlagsFromString } from 'node:v8';

// To be set when what a command needs is loaded: a module that is loaded under other flags than it was compiled with is compiled anew, and so are
// Node's own (`node:https` takes 10 ms longer).

/**
 * Has the heap grow slowly from here on and be marked in one go (30 ms; marked bit by bit it grows by 20 MB meanwhile): a run makes much garbage
 * and keeps little, and so its peak is lower by a third, for a few tenths of a second. That would be a seventh of a run of one more day, which
 * goes without (`npm run bench -- spine` tells both).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--no-incremental-marking');
}

/**
 * Leaves code to the quick compiler, and asks it sooner: the optimizing one took a quarter of a cold run's processor time, and what it made was
 * thrown away as often as used. Only what is repeated for minutes is slower for it. Not before Node 24, which knows these flags.
 */
export function compileQuickly(): void {
  if (Number(process.versions.node.split('.')[0]) < 24) return;
  setFlagsFromString('--no-turbofan');
  setFlagsFromString('--invocation-count-for-maglev=200');
}
