import { formatCount } from './format-number.ts';

/** `1 partition`, `1,234 partitions`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
