import { makeProblem, type Problem } from '../problem.ts';
import type { Secrets } from '../read-secrets.ts';
import { valueAt } from '../schema/schema-at.ts';
import type { SecretName } from '../secret-names.ts';
import type { YamlSource } from '../yaml-source.ts';

/** A channel that is named and cannot work, and secrets that no channel uses. */
export function checkNotifications({ source, secrets }: { source: YamlSource; secrets: Secrets }): Problem[] {
  const problems: Problem[] = [];
  const at = (...path: string[]) => valueAt(source.value, ['notifications', ...path]);
  const needed = (channel: string, key: string, secret: SecretName) => {
    if (at(channel) === undefined || at(channel, key) !== undefined || secrets.get(secret) !== undefined) return;
    const would = `add ${key}, or write ${secret}=… into ${secrets.notifyFile}`;
    problems.push(source.problemAt(['notifications', channel, key], { message: 'is missing', would }));
  };
  needed('webhook', 'url', 'WEBHOOK_URL');
  needed('ntfy', 'topic', 'NTFY_TOPIC');
  const ofFile = (name: SecretName, message: string, would: string, severity: 'error' | 'warning' = 'error') =>
    problems.push(
      makeProblem(secrets.notifyFile, { line: 1, column: 1 }, [name], {
        message: `${name} ${message}`,
        would,
        severity,
      }),
    );
  const url = secrets.get('WEBHOOK_URL')?.reveal();
  if (url !== undefined && !/^https?:\/\/[^\s/]+/.test(url))
    ofFile('WEBHOOK_URL', 'is no http address', 'write https://host/path');
  const topic = secrets.get('NTFY_TOPIC')?.reveal();
  if (topic !== undefined && !/^[\w-]{1,64}$/.test(topic))
    ofFile('NTFY_TOPIC', 'is no topic', 'use letters, digits, _ and -');
  const [user, password] = [secrets.get('SMTP_USER'), secrets.get('SMTP_PASSWORD')];
  if (user !== undefined && password === undefined) ofFile('SMTP_PASSWORD', 'is missing beside SMTP_USER', 'add it');
  if (user === undefined && password !== undefined) ofFile('SMTP_USER', 'is missing beside SMTP_PASSWORD', 'add it');
  if (user !== undefined && at('email') === undefined)
    ofFile('SMTP_USER', 'is used by nothing', 'write notifications.email into config.yaml', 'warning');
  return problems;
}
