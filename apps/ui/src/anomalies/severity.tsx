import type { Words } from '../words/words.ts';

const looks: Readonly<Record<string, readonly [tone: string, mark: string]>> = {
  critical: ['text-bad', '▲'],
  warning: ['text-warn', '△'],
  info: ['text-soft', '○'],
};

/** How bad it is, as mark and word. */
export function Severity({ severity, words }: { readonly severity: string; readonly words: Words }) {
  const [tone, mark] = looks[severity] ?? ['text-soft', '·'];
  return (
    <span className={`inline-flex items-baseline gap-1.5 whitespace-nowrap ${tone}`}>
      <span aria-hidden="true">{mark}</span>
      {words.text.anomalies.severities[severity] ?? severity}
    </span>
  );
}
