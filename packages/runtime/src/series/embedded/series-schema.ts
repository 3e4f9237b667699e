import type { Schema } from '../../database/schema.ts';

const first = `
create table store (one integer primary key check (one = 1), id text not null);
insert into store values (1, lower(hex(randomblob(8))));
create table value_block (asset text not null, block integer not null, data blob not null, primary key (asset, block));
create table series (id integer primary key, name text not null unique);
create table sample_block (series_id integer not null, month integer not null, data blob not null, primary key (series_id, month));
create table sample_change (
  id integer primary key autoincrement, series_id integer not null, from_time real not null, to_time real not null
);
`;

/** The embedded series store's file: values packed 256 ordinals a row, samples a UTC month a row. */
export const seriesSchema: Schema = { name: 'series', applicationId: 0x4d57_5332, migrations: [first] };
