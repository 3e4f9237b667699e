import { daily, defineAsset, defineExternal, type FreshnessRule, float64, unpartitioned } from '@meterworks/assets';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openWorkshop, ValueSource } from '../../src/testing/index.ts';

const days = daily({ zone: 'Europe/Berlin', start: '2024-03-01' });

async function openRuled(freshness: FreshnessRule, now: string, given: Record<string, number>) {
  const source = new ValueSource<'day', number>('numbers', days, given);
  const copy = defineAsset({
    key: 'copy',
    partitions: days,
    value: float64,
    deps: { number: source.asset },
    domain: ({ exists }) => exists,
    codeVersion: '1',
    freshness,
    each: ({ deps }) => deps.number,
  });
  const workshop = await openWorkshop({ now, sources: [source], assets: [copy] });
  onTestFinished(() => workshop.close());
  const freshnessOf = async () => (await workshop.engine.status('copy'))[0]?.freshness;
  return { workshop, source, freshnessOf };
}

describe('freshness', () => {
  it('names the partitions that are not fresh by their deadline, in local time', async () => {
    const { workshop, freshnessOf } = await openRuled({ deadline: { at: '07:30' } }, '2024-03-03T06:29:00Z', {});
    expect(await freshnessOf()).toMatchObject({
      late: ['2024-03-01'],
      nextDeadline: Date.parse('2024-03-03T06:30:00Z'),
    });
    await workshop.setNow('2024-03-03T06:30:00Z');
    expect(await freshnessOf()).toMatchObject({
      late: ['2024-03-01', '2024-03-02'],
      nextDeadline: Date.parse('2024-03-04T06:30:00Z'),
      sentence: 'copy is late: 2024-03-02 and 1 before it are not fresh by the deadline.',
    });
    await workshop.materialize();
    expect(await freshnessOf()).toMatchObject({ late: [], sentence: undefined });
  });

  it('keeps a deadline at its local time over a clock change', async () => {
    const { workshop, freshnessOf } = await openRuled({ deadline: { at: '07:30' } }, '2024-03-30T06:00:00Z', {});
    expect((await freshnessOf())?.nextDeadline).toBe(Date.parse('2024-03-30T06:30:00Z'));
    await workshop.setNow('2024-03-30T12:00:00Z');
    // On 2024-03-31 clocks go from 02:00 to 03:00.
    expect((await freshnessOf())?.nextDeadline).toBe(Date.parse('2024-03-31T05:30:00Z'));
  });

  it('gives a deadline as many more days as it is told', async () => {
    const rule = { deadline: { at: '12:00', daysLater: 2 } };
    const { freshnessOf } = await openRuled(rule, '2024-03-05T12:00:00Z', {});
    expect((await freshnessOf())?.late).toEqual(['2024-03-01', '2024-03-02']);
  });

  it('expects a value every so often, counted from the end of the newest', async () => {
    const given = { '2024-03-01': 1, '2024-03-02': 2 };
    const { workshop, source, freshnessOf } = await openRuled(
      { expectEvery: { days: 2 } },
      '2024-03-04T22:00:00Z',
      given,
    );
    await workshop.materialize();
    expect((await freshnessOf())?.silentSince).toBeUndefined();
    await workshop.setNow('2024-03-06T12:00:00Z');
    await workshop.materialize();
    expect(await freshnessOf()).toMatchObject({
      silentSince: Date.parse('2024-03-04T23:00:00Z'),
      sentence: 'copy is late: its newest value ends 2024-03-03 00:00, the next was expected by 2024-03-05 00:00.',
    });
    source.set('2024-03-05', 5);
    await workshop.materialize();
    expect((await freshnessOf())?.sentence).toBeUndefined();
  });

  it.each([
    [{ deadline: { at: '7:30' } }, 'freshness.deadline.at is "7:30"; write a time of day such as "07:30"'],
    [{ deadline: { at: '24:00' } }, 'freshness.deadline.at is "24:00"; write a time of day such as "07:30"'],
    [{ deadline: { at: '07:30', daysLater: -1 } }, 'freshness.deadline.daysLater is -1; write a whole number of days'],
    [{ expectEvery: { hours: 0 } }, 'freshness.expectEvery is not positive; write a number of hours or days above 0'],
  ])('refuses %j', (freshness, message) => {
    expect(() => defineExternal({ key: 'numbers', partitions: days, freshness })).toThrow(message);
  });

  it('is not asked of what has no time', () => {
    const define = () =>
      defineExternal({ key: 'n', partitions: unpartitioned(), freshness: { expectEvery: { days: 1 } } });
    expect(define).toThrow('freshness is asked of an unpartitioned asset');
  });
});
