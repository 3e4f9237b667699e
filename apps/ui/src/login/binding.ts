import { isLoopback } from './access.ts';

/**
 * Why the server must not start: without a password it may listen on loopback alone. `words` are those that it was started with.
 * In a container it has to listen on every address of its own; who publishes it on loopback alone says `METERWORKS_UI_PUBLISHED=loopback`.
 */
export function bindingFault(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  hasPassword: boolean,
): string | undefined {
  if (hasPassword || environment.METERWORKS_UI_PUBLISHED === 'loopback') return undefined;
  const at = words.findIndex((word) => word === '-H' || word === '--hostname');
  const host = at < 0 ? undefined : words[at + 1];
  if (host !== undefined && isLoopback(host)) return undefined;
  return `The UI would listen on ${host ?? 'every address'}, which others can reach, and has no password: \`meterworks password\` sets one, or bind it to 127.0.0.1.`;
}
