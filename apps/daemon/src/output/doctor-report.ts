import type { Area, Finding } from '../doctor/finding.ts';
import { counted } from './table.ts';

const titles: Readonly<Record<Area, string>> = {
  configuration: 'Configuration',
  clock: 'Clock and zone',
  state: 'State',
  server: 'Server',
  buckets: 'Buckets',
  readings: 'Readings',
  tibber: 'Tibber',
};

/** One line a finding under the title of its area; what to do stands below what is not all right. */
export function doctorLines(findings: readonly Finding[]): string[] {
  const lines: string[] = [];
  for (const [area, title] of Object.entries(titles)) {
    const here = findings.filter((finding) => finding.area === area);
    if (here.length > 0) lines.push(title, ...here.flatMap(findingLines), '');
  }
  return [...lines, summary(findings)];
}

function findingLines({ level, subject, message, remedy }: Finding): string[] {
  const indented = message.replaceAll('\n', '\n           ');
  return [
    `  ${level.padEnd(7)}  ${subject}: ${indented}`,
    ...(remedy === undefined || level === 'ok' ? [] : [`           → ${remedy}`]),
  ];
}

function summary(findings: readonly Finding[]): string {
  const { errors, warnings } = tallies(findings);
  if (errors + warnings === 0) return 'All is well.';
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}.`;
}

export function doctorJson(findings: readonly Finding[]) {
  const { errors, warnings } = tallies(findings);
  return {
    healthy: errors === 0,
    errors,
    warnings,
    findings: findings.map(({ remedy, ...finding }) => ({ ...finding, remedy: remedy ?? null })),
  };
}

function tallies(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number } {
  const count = (wanted: Finding['level']) => findings.filter(({ level }) => level === wanted).length;
  return { errors: count('error'), warnings: count('warning') };
}
