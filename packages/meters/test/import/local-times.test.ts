import { describe, expect, test } from 'vitest';
import type { ImportOptions } from '../../src/import/index.ts';
import { read } from './read-rows.ts';

const local: ImportOptions = { timezone: 'Europe/Berlin' };

describe('local times', () => {
  test('are of the zone given', () => {
    expect(read('time,value\n2024-07-01T12:00,1\n2024-12-01T12:00:00,2', local).readings).toEqual([
      '2024-07-01T10:00:00Z 1',
      '2024-12-01T11:00:00Z 2',
    ]);
  });

  test('may stand beside times with a zone', () => {
    expect(read('time,value\n2024-07-01T12:00:00,1\n2024-07-01T12:00:00Z,2', local).readings).toEqual([
      '2024-07-01T10:00:00Z 1',
      '2024-07-01T12:00:00Z 2',
    ]);
  });

  const october = ['01:30', '02:00', '02:30', '02:00', '02:30', '03:00'];
  const octoberInstants = [
    '2024-10-26T23:30',
    '2024-10-27T00:00',
    '2024-10-27T00:30',
    '2024-10-27T01:00',
    '2024-10-27T01:30',
    '2024-10-27T02:00',
  ];

  test('in the hour that comes twice are summer time first, then winter time', () => {
    const rows = october.map((time, i) => `2024-10-27T${time}:00,${i}`);
    expect(read(['time,value', ...rows], local).readings).toEqual(octoberInstants.map((time, i) => `${time}:00Z ${i}`));
  });

  test('in a file with its newest row on top are told apart from the end', () => {
    const rows = october.map((time, i) => `2024-10-27T${time}:00,${i}`).reverse();
    expect(read(['time,value', ...rows], local).readings).toEqual(octoberInstants.map((time, i) => `${time}:00Z ${i}`));
  });

  test('of different minutes are told apart where they step back', () => {
    const rows = ['02:10', '02:50', '02:20', '02:55'].map((time, i) => `2024-10-27T${time}:00,${i}`);
    expect(read(['time,value', ...rows], local).readings).toEqual([
      '2024-10-27T00:10:00Z 0',
      '2024-10-27T00:50:00Z 1',
      '2024-10-27T01:20:00Z 2',
      '2024-10-27T01:55:00Z 3',
    ]);
  });

  test('that the clocks skip are refused', () => {
    expect(read('time,value\n2024-03-31T01:59,1\n2024-03-31T02:30,2\n2024-03-31T03:00,3', local)).toMatchObject({
      refused: ['3 local time skipped by the clock change'],
      readings: ['2024-03-31T00:59:00Z 1', '2024-03-31T01:00:00Z 3'],
    });
  });
});
