import { nearestName, Secret } from '@meterworks/assets';
import { parseEnvFile } from './env-file.ts';
import { makeProblem, type Problem } from './problem.ts';
import type { SourceText } from './read-settings.ts';
import { type SecretFile, type SecretName, secretFiles, secretNames, secretNamesOf } from './secret-names.ts';

export interface Secrets {
  readonly get: (name: SecretName) => Secret | undefined;
  /** Whether anything at all is said of an InfluxDB. */
  readonly hasInflux: boolean;
  readonly influxFile: string;
  readonly tibberFile: string;
  readonly notifyFile: string;
  readonly mqttFile: string;
  readonly problems: readonly Problem[];
}

/** The secrets files, and the environment over them. */
export function readSecrets(
  texts: Readonly<Record<SecretFile, SourceText>>,
  environment: Readonly<Record<string, string | undefined>>,
): Secrets {
  const problems: Problem[] = [];
  const values = new Map<SecretName, Secret>();
  for (const file of secretFiles) {
    const { path, text } = texts[file];
    const known = secretNamesOf(file);
    const parsed = parseEnvFile(path, text ?? '');
    problems.push(...parsed.problems);
    for (const [name, { value, line }] of parsed.values) {
      const own = known.find((candidate) => candidate === name);
      if (own === undefined) problems.push(unknownName(path, line, name, known));
      else values.set(own, value);
    }
    for (const name of known) {
      const override = environment[name];
      if (override !== undefined && override !== '') values.set(name, new Secret(override));
    }
  }
  const hasInflux = secretNamesOf('influxEnv').some((name) => values.has(name));
  const { influxEnv, tibberEnv, notifyEnv, mqttEnv } = texts;
  return {
    get: (name) => values.get(name),
    hasInflux,
    influxFile: influxEnv.path,
    tibberFile: tibberEnv.path,
    notifyFile: notifyEnv.path,
    mqttFile: mqttEnv.path,
    problems,
  };
}

/** One error for all the names that InfluxDB needs and does not have. */
export function missingInfluxSecrets(secrets: Secrets): Problem[] {
  const missing = secretNamesOf('influxEnv').filter(
    (name) => secretNames[name].required && secrets.get(name) === undefined,
  );
  if (missing.length === 0) return [];
  const message = `lacks ${missing.join(' and ')}, without which InfluxDB cannot be asked`;
  const would = `write ${missing.map((name) => `${name}=…`).join(' and ')} into it, or storage: embedded into config.yaml`;
  return [makeProblem(secrets.influxFile, { line: 1, column: 1 }, [], { message, would })];
}

function unknownName(file: string, line: number, name: string, known: readonly string[]): Problem {
  return makeProblem(file, { line, column: 1 }, [name], {
    message: 'is a name that nothing reads',
    would: `known here: ${known.join(', ')}`,
    nearest: nearestName(name, known),
    severity: 'warning',
  });
}
