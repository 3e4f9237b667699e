import { describe, expect, test } from 'vitest';
import { type MatrixAsset, matrixModel } from '../../src/matrix/matrix-model.ts';
import { unpackCodes } from '../../src/status/strip.ts';

const asset = (key: string, firstOrdinal: number, strip: string, more: Partial<MatrixAsset> = {}): MatrixAsset => ({
  key,
  grain: 'day',
  active: true,
  summary: { firstOrdinal, strip, counts: { fresh: [...strip].filter((digit) => digit !== 'f').length } },
  ...more,
});

describe('the matrix', () => {
  test('has a row for each meter: physical, then master, then virtual', () => {
    const { rows } = matrixModel(
      [
        asset('virtual/v', 0, '6'),
        asset('physical/p', 0, '6'),
        asset('consumption/p/daily', 0, '6'),
        asset('master/m', 0, '6'),
      ],
      'all',
    );
    expect(rows.map(({ key }) => key)).toEqual(['physical/p', 'master/m', 'virtual/v']);
  });

  test('puts the same day of all meters into one column', () => {
    const model = matrixModel([asset('physical/old', 10, '66'), asset('physical/new', 12, '65')], 'all');
    expect(model).toMatchObject({ from: 10, days: 4 });
    expect(model.rows.map(({ codes }) => [...unpackCodes(codes)])).toEqual([
      [6, 6, 15, 15],
      [15, 15, 6, 5],
    ]);
  });

  test('shows of each day the worst that was made of it, and says what that is', () => {
    const model = matrixModel(
      [
        asset('physical/p', 0, '6666'),
        asset('consumption/p/daily', 0, '6256'),
        asset('anomalies/p', 0, '6325'),
        asset('consumption/other/daily', 0, '2222'),
        asset('consumption/p/monthly', 0, '2', { grain: 'month' }),
      ],
      'all',
    );
    expect(model.rows).toHaveLength(1);
    expect([...unpackCodes(model.rows[0]?.codes ?? '')]).toEqual([6, 2, 2, 5]);
    expect(model.rows[0]?.worse.map(({ key, codes }) => [key, ...unpackCodes(codes)])).toEqual([
      ['consumption/p/daily', 15, 2, 15, 15],
      ['anomalies/p', 15, 15, 2, 5],
    ]);
  });

  test('of 90 days ends with the newest day of any meter', () => {
    const model = matrixModel([asset('physical/old', 0, '66'), asset('physical/new', 500, '66')], '90');
    expect(model).toMatchObject({ from: 412, days: 90 });
  });

  test('leaves out what is not declared any more, never judged, or not by day', () => {
    const { rows } = matrixModel(
      [
        asset('physical/gone', 0, '6', { active: false }),
        asset('physical/new', 0, '6', { summary: null }),
        asset('physical/month', 0, '6', { grain: 'month' }),
      ],
      'all',
    );
    expect(rows).toEqual([]);
  });
});
