import type { Migration } from '../migration/migrate-results.ts';
import { isOldResult, resultChanges } from '../migration/old-results.ts';
import { instantText } from './csv.ts';
import { counted, grouped, tableLines } from './table.ts';

const command = 'meterworks migrate-from-prefect';

/** What was found in the buckets, what it becomes, and what was done or can be. */
export function migrationLines(bucket: string, migration: Migration): string[] {
  const hourly = migration.hourly.map(
    ({ meter, points }) =>
      `${meter} has ${counted(points, 'point')} with a price among its readings: hourly amounts of the former Tibber flow, which are left out of its register.`,
  );
  return [...resultLines(bucket, migration), ...(hourly.length === 0 ? [] : ['', ...hourly])];
}

function resultLines(bucket: string, { found, disposal, handled }: Migration): string[] {
  if (found.length === 0) return [`The bucket "${bucket}" holds no results of the former system: nothing needs doing.`];
  const rows = found.map(({ measurement, values, meters, fields, first, last }) => [
    measurement,
    values,
    meters.length,
    instantText(first).slice(0, 10),
    instantText(last).slice(0, 10),
    fields.join(', '),
  ]);
  const lines = [
    `Results of the former system in the bucket "${bucket}", which lack the tag "unit":`,
    ...tableLines(['measurement', 'values', 'meters', 'first', 'last', 'fields'], rows),
    '',
    'What the measurements hold from now on:',
    ...resultChanges
      .filter(({ measurement }) => found.some((one) => one.measurement === measurement))
      .flatMap(({ measurement, before, now }) => [`  ${measurement}`, `    before  ${before}`, `    now     ${now}`]),
    '',
  ];
  const strange = found.flatMap(({ series }) => series).filter((series) => !isOldResult(series));
  if (strange.length > 0) {
    const names = [...new Set(strange.map(({ measurement, field }) => `${measurement}.${field}`))].join(', ');
    lines.push(`Not as the former system wrote it: ${names}. Somebody else may need it.`, '');
  }
  switch (disposal.kind) {
    case 'ask':
      return [
        ...lines,
        'Nothing has been changed, and no results are written until one of these is chosen:',
        `  ${command} --move-to BUCKET   copies them to another bucket, compares, then deletes them here`,
        `  ${command} --delete           deletes them`,
        `  ${command} --keep-old         leaves them: queries by measurement alone then draw two lines for one thing`,
      ];
    case 'move':
      return [...lines, `${counted(handled, 'value')} moved to the bucket "${disposal.target}".`];
    case 'delete':
      return [...lines, `${counted(handled, 'value')} deleted.`];
    case 'keep':
      return [...lines, `${grouped(handled)} values stay; results are written beside them from now on.`];
  }
}

export function migrationJson(bucket: string, { found, disposal, handled, hourly }: Migration) {
  return {
    bucket,
    found: found.map(({ series, first, last, ...one }) => ({
      ...one,
      first: instantText(first),
      last: instantText(last),
      former: series.every(isOldResult),
    })),
    done: disposal.kind === 'ask' ? null : disposal.kind,
    target: disposal.kind === 'move' ? disposal.target : null,
    values: handled,
    hourly,
  };
}
