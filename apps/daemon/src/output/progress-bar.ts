import { Presets, SingleBar } from 'cli-progress';
import type { ProgressMeter } from './progress.ts';

/** A bar on the standard error, with the thing at hand behind it; gone when the work is done. */
export function openBar(label: string): ProgressMeter {
  const bar = new SingleBar(
    {
      format: `${label} {bar} {percentage} % · {value} of {total} · {what}`,
      stream: process.stderr,
      clearOnComplete: true,
      hideCursor: true,
      barsize: 24,
      fps: 10,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, what) {
      if (!started) {
        bar.start(total, done, { what });
        started = true;
      } else {
        bar.setTotal(total);
        bar.update(done, { what });
      }
    },
    finish() {
      if (started) bar.stop();
    },
  };
}
