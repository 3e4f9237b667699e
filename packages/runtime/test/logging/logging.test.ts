import { Secret } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import { createLogger, memoryLogger, silentLogger } from '../../src/logging/create-logger.ts';
import { openJsonSink, textSink } from '../../src/logging/log-sinks.ts';
import { runLogSink } from '../../src/logging/run-log-sink.ts';
import type { RunLogLine } from '../../src/state/run-record.ts';

const clock = new ManualClock(Date.UTC(2024, 10, 27, 7, 5, 9));

function output(): { write(text: string): void; text: string } {
  return {
    text: '',
    write(text) {
      this.text += text;
    },
  };
}

describe('a logger', () => {
  it('writes one JSON object a line, with time, level, message and the fields of its parents', async () => {
    const out = output();
    const log = createLogger({ sinks: [await openJsonSink(out)], clock });
    log.child({ run: 4 }).child({ asset: 'sales/daily' }).warn('slow', { span: '2024', ms: 1200 });
    expect(out.text.endsWith('\n')).toBe(true);
    expect(JSON.parse(out.text)).toEqual({
      time: '2024-11-27T07:05:09.000Z',
      level: 'warn',
      message: 'slow',
      run: 4,
      asset: 'sales/daily',
      span: '2024',
      ms: 1200,
    });
  });

  it('writes a line for people on a terminal', () => {
    const out = output();
    const log = createLogger({ sinks: [textSink(out, 'Europe/Berlin')], clock });
    log.info('done', { made: 3, asset: 'sales/daily' });
    log.error('no luck', { reason: 'two words' });
    expect(out.text).toBe('08:05:09  done  made=3  asset=sales/daily\n08:05:09  ERROR  no luck  reason="two words"\n');
  });

  it('drops what is below its level', () => {
    const { records, ...log } = memoryLogger({ level: 'warn', clock });
    log.debug('a');
    log.info('b');
    log.warn('c');
    log.error('d');
    expect(records.map(({ message }) => message)).toEqual(['c', 'd']);
  });

  it('keeps a field from taking the place of the line’s own', async () => {
    const out = output();
    createLogger({ sinks: [await openJsonSink(out)], clock }).info('own', { message: 'other', level: 'x', time: 1 });
    expect(JSON.parse(out.text)).toMatchObject({
      message: 'own',
      level: 'info',
      message_: 'other',
      level_: 'x',
      time_: 1,
    });
  });

  it('shows a secret in no line, however it gets there', async () => {
    const secret = new Secret('p"ss wörd/1');
    const out = output();
    const log = createLogger({ sinks: [await openJsonSink(out), textSink(out, 'UTC')], secrets: [secret], clock });
    const text = secret.reveal();
    log
      .child({ token: secret, [text]: 1 })
      .info(`using ${text} and ${encodeURIComponent(text)} and ${secret.toString()}`, {
        nested: { list: [text, { deep: JSON.stringify({ text }) }] },
        error: new Error(`bad ${text}`, { cause: new Error(text) }),
        map: new Map([['k', text]]),
      });
    expect(out.text).toContain('***');
    for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), 'wörd']) {
      expect(out.text).not.toContain(form);
    }
  });

  it('makes plain JSON of errors, cycles, big numbers and byte arrays', () => {
    const log = memoryLogger({ clock });
    const cycle: Record<string, unknown> = { name: 'loop' };
    cycle.self = cycle;
    log.error('x', { error: new TypeError('wrong'), cycle, big: 12n, bytes: new Float64Array(2), when: new Date(0) });
    expect(log.records[0]?.fields).toMatchObject({
      error: { name: 'TypeError', message: 'wrong' },
      cycle: { name: 'loop', self: '(itself)' },
      big: '12',
      bytes: '(Float64Array of 16 bytes)',
      when: '1970-01-01T00:00:00.000Z',
    });
  });

  it('can be silent, with its children', () => {
    expect(silentLogger.child({ a: 1 })).toBe(silentLogger);
  });

  it('keeps the lines of a run in that run’s log, without secrets', async () => {
    const written: [number, readonly RunLogLine[]][] = [];
    const { sink, flush } = runLogSink({ appendRunLog: async (run, lines) => void written.push([run, lines]) });
    const log = createLogger({ sinks: [sink], secrets: [new Secret('hidden')], clock });
    log.info('about no run');
    log.child({ run: 3 }).warn('slow hidden', { asset: 'sales/daily', span: '2024', ms: 7 });
    await flush();
    await flush();
    const line = { at: clock.now(), level: 'warn', message: 'slow ***  ms=7', asset: 'sales/daily', span: '2024' };
    expect(written).toEqual([[3, [line]]]);
  });
});
