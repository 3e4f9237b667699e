import { setFlagsFromString } from 'node:v8';

/**
 * Has the heap grow slowly from here on and be marked in one go (30 ms; marked bit by bit it grows by 20 MB meanwhile): a run makes much garbage
 * and keeps little, and so its peak is lower by a third, for a few tenths of a second. That would be a seventh of a run of one more day, which
 * goes without (`npm run bench -- spine` tells both). Modules that are loaded under other flags than they were compiled with are compiled
 * anew: to be called when what a command needs is loaded.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--no-incremental-marking');
}
