'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type PointerEvent, useCallback, useMemo, useState } from 'react';
import { dayOf, dayText } from '../format/day-text.ts';
import { readColors } from '../parts/canvas-colors.ts';
import { useCanvas } from '../parts/use-canvas.ts';
import { factsOfCode, statusFacts } from '../status/status-facts.ts';
import { meaningOfCode } from '../status/status-words.ts';
import { unpackCodes } from '../status/strip.ts';
import { useWords } from '../words/use-words.tsx';
import { type CalendarYear, calendarCell, dayAtCell, weekColumns } from './calendar-years.ts';

const header = 16;
const propertyNames = [...statusFacts.map(({ color }) => color), '--ink-soft', '--ink', '--sunken'];
const cellSize = (width: number) => Math.min(13, width / weekColumns);

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
          <YearCanvas key={year.year} year={year} selected={props.selected} onHover={setHovered} onChoose={choose} />
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

function YearCanvas(props: {
  readonly year: CalendarYear;
  readonly selected: number | undefined;
  readonly onHover: (at: { day: number; code: number } | undefined) => void;
  readonly onChoose: (day: number) => void;
}) {
  const { year, selected } = props;
  const { text, format } = useWords();
  const codes = useMemo(() => unpackCodes(year.codes), [year]);
  const canvas = useCanvas(
    useCallback(
      (context, { width, height }) => {
        const colors = readColors(context.canvas, propertyNames);
        const cell = cellSize(width);
        const gap = cell > 8 ? 2 : 1;
        context.clearRect(0, 0, width, height);
        context.font = '11px system-ui, sans-serif';
        context.textBaseline = 'middle';
        context.fillStyle = colors['--ink-soft'] ?? '';
        format.months.forEach((name, month) => {
          if (width < 420 && month % 2 === 1) return;
          context.fillText(name, calendarCell(year.firstDay, dayOf(year.year, month, 1)).column * cell, header / 2 - 1);
        });
        for (const [i, code] of codes.entries()) {
          const { column, row } = calendarCell(year.firstDay, year.firstDay + i);
          const color = factsOfCode(code)?.color;
          context.fillStyle = colors[color ?? '--sunken'] ?? '';
          context.fillRect(column * cell, header + row * cell, cell - gap, cell - gap);
        }
        if (selected !== undefined && selected >= year.firstDay && selected < year.firstDay + codes.length) {
          const { column, row } = calendarCell(year.firstDay, selected);
          context.strokeStyle = colors['--ink'] ?? '';
          context.lineWidth = 2;
          context.strokeRect(column * cell - 0.5, header + row * cell - 0.5, cell - gap + 1, cell - gap + 1);
        }
      },
      [year, codes, selected, format],
    ),
  );
  const dayAt = (event: PointerEvent<HTMLCanvasElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const cell = cellSize(bounds.width);
    const column = Math.floor((event.clientX - bounds.left) / cell);
    const row = Math.floor((event.clientY - bounds.top - header) / cell);
    const day = dayAtCell(year.firstDay, codes.length, column, row);
    return day === undefined ? undefined : { day, code: codes[day - year.firstDay] ?? 15 };
  };
  return (
    <div className="grid grid-cols-[2.25rem_minmax(0,1fr)]">
      <span className="pt-4 text-[12px] text-soft">{year.year}</span>
      <canvas
        ref={canvas}
        role="img"
        aria-label={text.assets.calendarLabel(year.year)}
        className="block w-full cursor-pointer"
        style={{ aspectRatio: `${weekColumns} / ${7.2 + 1.4}`, maxHeight: header + 13 * 7, minHeight: header + 7 * 5 }}
        onPointerMove={(event) => props.onHover(dayAt(event))}
        onPointerLeave={() => props.onHover(undefined)}
        onPointerUp={(event) => {
          const at = dayAt(event);
          if (at !== undefined) props.onChoose(at.day);
        }}
      />
    </div>
  );
}
