import { openZone } from '@meterworks/assets';
import { type Incident, neighboursOf } from '@meterworks/meters/incidents';
import type { CommandOutcome, CommandPayloads } from '@meterworks/runtime/commands';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { lookAt, meterOf, readIncidents } from '../composition/read-incidents.ts';
import { suggestion } from '../composition/require-name.ts';
import { exitCodes } from '../exit-code.ts';
import { evidenceLines, incidentJson, incidentLines } from '../output/incident-report.ts';
import { counted } from '../output/table.ts';
import { askDaemon } from '../serve/ask-daemon.ts';
import { performAcknowledgeCommand } from '../serve/perform-acknowledge-command.ts';

export interface ListOptions {
  readonly meter?: string;
  readonly type?: string;
  /** A local day: only what lasted into it or later. */
  readonly from?: string;
  /** Also the acknowledged ones. */
  readonly all?: boolean;
  readonly limit: string;
  readonly json?: boolean;
}

/** Lists incidents, newest first. */
export async function listAnomalies(context: CommandContext, options: ListOptions): CommandResult {
  const { meter, type, from, all = false, json = false } = options;
  if (!/^[1-9]\d{0,8}$/.test(options.limit)) {
    throw new UsageFailure(`--limit is "${options.limit}"; write a number such as 50.`);
  }
  const { terminal } = context;
  const configuration = await requireConfiguration(context);
  const { meters, timezone } = configuration;
  const known: string[] = [...meters.values()].map(({ id }) => id);
  if (meter !== undefined && !known.includes(meter)) {
    throw new UsageFailure(`No meter is called "${meter}"${suggestion(meter, known)}`);
  }
  const since = from === undefined ? Number.NEGATIVE_INFINITY : startOf(from, timezone);
  const found = (await lookAt(configuration, (reader) => readIncidents(reader, meter))) ?? [];
  const wanted = found.filter((one) => (type === undefined || one.type === type) && one.end > since);
  const shown = all ? wanted : wanted.filter(({ acknowledgement }) => acknowledgement === null);
  const limited = shown.slice(0, Number(options.limit));
  if (json) terminal.print(JSON.stringify(limited.map(incidentJson), null, 2));
  else if (limited.length > 0) terminal.print(incidentLines(limited, timezone).join('\n'));
  if (!json) {
    const hidden = wanted.length - shown.length;
    const more = shown.length - limited.length;
    terminal.say(
      [
        `${counted(shown.length, 'incident')}${more > 0 ? `, ${counted(more, 'older one')} not shown (--limit)` : ''}`,
        ...(hidden > 0 ? [`${counted(hidden, 'acknowledged one')} not shown (--all)`] : []),
      ].join('; '),
    );
  }
  return exitCodes.done.code;
}

/** Shows one incident with its evidence: what was expected, and the days around it. */
export async function showAnomaly(
  context: CommandContext,
  { id, json = false }: { readonly id: string; readonly json?: boolean },
): CommandResult {
  const configuration = await requireConfiguration(context);
  const { meters, timezone } = configuration;
  const shown = await lookAt(configuration, async (reader) => {
    const incident = incidentOf(await readIncidents(reader), id);
    const key = `consumption/${meterOf(incident)}/daily`;
    return { incident, days: await reader.values(key, -Infinity, Infinity) };
  });
  const { incident, days } = shown ?? { incident: incidentOf([], id), days: [] };
  const neighbours = neighboursOf(incident, days);
  const unit = [...meters.values()].find((one) => one.id === meterOf(incident))?.unit ?? '';
  context.terminal.print(
    json
      ? JSON.stringify(
          {
            ...incidentJson(incident),
            neighbours: neighbours.map(({ key, amount, quality, isPart }) => ({
              day: key,
              amount,
              quality,
              is_part: isPart,
            })),
          },
          null,
          2,
        )
      : evidenceLines(incident, neighbours, unit, timezone).join('\n'),
  );
  return exitCodes.done.code;
}

/** Records that an incident was seen, or takes that back; a daemon does it where one works on the house. */
export async function acknowledgeAnomaly(
  context: CommandContext,
  options: { readonly id: string; readonly note?: string; readonly withdraw?: boolean; readonly json?: boolean },
): CommandResult {
  const { id, note, withdraw = false, json = false } = options;
  const configuration = await requireConfiguration(context);
  const found = (await lookAt(configuration, (reader) => readIncidents(reader))) ?? [];
  const incident = incidentOf(found, id);
  // Where the id changed since, the word that holds is on the former one.
  const said = withdraw ? (incident.acknowledgement?.incident ?? id) : id;
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const outcome = await ask(context, house, {
      asset: incident.asset,
      incident: said,
      ...(note === undefined ? {} : { note }),
      ...(withdraw ? { withdraw } : {}),
    });
    if (outcome.kind !== 'done') throw new UsageFailure(outcome.message);
    context.terminal.print(
      json
        ? JSON.stringify(outcome.result, null, 2)
        : `${id} is ${withdraw ? 'no longer acknowledged' : 'acknowledged'}.`,
    );
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

function ask(
  context: CommandContext,
  house: OpenHouse,
  payload: CommandPayloads['acknowledge'],
): Promise<CommandOutcome> {
  return house.hold?.kind === 'held-here'
    ? performAcknowledgeCommand({ actor: 'cli', payload }, house)
    : askDaemon(context, house, { kind: 'acknowledge', payload });
}

function incidentOf(incidents: readonly Incident[], id: string): Incident {
  const incident = incidents.find((one) => one.id === id);
  if (incident !== undefined) return incident;
  const known = incidents.map((one) => one.id);
  throw new UsageFailure(`There is no incident "${id}"${suggestion(id, known)} anomalies list --all prints them.`);
}

/** UTC ms of the start of a local day. */
function startOf(day: string, zone: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const instant =
    year === undefined ? undefined : openZone(zone).localToInstants(Number(year), Number(month), Number(date))[0];
  if (instant === undefined) throw new UsageFailure(`--from is "${day}"; write a day such as 2024-11-27.`);
  return instant;
}
