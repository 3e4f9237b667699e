export interface ExplainedPartition {
  readonly asset: string;
  readonly partition: string;
  readonly status: string;
  readonly certainty?: string | undefined;
  readonly sentence: string;
  readonly causes: readonly { readonly kind: string; readonly sentence: string }[];
  readonly root?: string | undefined;
  readonly chain: readonly { readonly asset: string; readonly partition: string; readonly sentence: string }[];
  readonly lastMade?: { readonly at: number; readonly runId: number } | undefined;
}

/** The sentence first; then the way to the root cause, each step further up. */
export function explanationLines(facts: ExplainedPartition, instant: (ms: number) => string): string[] {
  const { sentence, chain, lastMade, root } = facts;
  return [
    sentence,
    ...chain.map((link, depth) => `${'  '.repeat(depth + 1)}${link.asset} ${link.partition}: ${link.sentence}`),
    ...(root === undefined || sentence.includes(root) ? [] : [`Root cause: ${root}`]),
    ...(lastMade === undefined ? [] : [`Last made ${instant(lastMade.at)} in run ${lastMade.runId}.`]),
  ];
}
