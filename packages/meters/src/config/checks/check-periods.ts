import { formatDay } from '@meterworks/assets';
import type { MeterDraft, PeriodDraft } from '../meter-draft.ts';
import type { Problem } from '../problem.ts';
import type { YamlSource } from '../yaml-source.ts';

/** A master's periods: none reversed, no overlap, no gap between them, one source where one is promised. */
export function checkPeriods(drafts: readonly MeterDraft[], source: YamlSource): Problem[] {
  return drafts.flatMap(({ periods }) => [
    ...periods.flatMap((period) => checkOne(period, source)),
    ...checkNeighbours(periods, source),
  ]);
}

function checkOne({ path, start, end, endText, sources, composition }: PeriodDraft, source: YamlSource): Problem[] {
  const problems: Problem[] = [];
  if (start !== undefined && end !== undefined && end < start) {
    const facts = {
      value: endText,
      message: `which is before its start_date ${formatDay(start)}`,
      would: 'write the later date here',
    };
    problems.push(source.problemAt([...path, 'end_date'], facts));
  }
  if (composition === 'single' && sources > 1) {
    const facts = {
      value: composition,
      message: `but source_meters names ${sources}`,
      would: 'write sum, or name one meter',
    };
    problems.push(source.problemAt([...path, 'composition_type'], facts));
  }
  return problems;
}

function checkNeighbours(periods: readonly PeriodDraft[], source: YamlSource): Problem[] {
  const dated = periods
    .flatMap(({ path, start, end }) =>
      start === undefined || end === undefined || end < start ? [] : [{ path, start, end }],
    )
    .sort((a, b) => a.start - b.start);
  const problems: Problem[] = [];
  let last = dated[0];
  for (const period of dated.slice(1)) {
    if (last === undefined) break;
    const value = formatDay(period.start);
    const name = `periods[${last.path.at(-1)}]`;
    const until = formatDay(last.end);
    const at = [...period.path, 'start_date'];
    if (period.start <= last.end) {
      const would = `end that one on ${formatDay(period.start - 1)}, or start this one later`;
      problems.push(source.problemAt(at, { value, message: `which overlaps ${name}, which ends on ${until}`, would }));
    } else if (period.start > last.end + 1) {
      const days = period.start - last.end - 1;
      const message = `which leaves a gap of ${days} ${days === 1 ? 'day' : 'days'} after ${name}, which ends on ${until}`;
      problems.push(source.problemAt(at, { value, message, would: `start it on ${formatDay(last.end + 1)}` }));
    }
    if (period.end > last.end) last = period;
  }
  return problems;
}
