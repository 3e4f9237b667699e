import { dayParts } from '../format/day-text.ts';
import { codeRuns } from '../status/strip.ts';

/** CSS pixels. */
export const matrixSize = { header: 20, row: 18, gap: 3, minCell: 2 } as const;

export interface MatrixColors {
  /** By status code; undefined is not painted. */
  readonly codes: readonly (string | undefined)[];
  readonly line: string;
  readonly text: string;
  readonly cursor: string;
  readonly none: string;
}

export interface MatrixView {
  readonly from: number;
  readonly days: number;
  readonly rows: readonly Uint8Array[];
  /** CSS pixels a day, and how far the view has been moved to the right. */
  readonly cell: number;
  readonly scroll: number;
  /** Names of the months. */
  readonly months: readonly string[];
  readonly cursor: { readonly row: number; readonly day: number } | undefined;
}

/** Paints what of the matrix is in view: months above, a line a row, the cell under the cursor outlined. */
export function paintMatrix(
  context: CanvasRenderingContext2D,
  size: { width: number; height: number },
  view: MatrixView,
  colors: MatrixColors,
): void {
  const { header, row: pitch, gap } = matrixSize;
  context.clearRect(0, 0, size.width, size.height);
  const firstDay = Math.max(0, Math.floor(view.scroll / view.cell));
  const lastDay = Math.min(view.days - 1, Math.ceil((view.scroll + size.width) / view.cell));
  const left = (day: number) => Math.round(day * view.cell - view.scroll);
  paintMonths(context, size.height, view, left, colors);
  view.rows.forEach((codes, row) => {
    const y = header + row * pitch;
    context.fillStyle = colors.none;
    context.fillRect(left(firstDay), y, left(lastDay + 1) - left(firstDay), pitch - gap);
    for (const { code, at, length } of codeRuns(codes.subarray(firstDay, lastDay + 1))) {
      const color = colors.codes[code];
      if (color === undefined) continue;
      const x = left(firstDay + at);
      context.fillStyle = color;
      context.fillRect(x, y, left(firstDay + at + length) - x, pitch - gap);
    }
  });
  if (view.cell >= 7) paintGrid(context, view, left, firstDay, lastDay, colors);
  if (view.cursor !== undefined) {
    const { row, day } = view.cursor;
    context.strokeStyle = colors.cursor;
    context.lineWidth = 2;
    context.strokeRect(left(day) - 1, header + row * pitch - 1, Math.max(3, view.cell) + 2, pitch - gap + 2);
  }
}

/** Thin gaps between days where there is room for them. */
function paintGrid(
  context: CanvasRenderingContext2D,
  view: MatrixView,
  left: (day: number) => number,
  first: number,
  last: number,
  colors: MatrixColors,
): void {
  context.fillStyle = colors.line;
  for (let day = first; day <= last + 1; day++) {
    context.fillRect(left(day) - 1, matrixSize.header, 1, view.rows.length * matrixSize.row - matrixSize.gap);
  }
}

function paintMonths(
  context: CanvasRenderingContext2D,
  height: number,
  view: MatrixView,
  left: (day: number) => number,
  colors: MatrixColors,
): void {
  const monthWidth = 30.4 * view.cell;
  const every = monthWidth >= 34 ? 1 : monthWidth * 3 >= 34 ? 3 : 12;
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  let free = Number.NEGATIVE_INFINITY;
  for (let day = 0; day < view.days; day++) {
    const date = dayParts(view.from + day);
    if (date.day !== 1 || date.month % every !== 0) continue;
    const x = left(day);
    context.fillStyle = colors.line;
    context.fillRect(x - 1, 4, 1, height - 4);
    if (x < Math.max(0, free)) continue;
    const label = date.month === 0 ? String(date.year) : (view.months[date.month] ?? '');
    context.fillStyle = colors.text;
    context.fillText(label, x + 3, 9);
    free = x + context.measureText(label).width + 10;
  }
}
