import type { Configuration, Meter, PhysicalMeter } from '@meterworks/meters/config';
import { UsageFailure } from '../command-failure.ts';
import { suggestion } from './require-name.ts';

/** The physical meter of that id; others are computed and have no readings of their own. @throws UsageFailure */
export function requirePhysicalMeter({ meters }: Configuration, id: string): PhysicalMeter {
  const meter = [...meters.values()].find((one) => one.id === id);
  const physical = [...meters.values()].filter(({ kind }) => kind === 'physical').map((one) => one.id);
  if (meter === undefined) throw new UsageFailure(`No meter is called "${id}"${suggestion(id, physical)}`);
  if (meter.kind === 'physical') return meter;
  throw new UsageFailure(
    `"${id}" is a ${meter.kind} meter: it is computed from ${partsOf(meter).join(', ')} and has no readings of its own. Import those of a physical meter.`,
  );
}

function partsOf(meter: Exclude<Meter, PhysicalMeter>): string[] {
  const parts = meter.kind === 'master' ? meter.periods.flatMap(({ sources }) => sources) : meter.terms;
  return [...new Set(parts.map(({ meterId }) => meterId))];
}
