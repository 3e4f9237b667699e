/** What a database file of ours holds, and how an older one becomes today's. */
export interface Schema {
  /** For messages: "state", "series". */
  readonly name: string;
  /** Written into the file's header, so that another program's database is not taken for ours. */
  readonly applicationId: number;
  /** Statements that lead from schema version i to i + 1. Only ever appended to. */
  readonly migrations: readonly string[];
}

/** What a process may do with a database: change its schema, write rows, or only read. */
export type DatabaseRole = 'owner' | 'writer' | 'reader';

/** How the schema that was found relates to the one this process knows. */
export type SchemaState =
  | { readonly kind: 'current' }
  /** There is no such file, or nothing in it yet. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'upgrading'; readonly found: number; readonly known: number };
