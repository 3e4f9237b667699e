import type { AssetKey } from '../asset-key.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import { formatSpans, spansOf } from '../partitions/spans.ts';
import type { ConfigChange, PartitionCause } from './partition-cause.ts';

/**
 * A cause as the second half of a sentence: "… because the code of scaled changed from version 1 to 2".
 *
 * @param of the asset that has the cause; left out, the sentence says "its"
 */
export function describeCause(graph: AssetGraph, cause: PartitionCause, of?: AssetKey): string {
  const whose = (thing: string): string => (of === undefined ? `its ${thing}` : `the ${thing} of ${of}`);
  switch (cause.kind) {
    case 'not-made':
      return `${of ?? 'it'} was never made`;
    case 'deleted':
      return `${of === undefined ? 'its value' : `the value of ${of}`} was deleted`;
    case 'deps-differ':
      return `${whose('dependencies')} are others than it was made with`;
    case 'code-changed':
      return `${whose('code')} changed from version ${cause.from} to ${cause.to}`;
    case 'config-changed':
      return `${whose('configuration')} changed: ${cause.changes.map(describeChange).join(', ')}`;
    case 'input-changed':
      return `${cause.asset} changed${keysOf(graph, cause.asset, cause.culprits)}`;
    case 'input-added':
      return `${cause.asset} has more than it was made with${keysOf(graph, cause.asset, cause.culprits)}`;
    case 'input-removed':
      return `${cause.asset} has less than it was made with${keysOf(graph, cause.asset, cause.culprits)}`;
    case 'upstream-not-fresh':
      return `${cause.asset} is not fresh${keysOf(graph, cause.asset, cause.culprits)}`;
  }
}

function describeChange(change: ConfigChange): string {
  const name = change.path === '' ? 'it' : change.path;
  if (change.from === undefined) return `${name} is now ${JSON.stringify(change.to)}`;
  if (change.to === undefined) return `${name} was ${JSON.stringify(change.from)} and is gone`;
  return `${name} from ${JSON.stringify(change.from)} to ${JSON.stringify(change.to)}`;
}

function keysOf(graph: AssetGraph, key: AssetKey, ordinals: readonly number[]): string {
  if (ordinals.length === 0) return '';
  const { scheme } = graph.asset(key);
  const spans = spansOf(ordinals, scheme);
  const shown = formatSpans(scheme, spans.slice(0, 3));
  return spans.length > 3 ? ` (${shown} and ${spans.length - 3} more spans)` : ` (${shown})`;
}
