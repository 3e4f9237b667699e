'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { dayText } from '../format/day-text.ts';
import { meaningOfCode } from '../status/status-words.ts';
import { useWords } from '../words/use-words.tsx';
import type { CalendarYear } from './calendar-years.ts';
import { YearCanvas } from './year-canvas.tsx';

/** The days of an asset, a block a year. A click, or the field below, chooses a day. */
export function CalendarCanvas(props: {
  readonly years: readonly CalendarYear[];
  /** Day numbers of the first and the last day there is, and of the chosen one. */
  readonly first: number;
  readonly last: number;
  readonly selected: number | undefined;
}) {
  const router = useRouter();
  const words = useWords();
  const { text, format } = words;
  const path = usePathname();
  const params = useSearchParams();
  const [hovered, setHovered] = useState<{ day: number; code: number }>();
  const choose = (day: number) => {
    const next = new URLSearchParams(params);
    next.set('partition', dayText(day));
    router.push(`${path}?${next}`, { scroll: false });
  };
  return (
    <div>
      <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
        {props.years.map((year) => (
          <YearCanvas
            key={year.year}
            year={year}
            selected={props.selected === undefined ? undefined : { from: props.selected, to: props.selected }}
            onHover={setHovered}
            onChoose={choose}
          />
        ))}
      </div>
      <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-[12px] text-soft">
        <label className="inline-flex items-center gap-2">
          {text.assets.day}
          <input
            type="date"
            min={dayText(props.first)}
            max={dayText(props.last)}
            value={props.selected === undefined ? '' : dayText(props.selected)}
            onChange={(event) => {
              const day = event.target.valueAsNumber / 86_400_000;
              if (day >= props.first && day <= props.last) choose(day);
            }}
            className="rounded-md border border-line-strong bg-page px-2 py-0.5"
          />
        </label>
        <span role="status">
          {hovered === undefined
            ? text.assets.calendarHint
            : `${format.day(hovered.day)} · ${meaningOfCode(hovered.code, words)}`}
        </span>
      </div>
    </div>
  );
}
