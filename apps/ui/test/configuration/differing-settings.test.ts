import type { RecordedSetting } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { differingSettings } from '../../src/configuration/differing-settings.ts';

const given = (path: string, value: string, line = 1): RecordedSetting => ({
  group: 'config',
  path,
  value,
  origin: { kind: 'file', file: 'config/config.yaml', line },
});
const byDefault = (path: string, value: string): RecordedSetting => ({
  group: 'config',
  path,
  value,
  origin: { kind: 'default' },
});
const look = (...settings: readonly RecordedSetting[]) => ({ at: 0, settings, problems: [] });

test('what was changed, added and taken out stands beside what is in use', () => {
  const inUse = look(
    given('timezone', 'Europe/Berlin'),
    given('logging.level', 'INFO'),
    byDefault('storage', 'influxdb'),
  );
  const found = look(given('timezone', 'Mars'), given('storage', 'embedded', 2));
  expect(
    differingSettings(inUse, found).map(({ path, inUse: before, found: after }) => [path, before?.value, after?.value]),
  ).toEqual([
    ['timezone', 'Europe/Berlin', 'Mars'],
    ['storage', 'influxdb', 'embedded'],
    ['logging.level', 'INFO', undefined],
  ]);
});

test('a line that only moved is no difference, and of a file that cannot be read nothing is called gone', () => {
  const inUse = look(given('timezone', 'Europe/Berlin', 1));
  expect(differingSettings(inUse, look(given('timezone', 'Europe/Berlin', 7)))).toEqual([]);
  expect(differingSettings(inUse, look())).toEqual([]);
});
