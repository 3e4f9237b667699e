import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { assertFence } from '../lease/fence.ts';
import type { Fenced } from '../state/state-store.ts';

/** One key as it holds. */
export interface RecordedSetting {
  /** The file, or kind of file, that it belongs to. */
  readonly group: string;
  readonly path: string;
  /** As it may be shown to anybody; null where it is not set. */
  readonly value: string | null;
  readonly origin:
    | { readonly kind: 'file'; readonly file: string; readonly line: number }
    | { readonly kind: 'default' }
    | { readonly kind: 'environment'; readonly name: string }
    | { readonly kind: 'none' };
  /** What wins over it. */
  readonly overridden?: string;
}

/** Something to say about the files; without a place where it is about all of them. */
export interface RecordedProblem {
  readonly severity: string;
  readonly message: string;
  /** What would do. */
  readonly remedy: string | null;
  readonly place: {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly path: string;
  } | null;
}

/** What the files said when they were looked at. `at` is UTC ms. */
export interface SettingsLook {
  readonly at: number;
  readonly settings: readonly RecordedSetting[];
  readonly problems: readonly RecordedProblem[];
}

export interface RecordedSettings {
  /** What is worked with. */
  readonly inUse: SettingsLook | null;
  /** What the files say, where that was refused. */
  readonly refused: SettingsLook | null;
}

const keys = { inUse: 'settings-in-use', refused: 'settings-refused' } as const;

/** Records what is worked with from now on, which ends what was refused; or what was refused. */
export function recordSettings(
  connection: SqliteConnection,
  fence: Fenced,
  kind: keyof RecordedSettings,
  look: SettingsLook,
): Promise<void> {
  return connection.write(() => {
    assertFence(connection, fence);
    connection.run('insert or replace into meta (key, value) values (?, ?)', keys[kind], JSON.stringify(look));
    if (kind === 'inUse') connection.run('delete from meta where key = ?', keys.refused);
  });
}

export function readSettings(connection: SqliteConnection): RecordedSettings {
  const look = (key: string): SettingsLook | null => {
    const row = connection.get<{ value: string }>('select value from meta where key = ?', key);
    return row === undefined ? null : (JSON.parse(row.value) as SettingsLook);
  };
  return { inUse: look(keys.inUse), refused: look(keys.refused) };
}
