import type { Schema } from './schema.ts';

/** All times are UTC milliseconds; `seq` counts commits. Columns that hold JSON say so in state-tables.ts. */
const first = `
create table meta (key text primary key, value text not null) without rowid;
create table commit_seq (one integer primary key check (one = 1), seq integer not null);
insert into commit_seq values (1, 0);

create table asset (
  key text primary key, position integer not null, grain text not null, zone text, asset_group text, unit text,
  description text, tags text not null, deps text not null, codec_schema text not null, external integer not null,
  code_version text not null, active integer not null
);
create table asset_state (asset text primary key, data blob not null);
create table asset_summary (
  asset text primary key, as_of integer not null, counts text not null, first_ordinal integer not null,
  strip blob not null, last_value text, updated_seq integer not null
);

create table run (
  id integer primary key autoincrement, kind text not null, actor text not null, selection text not null,
  status text not null, started_at integer not null, finished_at integer, counts text, error text
);
create table step (
  id integer primary key autoincrement, run_id integer not null, asset text not null, seq integer,
  from_ordinal integer not null, to_ordinal integer not null, status text not null, planned integer not null,
  made integer not null, changed integer not null, cut_off integer not null, failed integer not null,
  started_at integer not null, finished_at integer, causes text not null, error text
);
create index step_of_run on step (run_id);
create index step_of_asset on step (asset, id);
create table failure (
  asset text not null, ordinal integer not null, at integer not null, run_id integer, message text not null,
  primary key (asset, ordinal)
) without rowid;
create table run_log (
  run_id integer not null, line integer not null, at integer not null, level text not null, message text not null,
  asset text, span text, primary key (run_id, line)
) without rowid;

create table observation (
  id integer primary key autoincrement, seq integer not null, source text not null, asset text not null,
  from_ordinal integer not null, to_ordinal integer not null, partitions integer not null, at integer not null, detail text
);
create index observation_of_asset on observation (asset, id);
create table source_cursor (source text primary key, cursor text not null) without rowid;

create table command (
  id integer primary key autoincrement, actor text not null, kind text not null, payload text not null,
  filed_at integer not null, claimed_at integer, claimed_by text, finished_at integer, outcome text
);
create index command_waiting on command (id) where claimed_at is null;
create table lease (name text primary key, holder text not null, token integer not null, expires_at integer not null) without rowid;
create table event (
  id integer primary key autoincrement, at integer not null, kind text not null, asset text, run_id integer, payload text not null
);
`;

const backfills = `
create table backfill (
  id integer primary key autoincrement, actor text not null, selection text not null, from_date text, to_date text, state text,
  running integer not null, upstream integer not null, newest_first integer not null, chunk_size integer,
  filed_seq integer not null, filed_at integer not null, status text not null, finished_at integer, remarks text not null
);
create index backfill_active on backfill (id) where finished_at is null;
create table backfill_chunk (
  backfill_id integer not null, position integer not null, assets text not null, from_date text, to_date text,
  running integer not null, planned integer not null, status text not null, retried integer not null default 0, run_id integer,
  made integer not null default 0, failed integer not null default 0, blocked integer not null default 0,
  started_at integer, finished_at integer, worked_ms integer not null default 0, error text,
  primary key (backfill_id, position)
) without rowid;
`;

const schedules = `
create table schedule (
  name text primary key, position integer not null, expression text not null, zone text not null, selection text,
  declared integer not null, enabled integer not null default 1, changed_by text, changed_at integer, decided_until integer not null
) without rowid;
create table tick (
  id integer primary key autoincrement, schedule text not null, first_due integer not null, due integer not null,
  decision text not null, sentence text not null, decided_at integer not null,
  run_id integer, status text, outcome text, finished_at integer
);
create unique index tick_once on tick (schedule, due);
create index tick_unfinished on tick (schedule) where finished_at is null;
`;

const notices = `
create table notice (
  key text primary key, kind text not null, severity text not null, title text not null, since integer not null,
  seen_at integer not null, told_at integer, told_severity text
) without rowid;
create table delivery (
  id integer primary key autoincrement, channel text not null, key text not null, notice text not null, filed_at integer not null,
  due_at integer not null, attempts integer not null default 0, finished_at integer, error text
);
create index delivery_waiting on delivery (due_at) where finished_at is null;
create index delivery_of_notice on delivery (key);
`;

const acknowledgements = `
create table acknowledgement (
  asset text not null, incident text not null, topic text not null, from_time integer not null, to_time integer not null,
  actor text not null, note text, at integer not null, primary key (asset, incident)
) without rowid;
`;

const checks = `
create table check_finding (
  asset text not null, ordinal integer not null, name text not null, severity text not null, blocking integer not null,
  message text not null, facts text, at integer not null, run_id integer, primary key (asset, ordinal, name)
) without rowid;
create table check_result (
  id integer primary key autoincrement, run_id integer not null, asset text not null, name text not null, severity text not null,
  blocking integer not null, passed integer not null, found integer not null, at integer not null
);
create index check_result_of_run on check_result (run_id);
create index check_result_of_asset on check_result (asset, id);
`;

const pendingWrites = `
create table pending_write (
  asset text primary key, from_ordinal integer not null, to_ordinal integer not null
) without rowid;
`;

const stepAttempts = 'alter table step add column attempts integer not null default 1;';

const tickFacts = `
alter table tick add column reason text;
alter table tick add column came_to text;
`;

const checkpoints = `
create table asset_checkpoint (asset text primary key, from_ordinal integer not null, basis text not null, state blob not null);
`;

const stateParts = `
create table asset_state_part (asset text primary key, from_ordinal integer not null, to_ordinal integer not null, data blob not null);
`;

const pendingRemovals = 'alter table pending_write add column removes integer not null default 0;';

/** The state database: what is recorded about partitions, runs, sources, commands, leases, notices, acknowledgements and checks. */
export const stateSchema: Schema = {
  name: 'state',
  applicationId: 0x4d57_5331,
  migrations: [
    first,
    backfills,
    schedules,
    notices,
    acknowledgements,
    checks,
    pendingWrites,
    stepAttempts,
    tickFacts,
    checkpoints,
    stateParts,
    pendingRemovals,
  ],
};
