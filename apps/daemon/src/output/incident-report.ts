import { openZone } from '@meterworks/assets';
import type { Incident, Neighbour } from '@meterworks/meters/incidents';
import { meterOf } from '../composition/read-incidents.ts';
import { instantText } from './csv.ts';
import { tableLines } from './table.ts';

/** What `anomalies list --json` prints of one. */
export function incidentJson(incident: Incident) {
  const { id, asset, type, severity, start, end, days, goesOn, toldOn, lastDay, message, acknowledgement } = incident;
  const { observed, expected, lower, upper, score } = incident;
  return {
    id,
    asset,
    meter: meterOf(incident),
    type,
    severity,
    start: instantText(start),
    end: instantText(end),
    days,
    told_on: toldOn,
    last_day: lastDay,
    goes_on: goesOn,
    observed,
    expected,
    lower,
    upper,
    score,
    message,
    acknowledged:
      acknowledgement === null
        ? null
        : { by: acknowledgement.actor, at: instantText(acknowledgement.at), note: acknowledgement.note },
  };
}

/** One line an incident; days are local days of that zone. */
export function incidentLines(incidents: readonly Incident[], zone: string): string[] {
  const local = openZone(zone);
  const rows = incidents.map((incident) => [
    incident.id,
    meterOf(incident),
    incident.severity,
    local.format(incident.start).slice(0, 10),
    `${incident.days} d${incident.goesOn ? ', goes on' : ''}`,
    incident.acknowledgement === null ? '' : 'seen',
    incident.message,
  ]);
  return tableLines(['id', 'meter', 'severity', 'since', 'lasts', '', 'what'], rows);
}

/** One incident with its evidence. */
export function evidenceLines(
  incident: Incident,
  neighbours: readonly Neighbour[],
  unit: string,
  zone: string,
): string[] {
  const local = openZone(zone);
  const { observed, expected, lower, upper, score, acknowledgement } = incident;
  const amount = (value: number | null) => (value === null ? 'not known' : `${Number(value.toPrecision(4))} ${unit}`);
  const facts: [string, string][] = [
    ['meter', meterOf(incident)],
    ['severity', incident.severity],
    ['from', local.format(incident.start)],
    ['to', `${local.format(incident.end)}${incident.goesOn ? ', and it goes on' : ''}`],
    ['told on', incident.toldOn],
    ['observed', amount(observed)],
    ['expected', amount(expected)],
    ['usual', `${amount(lower)} to ${amount(upper)}`],
    ['score', score === null ? 'none' : String(Number(score.toPrecision(3)))],
  ];
  const seen =
    acknowledgement === null
      ? 'Not acknowledged.'
      : `Acknowledged by ${acknowledgement.actor} on ${local.format(Math.floor(acknowledgement.at / 1000) * 1000)}` +
        `${acknowledgement.note === null ? '.' : `: ${acknowledgement.note}`}`;
  return [
    `${incident.id}: ${incident.message}`,
    '',
    ...facts.map(([name, fact]) => `${name.padEnd(10)}${fact}`),
    '',
    seen,
    '',
    ...tableLines(
      ['day', unit, 'quality', ''],
      neighbours.map(({ key, amount: used, quality, isPart }) => [
        key,
        used === null ? '' : String(Number(used.toPrecision(6))),
        quality ?? '',
        isPart ? '←' : '',
      ]),
    ),
  ];
}
