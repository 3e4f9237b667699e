import type { Zone } from '@meterworks/assets';
import { describeFinding } from '@meterworks/meters/findings';
import type { Findings } from '../composition/load-findings.ts';
import { counted, tableLines } from './table.ts';

/** Instants in UTC; registers and amounts in `unit`; what is no number is null. */
export function findingsJson({ findings, decisions }: Findings) {
  return {
    findings: findings.map((finding) => ({
      meter: finding.meter.id,
      type: finding.type,
      state: finding.state,
      verdict: finding.verdict,
      start: isoText(finding.time),
      end: isoText(finding.until),
      reading: { time: isoText(finding.reading.time), register: finding.reading.register },
      from: finding.from,
      to: finding.to,
      dropped: finding.dropped,
      amount: finding.amount,
      unit: finding.meter.unit,
      message: describeFinding(finding, finding.meter.unit),
    })),
    decisions: decisions.map(({ meter, time, register, verdict }) => ({
      meter: meter.id,
      time: isoText(time),
      register,
      verdict,
    })),
  };
}

/** What was decided upon is a line of its own where it left nothing to find. */
export function findingLines({ findings, decisions }: Findings, zone: Zone): string[] {
  const rows = findings.map((finding) => ({
    time: finding.reading.time,
    cells: [
      finding.meter.id as string,
      zone.format(finding.reading.time),
      finding.type,
      finding.verdict === undefined ? finding.state : `${finding.verdict}ed`,
      describeFinding(finding, finding.meter.unit),
    ],
  }));
  for (const { meter, time, register, verdict } of decisions) {
    if (findings.some(({ reading, meter: of }) => of === meter && reading.time === time)) continue;
    const cells = [
      meter.id as string,
      zone.format(time),
      '',
      `${verdict}ed`,
      `the reading of ${register}, as you said`,
    ];
    rows.push({ time, cells });
  }
  if (rows.length === 0) return ['Nothing was found, as of the last run.'];
  rows.sort((a, b) => a.time - b.time);
  const heading = ['meter', 'reading', 'type', 'state', 'what'];
  const lines = tableLines(
    heading,
    rows.map(({ cells }) => cells),
  );
  const open = findings.filter(({ state }) => state === 'proposed');
  const [first] = open;
  if (first === undefined) return lines;
  return [
    ...lines,
    '',
    `${counted(open.length, 'finding')} ${open.length === 1 ? 'waits' : 'wait'} for more readings or for your word, for example: ` +
      `meterworks decide ${first.meter.id} ${zone.format(first.reading.time)} accept`,
  ];
}

function isoText(instant: number): string {
  return new Date(instant).toISOString();
}
