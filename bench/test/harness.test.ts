import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureProcess, repeatProcess } from '../child-process.ts';
import { describeMachine, median, toRow } from '../measurement.ts';
import { benches } from '../registry.ts';
import { formatTable } from '../table.ts';

describe('toRow', () => {
  const measured = { case: 'c', metric: 'm', value: 2, unit: 's' };

  it.each([
    ['lower', 2, true],
    ['lower', 1.9, false],
    ['higher', 2, true],
    ['higher', 2.1, false],
  ] as const)('judges an aim where %s is better: aim %d holds is %s', (better, aim, holds) => {
    expect(toRow({ ...measured, better, aim })).toEqual({ ...measured, aim, holds, baseline: null, ratio: null });
  });

  it('judges nothing without an aim, and divides by the baseline', () => {
    expect(toRow({ ...measured, better: 'lower', baseline: 4 })).toEqual({
      ...measured,
      aim: null,
      holds: null,
      baseline: 4,
      ratio: 0.5,
    });
  });
});

it('the median has as many values below as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), (values) => {
      const middle = median(values);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      expect(Math.max(below, above)).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

describe('measureProcess', () => {
  it('sees the output, the exit code and the memory that a child took', async () => {
    const script = 'const block = Buffer.alloc(100e6, 1); console.log(block.length); process.exitCode = 3;';
    const small = await measureProcess(['node', '--eval', '0']);
    const large = await measureProcess(['node', '--eval', script]);
    expect(large).toMatchObject({ stdout: '100000000\n', exitCode: 3 });
    expect(large.seconds).toBeGreaterThan(0);
    expect((large.peakMegabytes ?? 0) - (small.peakMegabytes ?? 0)).toBeGreaterThan(90);
  });

  it('refuses to repeat a command that fails', async () => {
    await expect(repeatProcess(2, ['node', '--eval', 'process.exit(1)'])).rejects.toThrow('ended with 1');
  });
});

it('the table has the figures, and says loudly which aim does not hold', () => {
  const rows = [
    toRow({ case: 'cold', metric: 'wall time', value: 4, unit: 's', better: 'lower', aim: 3 }),
    toRow({ case: 'cold', metric: 'rate', value: 12345.6, unit: 'partitions/s', better: 'higher', baseline: 1000 }),
  ];
  const lines = formatTable({ name: 'spine', machine: describeMachine(), rows }).split('\n');
  expect(lines).toHaveLength(4);
  expect(lines[2]).toMatch(/cold +wall time +4 s +3 s +NO$/);
  expect(lines[3]).toMatch(/12,300 partitions\/s +1,000 partitions\/s +×12.3$/);
});

it('every bench says in one line what it measures', async () => {
  for (const load of Object.values(benches)) expect((await load()).about).toMatch(/^\S.{9,100}$/);
});
