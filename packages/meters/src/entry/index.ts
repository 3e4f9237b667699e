export { describeEntry } from './describe-entry.ts';
export type { EntryDoubt, EntryFault, EntryJudgement } from './entry-judgement.ts';
export { type EntryFacts, judgeEntry } from './judge-entry.ts';
