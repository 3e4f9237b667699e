import { type AssetGraph, type AssetKey, nearestName } from '@meterworks/assets';
import { UsageFailure } from '../command-failure.ts';

/** The asset of that key, or a failure that names the nearest one. */
export function requireAsset(graph: AssetGraph, text: string): AssetKey {
  if (graph.has(text)) return text;
  throw new UsageFailure(`No asset is called "${text}"${suggestion(text, graph.keys)}`);
}

/** `; did you mean "x"?`, or nothing where no known name is near. */
export function suggestion(text: string, known: readonly string[]): string {
  const nearest = nearestName(text, known);
  return nearest === undefined ? '.' : `; did you mean "${nearest}"?`;
}
