import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openContent } from '../../src/import/open-content.ts';

const folder = mkdtempSync(join(tmpdir(), 'meterworks-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function textOf(bytes: Uint8Array): string {
  const path = join(folder, 'text');
  writeFileSync(path, bytes);
  const content = openContent(path);
  if (content.kind !== 'text') throw new TypeError('taken for a workbook');
  const whole = [...content.pieces].join('');
  expect([...content.pieces].join('')).toBe(whole);
  return whole;
}

test('a letter that lies across two pieces is whole', () => {
  const text = `${'a'.repeat((1 << 20) - 1)}ä€`;
  expect(textOf(Buffer.from(text))).toBe(text);
});

test('a file that is not UTF-8, were it only at its end, is that of a Windows program', () => {
  expect(textOf(Buffer.from([...Buffer.from('Zähler'.repeat(200_000), 'latin1'), 0xe4]))).toBe(
    `${'Zähler'.repeat(200_000)}ä`,
  );
  expect(textOf(Buffer.from([0x41, 0xc3]))).toBe('AÃ');
});

test('an empty file is an empty text', () => {
  expect(textOf(new Uint8Array())).toBe('');
});

test('what can be read only once is read once', () => {
  const path = join(folder, 'pipe');
  execFileSync('sh', ['-c', `mkfifo "${path}"`]);
  const writer = spawn('sh', ['-c', `printf 'time,value\\n' > "${path}"`]);
  const content = openContent(path);
  expect(content).toEqual({ kind: 'text', pieces: ['time,value\n', ''] });
  writer.kill();
});
