import { CalendarCanvas } from '../calendar/calendar-canvas.tsx';
import { calendarYears } from '../calendar/calendar-years.ts';
import { PartitionBoxes } from '../calendar/partition-boxes.tsx';
import { MiniStrip } from '../parts/mini-strip.tsx';
import { labelOfCode } from '../status/status-words.ts';
import { lastOrdinal } from '../status/strip.ts';
import type { Words } from '../words/words.ts';
import type { AssetModel } from './load-asset.ts';

/** All partitions of an asset, as a calendar of its grain. `hrefOf` is where a partition is chosen. */
export function PartitionCalendar(props: {
  readonly model: AssetModel;
  readonly hrefOf: (key: string) => string;
  readonly words: Words;
}) {
  const { text, format } = props.words;
  const { asset, scheme, strip, chosen } = props.model;
  if (strip.codes.length === 0) return <p className="text-soft">{text.assets.noPartitionYet}</p>;
  if (asset.grain === 'day') {
    const last = lastOrdinal(strip);
    return <CalendarCanvas years={calendarYears(strip)} first={strip.first} last={last} selected={chosen?.ordinal} />;
  }
  if (asset.grain === 'hour') return <MiniStrip codes={strip.codes} height={24} />;
  const boxes = Array.from(strip.codes, (code, i) => {
    const key = scheme.keyOf(strip.first + i);
    const label = asset.grain === 'month' ? (format.months[Number(key.slice(-2)) - 1] ?? key) : key;
    const title = `${key}: ${labelOfCode(code, props.words)}`;
    return { key, label, title, code, href: props.hrefOf(key), selected: key === chosen?.key };
  });
  if (asset.grain !== 'month') return <PartitionBoxes rows={[{ title: '', boxes }]} />;
  const years = [...new Set(boxes.map(({ key }) => key.slice(0, -3)))].toReversed();
  return (
    <PartitionBoxes
      rows={years.map((year) => ({ title: year, boxes: boxes.filter(({ key }) => key.slice(0, -3) === year) }))}
    />
  );
}
