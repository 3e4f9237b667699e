import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Configuration } from '@meterworks/meters/config';
import { DatabaseError, inspectDatabase } from '@meterworks/runtime';
import { CommandFailure } from '../command-failure.ts';
import { storePaths } from '../composition/open-stores.ts';
import { type Finding, findingsOf } from './finding.ts';

const { ok, warning, error } = findingsOf('state');

/** Less free space than this is too little for a year of a large house. */
const leastFreeBytes = 500e6;

/** By the number that Linux gives them (statfs(2)): file systems that are a server's, where write-ahead logging does not work. */
const networkFileSystems = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x01021997, '9P'],
]);

/** The state database and the file of values and embedded readings, and the disk below them. */
export async function checkFiles(configuration: Configuration): Promise<Finding[]> {
  try {
    const { state, series } = storePaths(configuration);
    return [
      await checkDatabase(state, 'state'),
      await checkDatabase(series, 'series'),
      ...(await checkFolder(dirname(resolve(state)))),
    ];
  } catch (failure) {
    if (failure instanceof CommandFailure) return [error('state', failure.message)];
    throw failure;
  }
}

async function checkDatabase(path: string, which: 'state' | 'series'): Promise<Finding> {
  try {
    const facts = await inspectDatabase(path, which);
    switch (facts.kind) {
      case 'absent':
        return ok(path, 'is not there yet: the first run makes it');
      case 'older':
        return ok(path, `has schema ${facts.found}; the next run brings it to ${facts.known}`);
      case 'current':
        return ok(path, `sound, ${(facts.bytes / 1e6).toFixed(1)} MB, schema ${facts.schema}`);
    }
  } catch (failure) {
    if (failure instanceof DatabaseError) return error(path, failure.message);
    throw failure;
  }
}

async function checkFolder(folder: string): Promise<Finding[]> {
  let existing = folder;
  while (dirname(existing) !== existing && !(await may(existing, constants.F_OK))) existing = dirname(existing);
  if (!(await may(existing, constants.W_OK)))
    return [
      error(existing, 'cannot be written by this user', 'change its owner or permissions, or set state.database'),
    ];
  const { type, bavail, bsize } = await statfs(existing);
  const free = bavail * bsize;
  const network = networkFileSystems.get(type);
  const space = `${(free / 1e9).toFixed(1)} GB free`;
  return [
    free < leastFreeBytes ? warning(existing, `only ${space}`, 'make room on that disk') : ok(existing, space),
    ...(network === undefined
      ? []
      : [warning(existing, `lies on a network file system (${network})`, 'move the state to a local disk')]),
  ];
}

function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
