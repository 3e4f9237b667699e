import { type PointerEvent, useCallback, useMemo } from 'react';
import { dayOf } from '../format/day-text.ts';
import { readColors } from '../parts/canvas-colors.ts';
import { useCanvas } from '../parts/use-canvas.ts';
import { factsOfCode, statusFacts } from '../status/status-facts.ts';
import { unpackCodes } from '../status/strip.ts';
import { useWords } from '../words/use-words.tsx';
import { type CalendarYear, calendarCell, dayAtCell, weekColumns } from './calendar-years.ts';

const header = 16;
const propertyNames = [...statusFacts.map(({ color }) => color), '--ink-soft', '--ink', '--sunken'];
const cellSize = (width: number) => Math.min(13, width / weekColumns);

/** The days of one year; `selected` are outlined as one, and the others step back. */
export function YearCanvas(props: {
  readonly year: CalendarYear;
  readonly selected: { readonly from: number; readonly to: number } | undefined;
  readonly onHover: (at: { day: number; code: number } | undefined) => void;
  readonly onChoose: (day: number) => void;
  /** A day was pressed, from which one may drag. */
  readonly onPress?: (day: number) => void;
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
        const isSelected = (day: number) => selected !== undefined && day >= selected.from && day <= selected.to;
        const isRange = selected !== undefined && selected.to > selected.from;
        for (const [i, code] of codes.entries()) {
          context.globalAlpha = isRange && !isSelected(year.firstDay + i) ? 0.4 : 1;
          const { column, row } = calendarCell(year.firstDay, year.firstDay + i);
          const color = factsOfCode(code)?.color;
          context.fillStyle = colors[color ?? '--sunken'] ?? '';
          context.fillRect(column * cell, header + row * cell, cell - gap, cell - gap);
        }
        context.globalAlpha = 1;
        if (selected === undefined) return;
        const first = Math.max(selected.from, year.firstDay);
        const last = Math.min(selected.to, year.firstDay + codes.length - 1);
        context.strokeStyle = colors['--ink'] ?? '';
        context.lineWidth = 2;
        context.lineCap = 'square';
        context.beginPath();
        for (let day = first; day <= last; day++) {
          const { column, row } = calendarCell(year.firstDay, day);
          const [left, top] = [column * cell - gap / 2, header + row * cell - gap / 2];
          const inYear = (other: number) => other >= first && other <= last;
          const side = (x1: number, y1: number, x2: number, y2: number) => {
            context.moveTo(left + x1 * cell, top + y1 * cell);
            context.lineTo(left + x2 * cell, top + y2 * cell);
          };
          if (row === 0 || !inYear(day - 1)) side(0, 0, 1, 0);
          if (row === 6 || !inYear(day + 1)) side(0, 1, 1, 1);
          if (!inYear(day - 7)) side(0, 0, 0, 1);
          if (!inYear(day + 7)) side(1, 0, 1, 1);
        }
        context.stroke();
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
        onPointerDown={(event) => {
          const at = dayAt(event);
          if (at !== undefined) props.onPress?.(at.day);
        }}
        onPointerUp={(event) => {
          const at = dayAt(event);
          if (at !== undefined) props.onChoose(at.day);
        }}
      />
    </div>
  );
}
