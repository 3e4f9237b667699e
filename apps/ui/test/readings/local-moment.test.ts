import { describe, expect, test } from 'vitest';
import { fieldsOf, momentsOf } from '../../src/readings/local-moment.ts';

const zone = 'Europe/Berlin';

describe('the time of a reading', () => {
  test('is local, with the offset of its season', () => {
    expect(momentsOf('2024-11-27', '07:00', zone)).toEqual([{ time: Date.UTC(2024, 10, 27, 6), offset: '+01:00' }]);
    expect(momentsOf('2024-07-27', '07:00:30', zone)).toEqual([
      { time: Date.UTC(2024, 6, 27, 5, 0, 30), offset: '+02:00' },
    ]);
  });

  test('has two meanings in the hour that comes twice', () => {
    expect(momentsOf('2024-10-27', '02:30', zone)).toEqual([
      { time: Date.UTC(2024, 9, 27, 0, 30), offset: '+02:00' },
      { time: Date.UTC(2024, 9, 27, 1, 30), offset: '+01:00' },
    ]);
  });

  test('has none where no clock showed it', () => {
    expect(momentsOf('2024-03-31', '02:30', zone)).toEqual([]);
  });

  test('is unknown as long as a field is empty', () => {
    expect(momentsOf('', '02:30', zone)).toBeUndefined();
    expect(momentsOf('2024-03-31', '', zone)).toBeUndefined();
  });

  test('fields begin with the minute that has passed', () => {
    expect(fieldsOf(Date.UTC(2024, 10, 27, 6, 59, 59), zone)).toEqual({ date: '2024-11-27', time: '07:59' });
  });
});
