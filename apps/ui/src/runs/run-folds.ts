import type { Query } from '../address/query-of.ts';

/** The long pieces of a run's page, each folded to some lines until it is opened. */
const runPieces = ['timeline', 'steps', 'log'] as const;
export type RunPiece = (typeof runPieces)[number];

/** Lines of each piece while it is folded, and at most. */
export const runLines: Readonly<Record<RunPiece, { readonly folded: number; readonly open: number }>> = {
  timeline: { folded: 25, open: 200 },
  steps: { folded: 25, open: 500 },
  log: { folded: 40, open: 1_000 },
};

/** Which pieces stand open; lives in the address. */
export function parseOpenPieces(query: Query): RunPiece[] {
  const named = new Set((query.open ?? '').split(' '));
  return runPieces.filter((piece) => named.has(piece));
}

/** How many lines of a piece are shown. */
export function linesOf(piece: RunPiece, open: readonly RunPiece[]): number {
  return open.includes(piece) ? runLines[piece].open : runLines[piece].folded;
}
