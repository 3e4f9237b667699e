import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import { type ChartView, panView, zoomView } from './chart-view.ts';

const dayMs = 86_400_000;
const lengths = [
  ['day', dayMs],
  ['week', 7 * dayMs],
  ['month', 31 * dayMs],
  ['year', 366 * dayMs],
  ['all', Number.POSITIVE_INFINITY],
] as const;

/** Chooses how long a stretch is shown, and moves it. */
export function ChartControls(props: {
  readonly view: ChartView;
  readonly extent: ChartView;
  readonly zone: string;
  readonly onChange: (view: ChartView) => void;
}) {
  const { view, extent, zone, onChange } = props;
  const { text, format } = useWords();
  const words = text.meters;
  const length = view.to - view.from;
  const isWhole = view.from <= extent.from && view.to >= extent.to;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <fieldset className="flex rounded-md border border-line bg-sunken p-0.5">
        <legend className="sr-only">{words.length}</legend>
        {lengths.map(([name, ms]) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === 'all' ? isWhole : Math.abs(length / ms - 1) < 0.02}
            onClick={() =>
              onChange(
                name === 'all' ? extent : { from: Math.min(view.to, extent.to) - ms, to: Math.min(view.to, extent.to) },
              )
            }
            className="cursor-pointer rounded px-2.5 py-0.5 text-soft hover:text-ink aria-pressed:bg-surface aria-pressed:text-ink aria-pressed:shadow-xs"
          >
            {words.lengths[name]}
          </button>
        ))}
      </fieldset>
      <span className="flex gap-1">
        <Button
          aria-label={words.earlier}
          disabled={view.from <= extent.from}
          onClick={() => onChange(panView(view, -0.5))}
        >
          ‹
        </Button>
        <Button aria-label={words.later} disabled={view.to >= extent.to} onClick={() => onChange(panView(view, 0.5))}>
          ›
        </Button>
        <Button aria-label={words.closer} onClick={() => onChange(zoomView(view, 0.5))}>
          +
        </Button>
        <Button aria-label={words.wider} disabled={isWhole} onClick={() => onChange(zoomView(view, 2))}>
          −
        </Button>
      </span>
      <span className="text-soft">
        {length < 3 * dayMs
          ? words.span(format.minute(view.from, zone), format.minute(view.to, zone))
          : words.span(format.date(view.from, zone), format.date(view.to - 1, zone))}
      </span>
    </div>
  );
}
