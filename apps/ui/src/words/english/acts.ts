import type { Formats } from '../formats.ts';

/** Asking for something, and what becomes of it. */
export const acts = (format: Formats) => {
  const partitions = (count: number) => `${format.count(count)} ${count === 1 ? 'partition' : 'partitions'}`;
  return {
    filing: 'Asking…',
    waiting: 'Waiting for the daemon to take it up…',
    working: 'At work…',
    workingOn: 'At work:',
    done: 'Done.',
    readOnly: 'These pages only show: they were started read-only.',
    refusedOrigin: 'Refused: the request does not come from these pages.',
    notUnderstood: 'These pages do not know what was asked for; load them anew.',
    databaseFault: (message: string) => `It could not be asked for: ${message}.`,
    noAnswer: 'The UI did not answer. Is it still running?',
    materialize: 'Materialize',
    materializeOpen: 'Materialize…',
    materializeTitle: (asset: string) => `Materialize ${asset}`,
    which: 'Make',
    choices: { needed: 'what is not fresh', failed: 'what failed', all: 'everything, fresh or not' },
    from: 'From',
    to: 'To',
    beginning: 'its beginning',
    end: 'its end',
    dateHint: 'Days, months or years, both included: 2024-11-27, 2024-11, 2024.',
    downstream: 'and everything that is computed of it',
    close: 'Close',
    showPlan: 'Show the plan',
    noPlan: 'The plan cannot be read.',
    planned: (count: number) => `${partitions(count)} to make`,
    certain: (certain: number, possible: number) =>
      `: ${format.count(certain)} certain, at most ${format.count(possible)} more`,
    plannedBlocked: (count: number) => `; ${format.count(count)} blocked`,
    moreAssets: (count: number) => `and ${format.count(count)} more ${count === 1 ? 'asset' : 'assets'}`,
    nothingToDo: 'Nothing to do: all of it is fresh.',
    allBlocked: (count: number) => `Nothing can be made: ${partitions(count)} blocked.`,
    made: (status: string, count: number) => `: ${status}, ${partitions(count)} made`,
    madeFailed: (count: number) => `, ${format.count(count)} failed`,
    cancelRun: 'Cancel run',
    retryRun: 'Retry what was not made',
    nothingLeft: 'There was nothing left to make.',
  };
};
