export interface ExplainedPartition {
  readonly asset: string;
  readonly partition: string;
  readonly sentence: string;
  readonly causes: readonly { readonly sentence: string }[];
  readonly findings?: readonly { readonly check: string; readonly severity: string; readonly message: string }[];
  readonly chain: readonly { readonly asset: string; readonly partition: string; readonly sentence: string }[];
}

/** The sentence first; then what it rests on: further causes, and the way to the root, each step further up. */
export function explanationLines({ sentence, causes, chain, findings = [] }: ExplainedPartition): string[] {
  const way = chain.length > 1 ? chain : [];
  const told = new Set(chain.map((link) => link.sentence));
  const others = causes.filter((cause) => !told.has(cause.sentence) && !sentence.includes(cause.sentence));
  return [
    sentence,
    ...way.map((link, depth) => `${'  '.repeat(depth + 1)}${link.asset} ${link.partition}: ${link.sentence}`),
    ...others.map((cause) => `  also: ${cause.sentence}`),
    ...findings.map(({ check, severity, message }) => `  ${severity}: ${check}: ${message}`),
  ];
}
