import { useWords } from '../words/use-words.tsx';
import { type MeterChartData, qualityOfLetter } from './meter-chart-data.ts';

/** What stands under the pointer: time, register, amount with its quality, and incidents; without one what the marks mean. */
export function ChartReadout(props: {
  readonly data: MeterChartData;
  readonly at: number | undefined;
  readonly unit: string | null;
  readonly zone: string;
  readonly isLoading: boolean;
}) {
  const { data, at, unit, zone, isLoading } = props;
  const { text, format } = useWords();
  const words = text.meters;
  if (at === undefined)
    return (
      <p className="min-h-10 text-[12px] text-soft sm:min-h-5">
        {words.legend} {data.readings.total > 0 && words.readingsShown(data.readings.total, data.readings.thinned)}
        {isLoading && ` ${words.loading}`}
      </p>
    );
  const { bars, register } = data;
  const bar = lastBefore(bars.starts, at);
  const inBar = bar >= 0 && at < (bars.ends[bar] as number);
  const near = nearest(register.times, at);
  const value = bars.values[bar];
  const incident = data.incidents.find(({ from, to }) => from <= at && at < to);
  return (
    <p className="flex min-h-10 flex-wrap items-start gap-x-3 text-[12px] sm:min-h-5">
      <span>{inBar ? barTime(data, bar, zone, format) : format.minute(at, zone)}</span>
      {inBar && (
        <span className="font-medium">
          {value === null || value === undefined ? text.assets.notKnown : format.amount(value, unit)}{' '}
          <span className="font-normal text-soft">
            {words.qualityOf(
              text.status.qualities[qualityOfLetter(bars.qualities[bar])] ?? '',
              format.share(bars.shares[bar] ?? 0),
              bars.shares[bar] ?? 0,
            )}
          </span>
        </span>
      )}
      {near >= 0 && register.values[near] !== null && (
        <span className="text-soft">
          {words.register}{' '}
          {(register.values[near] as number).toLocaleString(format.locale, { maximumFractionDigits: 3 })}
        </span>
      )}
      {incident !== undefined && (
        <span className={incident.severity === 'critical' ? 'text-bad' : 'text-warn'}>
          {text.anomalies.types[incident.type] ?? incident.type}
        </span>
      )}
    </p>
  );
}

function barTime(
  { bars, level }: MeterChartData,
  bar: number,
  zone: string,
  format: ReturnType<typeof useWords>['format'],
): string {
  const start = bars.starts[bar] as number;
  switch (level) {
    case 'hour':
      return format.minute(start, zone);
    case 'day':
      return format.date(start, zone);
    case 'month':
      return new Intl.DateTimeFormat(format.locale, { timeZone: zone, month: 'long', year: 'numeric' }).format(start);
    case 'year':
      return new Intl.DateTimeFormat(format.locale, { timeZone: zone, year: 'numeric' }).format(start);
  }
}

/** Index of the last time that is not after the instant, or -1. */
function lastBefore(times: readonly number[], at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function nearest(times: readonly number[], at: number): number {
  const before = lastBefore(times, at);
  const next = times[before + 1];
  if (before < 0) return next === undefined ? -1 : 0;
  return next !== undefined && next - at < at - (times[before] as number) ? before + 1 : before;
}
