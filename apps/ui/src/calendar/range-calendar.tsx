'use client';

import { useEffect, useState } from 'react';
import { meaningOfCode } from '../status/status-words.ts';
import { useWords } from '../words/use-words.tsx';
import type { CalendarYear } from './calendar-years.ts';
import { YearCanvas } from './year-canvas.tsx';

/** Day numbers, both included. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** Days, a block a year, over which one drags to choose a range. */
export function RangeCalendar(props: {
  readonly years: readonly CalendarYear[];
  readonly range: DayRange | undefined;
  readonly onRange: (range: DayRange) => void;
}) {
  const words = useWords();
  const { text, format } = words;
  const [hovered, setHovered] = useState<{ day: number; code: number }>();
  const [anchor, setAnchor] = useState<number>();
  useEffect(() => {
    const release = () => setAnchor(undefined);
    window.addEventListener('pointerup', release);
    return () => window.removeEventListener('pointerup', release);
  }, []);
  const reach = (day: number): DayRange => {
    const start = anchor ?? day;
    return { from: Math.min(start, day), to: Math.max(start, day) };
  };
  const dragged = anchor === undefined || hovered === undefined ? undefined : reach(hovered.day);
  const shown = dragged ?? props.range;
  return (
    <div>
      <div className="grid touch-pan-y gap-x-8 gap-y-3 select-none md:grid-cols-2">
        {props.years.map((year) => (
          <YearCanvas
            key={year.year}
            year={year}
            selected={shown}
            onHover={setHovered}
            onPress={setAnchor}
            onChoose={(day) => props.onRange(reach(day))}
          />
        ))}
      </div>
      <p className="mt-2 min-h-5 text-[12px] text-soft" role="status">
        {dragged !== undefined && dragged.to > dragged.from
          ? text.backfills.days(format.day(dragged.from), format.day(dragged.to), dragged.to - dragged.from + 1)
          : hovered === undefined
            ? text.backfills.dragHint
            : `${format.day(hovered.day)} · ${meaningOfCode(hovered.code, words)}`}
      </p>
    </div>
  );
}
