import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { resolve } from 'node:path';
import type { Secret } from '@meterworks/assets';
import { type Configuration, formatProblem } from '@meterworks/meters/config';
import { packTexts } from '@meterworks/runtime/backup';
import { openReadSide } from '@meterworks/runtime/read';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { readConfigurationTexts } from '../composition/configuration-texts.ts';
import { secretsOf } from '../composition/equip-house.ts';
import { storePaths } from '../composition/open-stores.ts';
import { readConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { doctorLines } from '../output/doctor-report.ts';
import { runDetailLines, runListLines } from '../output/run-history.ts';
import { asWriteFailure } from './backup.ts';
import { examine } from './doctor.ts';

const runsListed = 50;
const runsShown = 5;
const logTailBytes = 200_000;

/** Writes an archive of texts for whoever helps: enough to see what is wrong, nothing that opens a door. */
export async function supportBundle(context: CommandContext, file: string): CommandResult {
  const { configuration, problems } = await readConfiguration(context);
  const texts = new Map<string, string>([
    ['about.txt', aboutText(context)],
    ['problems.txt', problems.map(formatProblem).join('\n')],
    ['doctor.txt', doctorLines(await examine(context, {})).join('\n')],
  ]);
  for (const [name, text] of await readConfigurationTexts(context.config)) texts.set(`config/${name}`, text);
  // Without a configuration nobody knows which words in a log are secrets, so no log goes along.
  if (configuration !== undefined) {
    for (const [name, text] of await recordedTexts(configuration)) texts.set(name, text);
  }
  const secrets = configuration === undefined ? [] : secretsOf(configuration);
  const safe = new Map([...texts].map(([name, text]) => [name, `${withoutSecrets(text, secrets)}\n`]));
  await packTexts(safe, resolve(file)).catch((error: unknown) => {
    throw asWriteFailure(file, error);
  });
  const names = [...safe.keys()].map((name) => `  ${name}`);
  context.terminal.print(
    [`${file}:`, ...names, 'Secrets were taken out. Look through it before you pass it on.'].join('\n'),
  );
  return exitCodes.done.code;
}

function aboutText({ version, environment }: CommandContext): string {
  const now = new Date(openHouseClock(environment).now()).toISOString();
  return [
    `meterworks ${version}`,
    `Node ${process.versions.node}, ${platform()} ${release()}, ${arch()}`,
    `${cpus().length} processors, ${(totalmem() / 1e9).toFixed(1)} GB of memory`,
    `written ${now}`,
  ].join('\n');
}

async function recordedTexts(configuration: Configuration): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const { state, series } = storePaths(configuration);
  const reader = openReadSide({ stateDatabase: state, seriesDatabase: series });
  try {
    if ((await reader.schemaState()).kind !== 'current') return texts;
    const runs = await reader.runs({ limit: runsListed });
    texts.set('runs.txt', runListLines(runs).join('\n'));
    const told = runs.filter(({ status }) => status !== 'success').slice(0, runsShown);
    for (const { id } of told) {
      const run = await reader.run(id);
      if (run !== undefined) texts.set(`runs/${id}.txt`, runDetailLines(run).join('\n'));
    }
  } finally {
    await reader.close();
  }
  const { file } = configuration.logging;
  if (file !== undefined && existsSync(file.resolved)) texts.set('log.txt', await readTail(file.resolved));
  return texts;
}

async function readTail(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - logTailBytes);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(size - start), position: start });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Takes out known secrets wherever they stand, the values of keys that sound like one, and passwords within addresses. */
export function withoutSecrets(text: string, secrets: readonly Secret[]): string {
  let safe = text;
  for (const secret of secrets) safe = safe.replaceAll(secret.reveal(), '***');
  return safe
    .replaceAll(/^(\s*-?\s*["']?[\w-]*(?:token|password|secret)[\w-]*["']?\s*[:=]\s*)(?!\d+\s*$)\S.*$/gim, '$1***')
    .replaceAll(/(\w+:\/\/[^\s:@/]+):[^\s@/]+@/g, '$1:***@');
}
