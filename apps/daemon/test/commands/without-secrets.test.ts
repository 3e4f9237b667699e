import { Secret } from '@meterworks/assets';
import { expect, test } from 'vitest';
import { withoutSecrets } from '../../src/commands/support-bundle.ts';

test.each([
  ['token: abc', 'token: ***'],
  ['  influx_token: "a b"', '  influx_token: ***'],
  ['TIBBER_API_TOKEN=abc', 'TIBBER_API_TOKEN=***'],
  ['https://me:word@nas.local/x', 'https://me:***@nas.local/x'],
  ['the known one inside', 'the *** one inside'],
  ['timeout: 30', 'timeout: 30'],
])('%s goes along as %s', (text, safe) => {
  expect(withoutSecrets(text, [new Secret('known')])).toBe(safe);
});
