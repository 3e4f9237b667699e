import type { Report, Row } from './measurement.ts';

const headings = ['case', 'metric', 'value', 'aim', 'holds', 'baseline', 'ratio'];

/** A report for people: one aligned line a row, figures to three significant digits. */
export function formatTable({ name, machine, rows }: Report): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const { cpu, cores, memory, platform, node } = machine;
  return `${name} on ${cpu}, ${cores} cores, ${memory} GB, ${platform}, Node ${node}\n${lines.join('\n')}`;
}

function cellsOf(row: Row): string[] {
  const figure = (value: number | null) => (value === null ? '' : `${round(value)} ${row.unit}`);
  const holds = row.holds === null ? '' : row.holds ? 'yes' : 'NO';
  return [row.case, row.metric, figure(row.value), figure(row.aim), holds, figure(row.baseline), ratio(row.ratio)];
}

function ratio(value: number | null): string {
  return value === null ? '' : `×${round(value)}`;
}

function round(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 6 });
}
