import { resolve } from 'node:path';
import type { Configuration } from '@meterworks/meters/config';
import { LeaseLostError, systemClock } from '@meterworks/runtime';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure, HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { holderText, leaseTtlMs } from '../composition/hold-house.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { readConfiguration, requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { counted } from '../output/table.ts';
import { openDaemonLog } from '../serve/daemon-log.ts';
import { runDaemon } from '../serve/run-daemon.ts';
import { portFault, untilAnswering } from '../serve/ui-port.ts';
import { startUi, type UiProcess, uiFault } from '../serve/ui-process.ts';
import { lookAtFiles } from '../serve/watch-configuration.ts';

export interface ServeOptions {
  readonly ui: boolean;
  readonly port: string;
  readonly host: string;
  readonly healthPort: string;
  readonly healthHost: string;
}

/** Works on the house until it is told to stop, and serves the UI beside. */
export async function serve(context: CommandContext, options: ServeOptions): CommandResult {
  const health = {
    host: options.healthHost,
    port: portNumber('--health-port', options.healthPort, 0),
    version: context.version,
  };
  const address = options.ui ? await freeAddress(options, await requireConfiguration(context)) : undefined;
  const seen = await lookAtFiles((await readConfiguration(context)).files);
  const house = await openHouse(context, {
    hold: 'daemon',
    ...(await openDaemonLog(context, await requireConfiguration(context))),
  });
  const { logger } = house;
  let ui: UiProcess | undefined;
  try {
    if (house.hold?.kind === 'held-elsewhere') throw new HouseBusyFailure(holderText(house.hold.holder));
    if (address !== undefined) ui = openUi(context, house, address);
    // Beside the work: what is left of the ten seconds after it would be too short for the UI.
    context.signal.addEventListener('abort', () => void ui?.stop(), { once: true });
    if (house.leftBehind.length > 0)
      logger.warn(
        `the process before ended without being told to; it left behind ${counted(house.leftBehind.length, 'run')}, which failed`,
        { runs: house.leftBehind },
      );
    logger.info('the daemon is at work');
    const work = runDaemon(house, logger, { seen, read: () => readConfiguration(context) }, health);
    if ((await endedInTime(work, context.signal)) === 'late') {
      logger.warn(`what is at work did not end within ${graceMs / 1000} s; the next daemon takes it up again`);
      await Promise.all([house.handBack(), ui?.stop()]);
      process.exit(exitCodes.done.code);
    }
    if (!context.signal.aborted) throw lostHouse(house.signal.reason);
    logger.info('the daemon stops');
    return exitCodes.done.code;
  } finally {
    await ui?.stop();
    await house.close();
  }
}

/** Not told to stop: the lease is lost, to another process or because it could not be renewed. */
function lostHouse(reason: unknown): CommandFailure {
  const isHeldByNobody = reason instanceof LeaseLostError && reason.present === undefined;
  const message = isHeldByNobody
    ? `This house could not be held: nothing could be written for ${leaseTtlMs / 1000} seconds.`
    : 'Another process has taken this house over.';
  return new CommandFailure('storage', message);
}

/** Milliseconds that the work at hand has to end in after SIGTERM; with what comes after, less than the ten that supervisors grant. */
const graceMs = 8_000;

/** Waits for the work; once the signal is aborted, only so long. */
async function endedInTime(work: Promise<void>, signal: AbortSignal): Promise<'ended' | 'late'> {
  const done = new AbortController();
  const late = new Promise<'late'>((resolve) => {
    const wait = () =>
      void systemClock.sleep(graceMs, done.signal).then(
        () => resolve('late'),
        () => undefined,
      );
    if (signal.aborted) wait();
    else signal.addEventListener('abort', wait, { once: true });
  });
  try {
    return await Promise.race([work.then(() => 'ended' as const), late]);
  } finally {
    done.abort();
  }
}

interface Address {
  readonly host: string;
  readonly port: number;
}

function openUi(
  { terminal, environment }: CommandContext,
  { stores, signal, configuration }: OpenHouse,
  address: Address,
): UiProcess | undefined {
  const fault = uiFault();
  if (fault !== undefined) {
    terminal.say(`The UI is not served: ${fault}.`);
    return undefined;
  }
  const ui = startUi({
    ...address,
    state: resolve(stores.paths.state),
    series: resolve(stores.paths.series),
    passwordHash: configuration.ui.passwordHash?.reveal(),
    environment,
    say: (text) => terminal.say(text),
  });
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  const sleep = (ms: number, stop: AbortSignal) => systemClock.sleep(ms, stop);
  void untilAnswering(address.host, address.port, sleep, signal).then(() => {
    if (!signal.aborted) terminal.print(`Meterworks: http://${host}:${address.port}`);
  });
  return ui;
}

function portNumber(option: string, text: string, lowest: number): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port >= lowest && port <= 65_535) return port;
  throw new UsageFailure(`${option} is "${text}"; write a number from ${lowest} to 65535.`);
}

/** Without a password the UI is for this machine alone. */
async function freeAddress({ host, port: text }: ServeOptions, { ui }: Configuration): Promise<Address> {
  const port = portNumber('--port', text, 1);
  if (ui.passwordHash === undefined && host !== 'localhost' && host !== '::1' && !/^127(\.\d{1,3}){3}$/.test(host)) {
    throw new UsageFailure(
      `--host is "${host}", which others can reach, and the UI has no password; set one with meterworks password, or bind it to 127.0.0.1.`,
    );
  }
  const fault = await portFault(host, port);
  if (fault !== undefined)
    throw new UsageFailure(`The UI cannot listen on ${host}:${port}: ${fault}. Choose another --port.`);
  return { host, port };
}
