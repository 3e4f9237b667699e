import type { Words } from '../words/words.ts';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** How long ago, rounded down: `just now`, `5 min ago`, `3 h ago`, `12 d ago`. Both are UTC milliseconds. */
export function agoText(at: number, now: number, { text }: Pick<Words, 'text'>): string {
  const ms = now - at;
  const unit = units.find(([, size]) => ms >= size);
  return unit === undefined ? text.status.justNow : text.status.ago(Math.floor(ms / unit[1]), unit[0]);
}
