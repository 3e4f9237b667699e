// Draws docs/plots/: what the demo house's meters were made of, beside what they truly counted. `node scripts/plots/draw-plots.ts`.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultHouseSpan, simulateHouse } from '@meterworks/meters/simulation';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const zone = 'Europe/Berlin';
const dayMs = 86_400_000;

interface DayRow {
  /** The civil day as an instant in UTC, so that the axis does not move it. */
  readonly day: number;
  readonly value: number;
  readonly line: 'made' | 'true';
  readonly quality: string;
}

const { from, to } = defaultHouseSpan(zone);
const { truth, series } = simulateHouse({ from, to, seed: 1, zone });
const folder = mkdtempSync(join(tmpdir(), 'meterworks-plots-'));

try {
  cpSync(join(root, 'config'), join(folder, 'config'), { recursive: true });
  meterworks('demo', '--until', new Date(to).toISOString());
  mkdirSync(join(root, 'docs', 'plots'), { recursive: true });
  await draw(
    'gap',
    daysOf('og2_heat', '2023-01-25', '2023-02-22'),
    'MWh a day',
    'Nine days without readings: estimated days beside the truth',
  );
  await draw(
    'sparse',
    daysOf('haupt_wasser', '2023-03-20', '2023-05-10'),
    'm³ a day',
    'Read by hand, with a typing error on 8 April',
  );
  await draw(
    'leak',
    daysOf('og1_wasser_kalt', '2024-04-25', '2024-06-05'),
    'm³ a day',
    'A leak of 6 L an hour, from 14 May on',
  );
  await draw(
    'registers',
    registersOf('gas_total', '2023-10-01', '2025-03-31'),
    'm³',
    'A register that rolls over and a meter that is exchanged: what was read, and the master',
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What the command prints, in a house of its own on the morning after its last day. */
function meterworks(...words: string[]): string {
  const bin = join(root, 'apps', 'daemon', 'bin', 'meterworks.js');
  const env = { ...process.env, METERWORKS_NOW: new Date(to + 6 * 3_600_000).toISOString() };
  return execFileSync(process.execPath, [bin, ...words], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e8,
  });
}

function tableOf(asset: string, first: string, last: string): Record<string, string>[] {
  const [header = '', ...rows] = meterworks('series', asset, '--from', first, '--to', last).trim().split('\n');
  const names = header.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((field, i) => [names[i], field])));
}

function daysOf(meter: string, first: string, last: string): DayRow[] {
  const amounts = truth.meters.get(meter)?.amounts ?? [];
  return tableOf(`consumption/${meter}/daily`, first, last).flatMap(({ partition = '', value = '', quality = '' }) => {
    const day = Date.parse(partition);
    const exact = amounts[day / dayMs - truth.firstDay] ?? Number.NaN;
    return [
      { day, value: Number(value), line: 'made' as const, quality },
      { day, value: exact, line: 'true' as const, quality: 'true' },
    ];
  });
}

function registersOf(master: string, first: string, last: string): DayRow[] {
  const made = tableOf(`master/${master}`, first, last).map(({ partition = '', close = '', quality = '' }) => ({
    day: Date.parse(partition),
    value: Number(close),
    line: 'made' as const,
    quality,
  }));
  const read = series
    .filter(({ meterId }) => meterId === 'gas_zahler_alt' || meterId === 'gas_zahler')
    .flatMap(({ times, values }) =>
      Array.from(times, (time, i) => ({
        day: time,
        value: values[i] ?? Number.NaN,
        line: 'true' as const,
        quality: 'reading',
      })),
    )
    .filter(({ day }) => day >= Date.parse(first) && day <= Date.parse(last));
  return [...made, ...read];
}

async function draw(name: string, rows: readonly DayRow[], unit: string, title: string): Promise<void> {
  const isRegister = name === 'registers';
  const shared = {
    x: { field: 'day', type: 'temporal', scale: { type: 'utc' }, axis: { title: null } },
    y: { field: 'value', type: 'quantitative', axis: { title: unit } },
  } as const;
  const quality = {
    field: 'quality',
    type: 'nominal',
    scale: { domain: ['measured', 'estimated', 'extrapolated'], range: ['#2563eb', '#f59e0b', '#ef4444'] },
    legend: { title: null },
  } as const;
  const spec: TopLevelSpec = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: 720,
    height: 220,
    background: 'white',
    title: { text: title, anchor: 'start' },
    data: { values: rows.map((row) => ({ ...row })) },
    layer: [
      {
        transform: [{ filter: "datum.line === 'made'" }],
        mark: isRegister ? { type: 'line' } : { type: 'bar', size: Math.floor(1000 / rows.length) },
        encoding: { ...shared, ...(isRegister ? {} : { color: quality }) },
      },
      {
        transform: [{ filter: "datum.line === 'true'" }],
        mark: isRegister
          ? { type: 'point', size: 12, color: '#111827' }
          : { type: 'tick', color: '#111827', thickness: 2, width: 10 },
        encoding: shared,
      },
    ],
  };
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  writeFileSync(join(root, 'docs', 'plots', `${name}.svg`), `${await view.toSVG()}\n`);
  console.log(`docs/plots/${name}.svg: ${rows.length} points`);
}
