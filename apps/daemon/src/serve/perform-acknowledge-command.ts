import { joinIncidents } from '@meterworks/meters/incidents';
import { recordAcknowledgement, withdrawAcknowledgement } from '@meterworks/runtime/acknowledge';
import type { Command, CommandOutcome } from '@meterworks/runtime/commands';
import type { OpenHouse } from '../composition/open-house.ts';
import { requireAsset, suggestion } from '../composition/require-name.ts';

type AcknowledgeCommand = Pick<Extract<Command, { kind: 'acknowledge' }>, 'actor' | 'payload'>;

/** Records that somebody has seen an incident, or takes that back. @throws UsageFailure where there is no such asset */
export async function performAcknowledgeCommand(
  { actor, payload }: AcknowledgeCommand,
  { engine, stores, fence, clock }: OpenHouse,
): Promise<CommandOutcome> {
  const { incident: id, note, withdraw = false } = payload;
  const asset = requireAsset(engine.graph, payload.asset);
  if (withdraw) {
    const withdrawn = await withdrawAcknowledgement(stores.connection, fence, { asset, incident: id, actor }, clock);
    if (withdrawn) return { kind: 'done', result: { asset, incident: id, acknowledged: false } };
    return { kind: 'refused', message: `The incident "${id}" of ${asset} is not acknowledged.` };
  }
  const incidents = joinIncidents(asset, await engine.values(asset));
  const incident = incidents.find((one) => one.id === id);
  if (incident === undefined) {
    const known = incidents.map((one) => one.id);
    return { kind: 'refused', message: `${asset} has no incident "${id}"${suggestion(id, known)}` };
  }
  const { type: topic, start: from, end: to } = incident;
  const request = { asset, incident: id, topic, from, to, actor, ...(note === undefined ? {} : { note }) };
  await recordAcknowledgement(stores.connection, fence, request, clock);
  return { kind: 'done', result: { asset, incident: id, acknowledged: true } };
}
