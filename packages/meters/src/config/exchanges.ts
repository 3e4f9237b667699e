import type { Zone } from '@meterworks/assets';
import { instantOf, type Lifetime } from './lifetime.ts';
import type { Exchange } from './meter.ts';
import type { Path, Problem } from './problem.ts';
import { exchange } from './schema/meters-file.ts';
import { valueAt } from './schema/schema-at.ts';
import type { YamlSource } from './yaml-source.ts';

/** The exchanges that a physical meter's entry declares, in order of time; what cannot be read is left to the schema to report. */
export function readExchanges(
  source: YamlSource,
  path: Path,
  zone: Zone,
  { installed, removed }: Lifetime,
): { exchanges: readonly Exchange[]; problems: Problem[] } {
  const listed = valueAt(source.value, [...path, 'exchanges']);
  const exchanges: Exchange[] = [];
  const problems: Problem[] = [];
  const digits = valueAt(source.value, [...path, 'digits']);
  const limit = typeof digits === 'number' ? 10 ** digits : Number.POSITIVE_INFINITY;
  for (const [index, entry] of (Array.isArray(listed) ? listed : []).entries()) {
    const parsed = exchange.safeParse(entry);
    if (!parsed.success) continue;
    const { date, final_reading: finalReading, initial_reading: initialReading } = parsed.data;
    const at = [...path, 'exchanges', index];
    const say = (key: string, message: string, would: string) =>
      problems.push(source.problemAt([...at, key], { value: valueAt(entry, [key]), message, would }));
    const time = instantOf(date, 'first', zone);
    if (typeof time === 'string') {
      say('date', time, 'add the offset, as in +01:00');
      continue;
    }
    if (installed !== undefined && time <= installed.time) {
      say('date', 'which is not after installation_date', 'write a later date, or leave the exchange out');
    }
    if (removed !== undefined && time >= removed.time) {
      say('date', 'which is not before the end of deinstallation_date', 'write an earlier date');
    }
    if (exchanges.some((other) => other.time === time)) {
      say('date', 'which has an exchange already', 'keep one of the two');
    }
    for (const [key, register] of [
      ['final_reading', finalReading],
      ['initial_reading', initialReading],
    ] as const) {
      if (register !== undefined && register >= limit)
        say(key, `which does not fit a register of ${String(digits)} digits`, `write less than ${limit}`);
    }
    exchanges.push({
      time,
      ...(finalReading !== undefined && { finalReading }),
      ...(initialReading !== undefined && { initialReading }),
    });
  }
  return { exchanges: exchanges.sort((a, b) => a.time - b.time), problems };
}
