import { describe, expect, it } from 'vitest';
import { learnScales } from '../../src/repair/learn-scales.ts';
import { LogHistogram } from '../../src/repair/log-histogram.ts';
import { learnResolution } from '../../src/repair/resolution.ts';
import { roundUp } from '../../src/repair/rounding.ts';
import { day, household, type Point, readingsOf, seeded, walk } from './readings-fixture.ts';

const resolutionOf = (points: readonly Point[]) => learnResolution(readingsOf(points).registers);

describe('the resolution of a register', () => {
  it.each([0.001, 0.002, 0.05, 0.1, 1, 5, 10])('is found to be %d', (resolution) => {
    const random = seeded(1);
    expect(resolutionOf(walk({ count: 500, resolution }, () => random() * 3 * resolution))).toBe(resolution);
  });

  it('is found behind an offset that is finer than the steps', () => {
    const points = walk({ count: 500, resolution: 0.01 }, household(2));
    expect(resolutionOf(points.map(([time, register]): Point => [time, register + 0.003]))).toBe(0.01);
  });

  it('survives a few readings that were typed with more places', () => {
    const points = walk({ count: 5000, resolution: 1 }, household(3));
    const odd = points.map(([time, register], i): Point => [time, i % 1000 === 5 ? register + 0.25 : register]);
    expect(resolutionOf(odd)).toBe(1);
  });

  it('of few typed readings is where their decimals end, and stays as more come', () => {
    const typed = [47_757, 47_990, 48_420, 48_421, 48_900, 49_000];
    for (let count = 2; count <= typed.length; count++)
      expect(learnResolution(Float64Array.from(typed.slice(0, count)))).toBe(1);
    expect(learnResolution(Float64Array.of(100, 102.5, 105))).toBe(0.1);
  });

  it('is not known of a continuous register, or of one that never moved', () => {
    const random = seeded(4);
    expect(resolutionOf(walk({ count: 500, resolution: 1e-12 }, () => random()))).toBe(0);
    expect(learnResolution(Float64Array.of(5, 5, 5))).toBe(0);
    expect(learnResolution(new Float64Array(0))).toBe(0);
  });
});

describe('the learned limits', () => {
  it('hardly ever change by one reading more', () => {
    const points = walk({ count: 4000 }, household(5));
    const scales = (count: number) => learnScales(readingsOf(points.slice(0, count)), { decisions: [] });
    let changes = 0;
    for (let count = 3000; count < 3100; count++) {
      if (scales(count).maxRate !== scales(count + 1).maxRate) changes++;
      if (scales(count).tolerance !== scales(count + 1).tolerance) changes++;
    }
    expect(changes).toBeLessThanOrEqual(4);
  });

  it('allow ten times the rate that is rarely exceeded', () => {
    const points = walk({ count: 4000 }, (i) => (i % 100 === 0 ? 2 : 1));
    const { maxRate, tolerance, sparse } = learnScales(readingsOf(points), { decisions: [] });
    expect(maxRate).toBeCloseTo(21, 6);
    expect(tolerance).toBeCloseTo(3.3, 6);
    expect(sparse).toBe(false);
  });

  it('prefer the configured rate', () => {
    const points = walk({ count: 100, spacing: day }, household(6));
    expect(learnScales(readingsOf(points), { maxRate: 7, decisions: [] })).toMatchObject({ maxRate: 7, sparse: true });
  });
});

describe('quantiles by bins', () => {
  it('lie less than one per cent above the sorted ones, over forty decades', () => {
    const random = seeded(7);
    const values = Array.from({ length: 3000 }, () => 10 ** (random() * 30 - 15));
    const histogram = new LogHistogram();
    for (const value of values) histogram.add(value);
    values.sort((a, b) => a - b);
    for (const share of [0, 0.1, 0.5, 0.995, 1]) {
      const exact = values[Math.floor(share * 2999)] ?? Number.NaN;
      const found = histogram.quantile(share);
      expect(found).toBeGreaterThanOrEqual(exact);
      expect(found).toBeLessThanOrEqual(exact * 1.009);
    }
    expect(new LogHistogram().quantile(0.5)).toBeNaN();
  });

  it('round up to significant digits as decimals', () => {
    expect([roundUp(3.21, 2), roundUp(0.03001, 2), roundUp(121, 2), roundUp(120, 2), roundUp(0, 2)]).toEqual([
      3.3, 0.031, 130, 120, 0,
    ]);
    expect(roundUp(Number.POSITIVE_INFINITY, 2)).toBe(Number.POSITIVE_INFINITY);
  });
});
