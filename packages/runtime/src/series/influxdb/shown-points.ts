import { openInstantReader } from './parse-instant.ts';
import type { PublishedPoint, PublishedStretch } from './publication-port.ts';
import type { RowCollector } from './query-rows.ts';

/** A point on the server: what tells it from others. */
export interface ShownPoint {
  readonly measurement: string;
  readonly time: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Gathers the rows of `shownQuery`; what lacks the mark is somebody else's. */
export function collectShown(mark: string): RowCollector<ShownPoint[]> {
  const instantOf = openInstantReader();
  const points: ShownPoint[] = [];
  return {
    row(row, table) {
      const tags: Record<string, string> = {};
      let time = Number.NaN;
      let measurement = '';
      table.columns.forEach(({ label }, at) => {
        const value = row[at] ?? '';
        if (label === '_time') time = instantOf(value);
        else if (label === '_measurement') measurement = value;
        else if (label !== '' && label !== 'result' && label !== 'table' && value !== '') tags[label] = value;
      });
      if (tags[mark] !== undefined) points.push({ measurement, time, tags });
    },
    result: () => points,
  };
}

/** A time range in which points of one measurement have to go; `again`: what lies in it and has to stay. */
export interface ObsoleteRange {
  readonly measurement: string;
  /** The value of the mark that all of them have. */
  readonly mark: string;
  readonly from: number;
  readonly to: number;
  readonly again: readonly PublishedPoint[];
}

/** More deletes than these cost more than writing again what lies between them. */
const mostDeletes = 8;

/**
 * Which of the shown points in a stretch are not wanted any more, as ranges: the server deletes by time, so that a point that stays
 * may have to be written again. What has another value of the mark is not touched, nor is what has none.
 */
export function obsoleteRanges(
  { measurement, from, to, points }: PublishedStretch,
  shown: readonly ShownPoint[],
  mark: string,
): ObsoleteRange[] {
  const wanted = new Set(points.map(identity));
  const obsolete = shown
    .filter((point) => point.measurement === measurement && point.time >= from && point.time < to)
    .filter((point) => !wanted.has(identity(point)));
  const marks = new Set(obsolete.map(({ tags }) => tags[mark] ?? ''));
  return [...marks].flatMap((value) => {
    const same = (point: Pick<ShownPoint, 'tags'>): boolean => point.tags[mark] === value;
    const stay = points.filter(same);
    return rangesOf(obsolete.filter(same), stay).map((range) => ({
      measurement,
      mark: value,
      from: range.from,
      to: range.to + 1,
      again: stay.filter(({ time }) => time >= range.from && time <= range.to),
    }));
  });
}

/** Ranges, both ends included, that hold all of the obsolete ones and as little as possible of what stays. */
function rangesOf(
  obsolete: readonly Pick<ShownPoint, 'time'>[],
  stay: readonly Pick<ShownPoint, 'time'>[],
): { from: number; to: number }[] {
  const kept = stay.map(({ time }) => time).sort((a, b) => a - b);
  const ranges: { from: number; to: number }[] = [];
  for (const time of obsolete.map((point) => point.time).sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && !kept.some((other) => other >= last.to && other <= time)) last.to = time;
    else if (last?.to !== time) ranges.push({ from: time, to: time });
  }
  const first = ranges[0];
  if (first === undefined || ranges.length <= mostDeletes) return ranges;
  return [{ from: first.from, to: (ranges.at(-1) ?? first).to }];
}

function identity({ time, tags }: Pick<ShownPoint, 'time' | 'tags'>): string {
  return `${time} ${JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
}
