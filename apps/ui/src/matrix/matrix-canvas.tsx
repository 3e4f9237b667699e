'use client';

import { noPartition } from '@meterworks/assets';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { assetHref } from '../assets/asset-name.ts';
import { dayText } from '../format/day-text.ts';
import { readColors } from '../parts/canvas-colors.ts';
import { useCanvas } from '../parts/use-canvas.ts';
import { statusFacts } from '../status/status-facts.ts';
import { meaningOfCode } from '../status/status-words.ts';
import { unpackCodes } from '../status/strip.ts';
import { useWords } from '../words/use-words.tsx';
import type { MatrixModel } from './matrix-model.ts';
import { matrixSize, paintMatrix } from './paint-matrix.ts';

interface Cell {
  readonly row: number;
  readonly day: number;
}

const propertyNames = [
  ...statusFacts.map(({ color }) => color),
  '--line',
  '--ink-soft',
  '--ink',
  '--sunken',
  '--surface',
];

/** Meters × days as one picture. Arrow keys move through it, Enter or a click opens the day. */
export function MatrixCanvas({ model }: { readonly model: MatrixModel }) {
  const router = useRouter();
  const words = useWords();
  const { text, format } = words;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [scroll, setScroll] = useState(0);
  const [cursor, setCursor] = useState<Cell>();
  const rows = useMemo(() => model.rows.map(({ codes }) => unpackCodes(codes)), [model]);
  const worse = useMemo(
    () => model.rows.map((row) => row.worse.map(({ key, codes }) => ({ key, codes: unpackCodes(codes) }))),
    [model],
  );
  /** The asset whose state a cell shows. */
  const shownIn = ({ row, day }: Cell) =>
    worse[row]?.find(({ codes }) => (codes[day] ?? noPartition) !== noPartition)?.key ?? model.rows[row]?.key;
  const cell = Math.max(matrixSize.minCell, width / Math.max(1, model.days));
  const height = matrixSize.header + rows.length * matrixSize.row;

  const canvas = useCanvas(
    useCallback(
      (context, size) => {
        const colors = readColors(context.canvas, propertyNames);
        const { from, days } = model;
        paintMatrix(
          context,
          size,
          {
            from,
            days,
            rows,
            cell: Math.max(matrixSize.minCell, size.width / days),
            scroll,
            cursor,
            months: format.months,
          },
          {
            codes: statusFacts.map(({ color }) => colors[color]),
            line: colors['--surface'] ?? '',
            text: colors['--ink-soft'] ?? '',
            cursor: colors['--ink'] ?? '',
            none: colors['--sunken'] ?? '',
          },
        );
      },
      [model, rows, scroll, cursor, format],
    ),
  );

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new width or range shows the newest days
  useEffect(() => {
    if (box.current !== null) box.current.scrollLeft = box.current.scrollWidth;
  }, [width, model.days]);

  const cellAt = (event: MouseEvent<HTMLElement>): Cell | undefined => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const row = Math.floor((event.clientY - bounds.top - matrixSize.header) / matrixSize.row);
    const day = Math.floor((event.clientX - bounds.left + scroll) / cell);
    return row >= 0 && row < rows.length && day >= 0 && day < model.days ? { row, day } : undefined;
  };
  const open = (at: Cell | undefined) => {
    const key = at === undefined ? undefined : shownIn(at);
    if (at !== undefined && key !== undefined) router.push(assetHref(key, dayText(model.from + at.day)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      PageUp: [0, -30],
      PageDown: [0, 30],
    };
    if (event.key === 'Enter') open(cursor);
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const { row, day } = cursor ?? { row: 0, day: model.days - 1 };
    const next = {
      row: Math.min(rows.length - 1, Math.max(0, row + step[0])),
      day: Math.min(model.days - 1, Math.max(0, day + step[1])),
    };
    setCursor(next);
    const element = box.current;
    if (element === null) return;
    if (next.day * cell < element.scrollLeft) element.scrollLeft = next.day * cell;
    else if ((next.day + 1) * cell > element.scrollLeft + width) element.scrollLeft = (next.day + 1) * cell - width;
  };

  const at = cursor === undefined ? undefined : model.rows[cursor.row];
  const code = cursor === undefined ? noPartition : (rows[cursor.row]?.[cursor.day] ?? noPartition);
  return (
    <div>
      <div className="grid grid-cols-[minmax(5.5rem,9.5rem)_minmax(0,1fr)] gap-x-3">
        <ul className="text-[12px]" style={{ paddingTop: matrixSize.header }}>
          {model.rows.map(({ key, name }, row) => (
            <li
              key={key}
              className="truncate"
              style={{ height: matrixSize.row, lineHeight: `${matrixSize.row - matrixSize.gap}px` }}
            >
              <Link
                href={assetHref(key)}
                title={key}
                className={`hover:text-accent hover:underline ${row === cursor?.row ? 'text-accent' : ''}`}
              >
                {name}
              </Link>
            </li>
          ))}
        </ul>
        <div ref={box} className="overflow-x-auto" onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}>
          <div style={{ width: cell * model.days, height }}>
            <div
              // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move through it
              tabIndex={0}
              role="application"
              aria-roledescription={text.overview.matrixKind}
              aria-label={text.overview.matrixLabel}
              className="sticky left-0 cursor-pointer"
              style={{ height, width: width === 0 ? '100%' : width }}
              onPointerMove={(event) => setCursor(cellAt(event))}
              onPointerLeave={() => setCursor(undefined)}
              onClick={(event) => open(cellAt(event))}
              onKeyDown={onKeyDown}
              onBlur={() => setCursor(undefined)}
            >
              <canvas ref={canvas} className="block size-full" />
            </div>
          </div>
        </div>
      </div>
      <p aria-live="polite" className="mt-2 min-h-5 text-[12px] text-soft">
        {cursor === undefined || at === undefined ? (
          text.overview.matrixHint
        ) : (
          <>
            <span className="font-medium text-ink">{at.name}</span> · {format.day(model.from + cursor.day)} ·{' '}
            {meaningOfCode(code, words)}
            {shownIn(cursor) !== at.key && ` (${shownIn(cursor)})`}
          </>
        )}
      </p>
    </div>
  );
}
