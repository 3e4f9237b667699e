import type { ValueView } from '@meterworks/runtime/read';
import { ScrollBox } from '../parts/scroll-box.tsx';
import { numberIn, qualityIn } from '../series/chart-shape.ts';
import type { Words } from '../words/words.ts';

/** One month of one year; null where it was not made or not known. */
interface MonthAmount {
  readonly amount: number | null;
  readonly share: number;
}

const yearsShown = 5;
const size = { width: 960, height: 200 } as const;

/** Months side by side, a group a month and a bar a year, the newest year darkest; below the sums of the years. */
export function YearOverYear(props: {
  readonly months: readonly ValueView[];
  readonly unit: string | null;
  readonly words: Words;
}) {
  const { unit, words } = props;
  const { format } = words;
  const text = words.text.meters;
  const years = yearsOf(props.months).slice(-yearsShown);
  if (years.length === 0) return <p className="text-soft">{words.text.assets.noValue}</p>;
  const reach = lastMonth(years.at(-1) as YearAmounts);
  const top = Math.max(1e-9, ...years.flatMap(({ months }) => months.map((month) => month?.amount ?? 0)));
  const group = size.width / 12;
  const bar = (group * 0.82) / years.length;
  const scale = (size.height - 4) / top;
  const opacityOf = (i: number) => 1 - ((years.length - 1 - i) / Math.max(1, years.length)) * 0.85;
  return (
    <div className="grid grid-cols-1 gap-3">
      <div>
        <svg
          role="img"
          aria-label={text.yearChart(years.map(({ year }) => year).join(', '))}
          viewBox={`0 0 ${size.width} ${size.height}`}
          preserveAspectRatio="none"
          className="block h-40 w-full border-b border-line sm:h-52"
        >
          {format.months.map((month, m) => (
            <g key={month}>
              {years.map(({ year, months }, i) => {
                const amount = months[m]?.amount;
                if (amount === null || amount === undefined || amount <= 0) return null;
                const height = Math.max(1, amount * scale);
                return (
                  <rect
                    key={year}
                    x={(m + 0.09) * group + i * bar}
                    y={size.height - height}
                    width={bar * 0.94}
                    height={height}
                    fill="var(--series)"
                    opacity={opacityOf(i)}
                  >
                    <title>{`${month} ${year}: ${format.amount(amount, unit)}, ${text.measuredShare(format.share(months[m]?.share ?? 0))}`}</title>
                  </rect>
                );
              })}
            </g>
          ))}
        </svg>
        <div aria-hidden="true" className="grid grid-cols-12 text-center text-[11px] text-soft">
          {format.months.map((month) => (
            <span key={month}>{month}</span>
          ))}
        </div>
      </div>
      <ScrollBox>
        <table className="table-dense">
          <thead>
            <tr>
              <th>{text.year}</th>
              <th className="text-right!">{text.amount}</th>
              <th className="text-right!">{text.toDate}</th>
              <th className="text-right!">{text.change}</th>
              <th className="text-right!">{text.measured}</th>
            </tr>
          </thead>
          <tbody>
            {years.toReversed().map((year, i, all) => {
              const before = all[i + 1];
              const own = sumOf(year, reach);
              // Compared is only what both years have: a year that began in November says nothing about January.
              const both =
                before === undefined ? () => false : (m: number) => m <= reach && has(year, m) && has(before, m);
              const [now, then] = [sumWhere(year, both), before === undefined ? undefined : sumWhere(before, both)];
              const change = now === undefined || then === undefined || then <= 0 ? undefined : now / then - 1;
              return (
                <tr key={year.year}>
                  <td className="whitespace-nowrap">
                    <span
                      aria-hidden="true"
                      className="mr-2 inline-block size-2.5 rounded-[2px] bg-[var(--series)]"
                      style={{ opacity: opacityOf(years.length - 1 - i) }}
                    />
                    {year.year}
                  </td>
                  <td className="text-right whitespace-nowrap">{format.amount(sumOf(year, 11) ?? Number.NaN, unit)}</td>
                  <td className="text-right whitespace-nowrap">{format.amount(own ?? Number.NaN, unit)}</td>
                  <td className="text-right whitespace-nowrap">
                    {change === undefined ? '–' : signed(change, format.locale)}
                  </td>
                  <td className="text-right whitespace-nowrap">{format.share(shareOf(year))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <p className="text-[12px] text-soft">{text.toDateMeaning}</p>
    </div>
  );
}

interface YearAmounts {
  readonly year: string;
  readonly months: readonly (MonthAmount | undefined)[];
}

function yearsOf(values: readonly ValueView[]): YearAmounts[] {
  const years = new Map<string, (MonthAmount | undefined)[]>();
  for (const { key, value } of values) {
    const year = key.slice(0, -3);
    const months = years.get(year) ?? new Array<MonthAmount | undefined>(12).fill(undefined);
    const share = numberIn(value, 'measuredShare') ?? (qualityIn(value) === 'measured' ? 1 : 0);
    months[Number(key.slice(-2)) - 1] = { amount: numberIn(value, 'consumption'), share };
    years.set(year, months);
  }
  return [...years].map(([year, months]) => ({ year, months }));
}

function lastMonth({ months }: YearAmounts): number {
  return months.findLastIndex((month) => month !== undefined);
}

function has({ months }: YearAmounts, month: number): boolean {
  return months[month] !== undefined && months[month].amount !== null;
}

/** Undefined where none of the months is known. */
function sumWhere(year: YearAmounts, counts: (month: number) => boolean): number | undefined {
  const known = year.months.flatMap((month, m) => (has(year, m) && counts(m) ? [month?.amount ?? 0] : []));
  return known.length === 0 ? undefined : known.reduce((sum, amount) => sum + amount, 0);
}

/** January up to a month, 0 to 11. */
function sumOf(year: YearAmounts, to: number): number | undefined {
  return sumWhere(year, (month) => month <= to);
}

function shareOf({ months }: YearAmounts): number {
  const known = months.filter((month) => month !== undefined && month.amount !== null);
  const whole = known.reduce((sum, month) => sum + Math.abs(month?.amount ?? 0), 0);
  return whole === 0
    ? 0
    : known.reduce((sum, month) => sum + Math.abs(month?.amount ?? 0) * (month?.share ?? 0), 0) / whole;
}

function signed(change: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(change);
}
