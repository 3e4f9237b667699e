import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { assertFence } from '../lease/fence.ts';
import { writeEvent } from '../state/event-writer.ts';
import type { Fenced } from '../state/state-store.ts';

/** What is acknowledged, by whom. Times are UTC ms. */
export interface AcknowledgementRequest {
  readonly asset: string;
  readonly incident: string;
  /** What kind of incident it was and when, so that it is known again where its id changed. */
  readonly topic: string;
  readonly from: number;
  readonly to: number;
  readonly actor: string;
  readonly note?: string;
}

export interface Acknowledgement extends Omit<AcknowledgementRequest, 'note'> {
  readonly note: string | null;
  readonly at: number;
}

interface AcknowledgementRow {
  readonly asset: string;
  readonly incident: string;
  readonly topic: string;
  readonly from_time: number;
  readonly to_time: number;
  readonly actor: string;
  readonly note: string | null;
  readonly at: number;
}

/** Records a word on an incident; a later one replaces an earlier one. */
export function recordAcknowledgement(
  connection: SqliteConnection,
  fence: Fenced,
  { asset, incident, topic, from, to, actor, note }: AcknowledgementRequest,
  clock: Clock,
): Promise<void> {
  return connection.write(() => {
    assertFence(connection, fence);
    const at = clock.now();
    connection.run(
      `insert into acknowledgement (asset, incident, topic, from_time, to_time, actor, note, at) values (?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (asset, incident) do update set topic = excluded.topic, from_time = excluded.from_time, to_time = excluded.to_time,
         actor = excluded.actor, note = excluded.note, at = excluded.at`,
      asset,
      incident,
      topic,
      from,
      to,
      actor,
      note ?? null,
      at,
    );
    writeEvent(connection, { at, kind: 'acknowledged', asset, payload: { incident, actor } });
  });
}

/** Takes a word back; whether there was one. */
export function withdrawAcknowledgement(
  connection: SqliteConnection,
  fence: Fenced,
  { asset, incident, actor }: Pick<AcknowledgementRequest, 'asset' | 'incident' | 'actor'>,
  clock: Clock,
): Promise<boolean> {
  return connection.write(() => {
    assertFence(connection, fence);
    const known = connection.get('select 1 from acknowledgement where asset = ? and incident = ?', asset, incident);
    if (known === undefined) return false;
    connection.run('delete from acknowledgement where asset = ? and incident = ?', asset, incident);
    writeEvent(connection, { at: clock.now(), kind: 'acknowledgement-withdrawn', asset, payload: { incident, actor } });
    return true;
  });
}

/** Newest first; of one asset, or of all. */
export function readAcknowledgements(connection: SqliteConnection, asset?: string): Acknowledgement[] {
  const rows =
    asset === undefined
      ? connection.all<AcknowledgementRow>('select * from acknowledgement order by at desc, incident')
      : connection.all<AcknowledgementRow>(
          'select * from acknowledgement where asset = ? order by at desc, incident',
          asset,
        );
  return rows.map(({ from_time: from, to_time: to, ...row }) => ({ ...row, from, to }));
}
