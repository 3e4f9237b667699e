import { expect, it } from 'vitest';
import { InfluxError } from '../../../src/series/influxdb/influx-error.ts';
import { joinWrites } from '../../../src/series/influxdb/join-writes.ts';

/** A server that answers when told to, and refuses whatever has a line "bad". */
function openServer() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  return {
    asked,
    /** Answers requests, also those that follow from that, until none is open. */
    async answerAll() {
      for (let answer = answers.shift(); answer !== undefined; answer = answers.shift()) {
        answer();
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    write(bucket: string, lines: readonly string[]): Promise<void> {
      asked.push(`${bucket}: ${lines.length > 10 ? lines.length : lines.join(' ')}`);
      return new Promise((resolve, reject) => {
        answers.push(() =>
          lines.includes('bad') ? reject(new InfluxError('refused', 'http://x', 'a bad line')) : resolve(),
        );
      });
    },
  };
}

it('joins what comes while a write to the same bucket is under way, and lets the others go at once', async () => {
  const server = openServer();
  const write = joinWrites(server.write);
  const all = [write('r', ['1']), write('r', ['2', '3']), write('other', ['4']), write('r', ['5']), write('r', [])];
  all.push(write('r', new Array(300).fill('6')));
  expect(server.asked).toEqual(['r: 1', 'other: 4', 'r: 300']);
  await server.answerAll();
  await Promise.all(all);
  expect(server.asked.slice(3)).toEqual(['r: 2 3 5']);
  const later = write('r', ['7']);
  await server.answerAll();
  await later;
  expect(server.asked.slice(4)).toEqual(['r: 7']);
});

it('fails those alone whose lines the server refuses', async () => {
  const server = openServer();
  const write = joinWrites(server.write);
  const all = Promise.allSettled(['1', '2', 'bad', '3'].map((line) => write('r', [line])));
  await server.answerAll();
  expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(server.asked).toEqual(['r: 1', 'r: 2 bad 3', 'r: 2', 'r: bad', 'r: 3']);
});
