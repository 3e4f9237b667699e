import { describe, expect, test } from 'vitest';
import { lines, parse } from './config-texts.ts';

describe('problems of config.yaml', () => {
  const embedded = (more: string) => lines({ config: `storage: embedded\n${more}\n` });

  test.each([
    [
      'timezone: Europe/Berlni',
      '2:11 timezone is "Europe/Berlni", which is no time zone; did you mean "Europe/Berlin"?',
    ],
    [
      'tibber: { polling_interval: 300 }',
      '2:11 notice: tibber.polling_interval is no longer used: workflows.tibber_sync.schedule decides; leave it out',
    ],
    ['tibber: { meter_id: storm }', '2:21 tibber.meter_id is "storm", which no meter has; did you mean "strom"?'],
    [
      'workflows: { analytics: { schedule: "0 25 * * *" } }',
      '2:37 workflows.analytics.schedule is "0 25 * * *", whose hour field cannot be "25"; write minute, hour, day, month, weekday, as in "0 2 * * *"',
    ],
    ['workflows: { mine: { selection: a } }', '2:20 workflows.mine.schedule is missing; add schedule: when it runs'],
    [
      'extrapolate_max_day: 3',
      '2:1 warning: extrapolate_max_day is a key that nothing reads; did you mean "extrapolate_max_days"?',
    ],
    [
      'state: { database: "postgres://u:pw@h/x" }',
      '2:20 state.database names a PostgreSQL server, which this version cannot use yet; write a file such as state/meterworks.db',
    ],
    [
      'logging: { level: loud }',
      '2:19 logging.level is "loud", which is no log level; write DEBUG, INFO, WARNING, ERROR or CRITICAL',
    ],
    [
      'gas_conversion: { energy_content: -1 }',
      '2:35 gas_conversion.energy_content is -1, which is too small; write more than 0',
    ],
    [
      'gas_conversion: [{ valid_from: 2024-01-01 }, { valid_from: 2024-01-01 }]',
      '2:60 gas_conversion[1].valid_from is "2024-01-01", which gas_conversion[0] has too; give each its own first day',
    ],
    [
      'notifications: { quiet_hours: { from: "25:00", to: "07:00" } }',
      '2:39 notifications.quiet_hours.from is "25:00", which is no time of day; write a time like "22:00", in quotes',
    ],
    [
      'notifications: { webhook: {} }',
      '2:27 notifications.webhook.url is missing; add url, or write WEBHOOK_URL=… into notifications.env',
    ],
    [
      'notifications: { ntfy: { severity: info } }',
      '2:24 notifications.ntfy.topic is missing; add topic, or write NTFY_TOPIC=… into notifications.env',
    ],
    [
      'notifications: { email: { from: a@b, to: a@b } }',
      '2:25 notifications.email.host is missing; add host: the mail server',
    ],
    [
      'notifications: { ntfy: { topic: "my house" } }',
      '2:33 notifications.ntfy.topic is "my house", which is no topic; use letters, digits, _ and -, 64 at most',
    ],
    [
      'notifications: { email: { host: m, from: a@b, to: [a@b, ben] } }',
      '2:57 notifications.email.to[1] is "ben", which is no mail address; write name@example.org',
    ],
    ['a: 1\na: 2', '3:1 has the same key twice; keep one of the two'],
    [
      'x: [',
      '3:1 is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]; mend the line; indentation and brackets count',
    ],
  ])('find what is wrong with %j', (text, line) => {
    expect(embedded(text).join('\n')).toContain(`config.yaml:${line}`);
  });

  test('name all missing secrets of InfluxDB in one error with its file', () => {
    expect(lines({ config: 'influxdb: { url: "http://localhost:8086" }\n' })).toEqual([
      'influxdb.env:1:1 lacks INFLUX_TOKEN and INFLUX_ORG, without which InfluxDB cannot be asked; write INFLUX_TOKEN=… and INFLUX_ORG=… into it, or storage: embedded into config.yaml',
    ]);
    expect(
      lines({ config: 'influxdb: { url: "http://localhost:8086" }\n' }, { INFLUX_TOKEN: 't', INFLUX_ORG: 'o' }),
    ).toEqual([]);
  });

  test('name the key that a misspelt secret meant, and the line that is none', () => {
    const found = lines({ influxEnv: '# a comment\nINFLUX_TOKN=abc\nnonsense\n' });
    expect(found).toEqual([
      'influxdb.env:2:1 warning: INFLUX_TOKN is a name that nothing reads; did you mean "INFLUX_TOKEN"?',
      'influxdb.env:3:1 is no line of the form NAME=value; write one name and its value a line',
    ]);
  });

  test('never show a secret or a password', () => {
    const result = parse(
      {
        config: 'influxdb: { url: "me:hunter2@x", token: hunter2 }\nstate: { database: 5, password: hunter2 }\n',
        influxEnv: 'INFLUX_TOKEN="hunter2\nINFLUX_PASS=hunter2\nhunter2\n',
      },
      { TIBBER_API_TOKEN: 'hunter2' },
    );
    expect(result.problems.length).toBeGreaterThan(4);
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });
});
