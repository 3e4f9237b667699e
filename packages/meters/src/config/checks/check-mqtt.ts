import { makeProblem, type Problem } from '../problem.ts';
import type { Secrets } from '../read-secrets.ts';
import { valueAt } from '../schema/schema-at.ts';
import type { YamlSource } from '../yaml-source.ts';

/** A broker that is not named, or cannot be reached as it is named, and secrets without one. */
export function checkMqtt({ source, secrets }: { source: YamlSource; secrets: Secrets }): Problem[] {
  const problems: Problem[] = [];
  const ofFile = (message: string, would: string, severity: 'error' | 'warning') =>
    problems.push(makeProblem(secrets.mqttFile, { line: 1, column: 1 }, [], { message, would, severity }));
  const section = valueAt(source.value, ['mqtt']);
  const named = valueAt(source.value, ['mqtt', 'url']);
  const secret = secrets.get('MQTT_URL')?.reveal();
  if (secret !== undefined && !/^(mqtts?|wss?):\/\/[^\s/]+/.test(secret))
    ofFile('gives an MQTT_URL that is no address of a broker', 'write mqtt://host:1883', 'error');
  if (section !== undefined && named === undefined && secret === undefined) {
    const would = 'add the broker, such as mqtt://homeassistant.local:1883';
    problems.push(source.problemAt(['mqtt', 'url'], { message: 'is missing', would }));
  }
  const signedIn = secrets.get('MQTT_USER') ?? secrets.get('MQTT_PASSWORD');
  if (signedIn !== undefined && section === undefined && secret === undefined)
    ofFile('is used by nothing', 'write mqtt: { url: … } into config.yaml', 'warning');
  return problems;
}
