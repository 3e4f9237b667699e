import type { FluxParameterLike, ParameterizedQuery } from '@influxdata/influxdb-client';
import { fluxExpression } from './official-client.ts';

/**
 * A text as a Flux literal. The client's own leaves `$` alone unless `{` follows; but the scanner takes `$` together with whatever
 * comes next, so that in `"$\""` the quote is no longer escaped and ends the literal.
 */
export function fluxText(text: string): FluxParameterLike {
  return fluxExpression(`"${text.replace(/["\\$\n\r\t]/g, (one) => escapes[one] ?? one)}"`);
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  $: '\\x24',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Parts of Flux, one after the other. */
export function joinFlux(
  parts: readonly (FluxParameterLike | ParameterizedQuery)[],
  separator: string,
): FluxParameterLike {
  return fluxExpression(parts.map(String).join(separator));
}
