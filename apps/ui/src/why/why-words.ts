import type { KeySpan, WhyLink, WhyView } from '@meterworks/runtime/read';
import type { Words } from '../words/words.ts';
import { observationWords } from './observation-words.ts';

/** The answer in one sentence, root cause included. */
export function whySentence(view: WhyView, zone: string, words: Words): string {
  const text = words.text.why;
  const name = `${view.asset} ${view.partition}`;
  const root = view.chain.at(-1);
  if (view.pinned) return text.isPinned(name);
  if (view.status === null) return text.isNot(name);
  if (view.status === 'failed') {
    const message = root?.cause.kind === 'failed' ? root.cause.message : '';
    return text.hasFailed(name, message === '' ? text.noReason : message);
  }
  const status = statusWord(view.status, words);
  const cause = root === undefined ? undefined : linkWords(root, zone, words);
  if (cause === undefined) return text.isPlainly(name, status);
  return view.status === 'fresh' ? text.isFresh(name, cause) : text.is(name, status, cause);
}

/** One link of the chain as a clause: no capital letter, no full stop. */
export function linkWords({ asset, partition, cause }: WhyLink, zone: string, words: Words): string {
  const text = words.text.why;
  const name = `${asset} ${partition}`;
  switch (cause.kind) {
    case 'failed':
      return text.failed(name, cause.message === '' ? text.noReason : cause.message);
    case 'never-made':
      return text.neverMade(name);
    case 'deleted':
      return text.deleted(name);
    case 'first-made':
      return text.firstMade(name);
    case 'code-changed':
      return cause.from === null ? text.codeOther(asset) : text.codeChanged(asset, cause.from, cause.to);
    case 'config-changed':
      return text.configChanged(asset);
    case 'deps-differ':
      return text.depsDiffer(asset);
    case 'input-changed':
      return text.inputChanged(cause.asset, spanWords(cause, words));
    case 'input-added':
      return text.inputAdded(cause.asset, spanWords(cause, words));
    case 'input-removed':
      return text.inputRemoved(cause.asset, spanWords(cause, words));
    case 'upstream-not-fresh':
      return text.notFresh(cause.asset, statusWord(cause.status, words), spanWords(cause, words));
    case 'changed':
      return text.changed(name);
    case 'observed':
      return cause.detail === null ? text.seen(name) : observationWords(cause.detail, zone, words);
  }
}

function statusWord(status: string, { text }: Words): string {
  return (text.status.labels as Readonly<Record<string, string>>)[status] ?? status;
}

/** `2024-10-01 … 2024-10-05, 2024-10-09`; where there are more stretches than are listed, how many partitions in all. */
function spanWords(
  { spans, count }: { readonly spans: readonly KeySpan[]; readonly count: number },
  { text }: Words,
): string {
  const list = spans.map(({ from, to }) => (from === to ? from : `${from} … ${to}`)).join(', ');
  return spans.length < 3 ? list : text.why.more(list, count);
}
