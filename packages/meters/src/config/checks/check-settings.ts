import { nearestName } from '@meterworks/assets';
import { dimensionOf } from '../../units/unit.ts';
import type { MeterDraft } from '../meter-draft.ts';
import { makeProblem, type Problem } from '../problem.ts';
import { missingInfluxSecrets, type Secrets } from '../read-secrets.ts';
import { valueAt } from '../schema/schema-at.ts';
import type { YamlSource } from '../yaml-source.ts';
import { checkMqtt } from './check-mqtt.ts';
import { checkNotifications } from './check-notifications.ts';

export interface SettingsFacts {
  readonly source: YamlSource;
  readonly storage: 'influxdb' | 'embedded';
  readonly secrets: Secrets;
  /** Undefined where the meters could not be read. */
  readonly drafts: readonly MeterDraft[] | undefined;
}

/** What config.yaml says against itself, the secrets or the meters. */
export function checkSettings(facts: SettingsFacts): Problem[] {
  if (!facts.source.intact) return [];
  return [
    ...checkInflux(facts),
    ...checkTibber(facts),
    ...checkNotifications(facts),
    ...checkMqtt(facts),
    ...checkState(facts),
    ...checkGasConversion(facts.source),
  ];
}

function checkInflux({ source, storage, secrets }: SettingsFacts): Problem[] {
  if (storage === 'embedded') return [];
  const problems = missingInfluxSecrets(secrets);
  const url = secrets.get('INFLUX_URL')?.reveal();
  if (url !== undefined && !/^https?:\/\/[^\s/]+/.test(url)) {
    const facts = { message: 'gives an INFLUX_URL that is no http address', would: 'write http://host:8086' };
    problems.push(makeProblem(secrets.influxFile, { line: 1, column: 1 }, [], facts));
  }
  if (url === undefined && valueAt(source.value, ['influxdb', 'url']) === undefined) {
    const would = 'add the server, such as http://localhost:8086, or storage: embedded';
    problems.push(source.problemAt(['influxdb', 'url'], { message: 'is missing', would }));
  }
  return problems;
}

/** The meter that Tibber feeds when none is named. */
export const defaultTibberMeter = 'haupt_strom';

function checkTibber({ source, secrets, drafts }: SettingsFacts): Problem[] {
  const problems: Problem[] = [];
  if (valueAt(source.value, ['tibber', 'polling_interval']) !== undefined) {
    const facts = {
      message: 'is no longer used: workflows.tibber_sync.schedule decides',
      would: 'leave it out',
      severity: 'notice' as const,
    };
    problems.push(source.problemAtKey(['tibber', 'polling_interval'], facts));
  }
  const named = valueAt(source.value, ['tibber', 'meter_id']);
  const id = named ?? defaultTibberMeter;
  const used = named !== undefined || secrets.get('TIBBER_API_TOKEN') !== undefined;
  if (!used || drafts === undefined || typeof id !== 'string') return problems;
  const meter = drafts.find((draft) => draft.id === id);
  const path = ['tibber', 'meter_id'];
  if (meter === undefined) {
    const nearest = nearestName(
      id,
      drafts.flatMap((draft) => draft.id ?? []),
    );
    problems.push(
      source.problemAt(path, {
        value: id,
        message: 'which no meter has',
        would: 'name a meter of meters.yaml',
        nearest,
      }),
    );
  } else if (meter.kind !== 'physical') {
    problems.push(
      source.problemAt(path, { value: id, message: 'which is made of other meters', would: 'name a physical meter' }),
    );
  } else if (meter.unit !== undefined && dimensionOf(meter.unit) !== 'energy') {
    const message = `whose unit is ${meter.unit}, and Tibber tells of energy`;
    problems.push(source.problemAt(path, { value: id, message, would: 'name a meter in kWh, MWh or Wh' }));
  }
  return problems;
}

function checkState({ source }: SettingsFacts): Problem[] {
  return (['database', 'series'] as const).flatMap((key) => {
    const path = ['state', key];
    const place = valueAt(source.value, path);
    if (typeof place !== 'string' || !/^postgres(ql)?:\/\//i.test(place)) return [];
    // Not the value: it may hold a password.
    const message = 'names a PostgreSQL server, which this version cannot use yet';
    return [
      source.problemAt(path, {
        message,
        would: `write a file such as state/${key === 'series' ? 'series' : 'meterworks'}.db`,
      }),
    ];
  });
}

function checkGasConversion(source: YamlSource): Problem[] {
  const list = valueAt(source.value, ['gas_conversion']);
  if (!Array.isArray(list)) return [];
  const seen = new Map<unknown, number>();
  const problems: Problem[] = [];
  for (const [index, entry] of list.entries()) {
    if (typeof entry !== 'object' || entry === null) continue;
    const from = valueAt(list, [index, 'valid_from']);
    const before = seen.get(from);
    if (before !== undefined) {
      const path = ['gas_conversion', index, 'valid_from'];
      const which =
        from === undefined
          ? { message: 'is missing here and before' }
          : { value: from, message: `which gas_conversion[${before}] has too` };
      problems.push(source.problemAt(path, { ...which, would: 'give each its own first day' }));
    }
    seen.set(from, index);
  }
  return problems;
}
