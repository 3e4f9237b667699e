import type { Terminal } from '../command-context.ts';

/** Shows how far long work is. `finish` is called however the work ends. */
export interface ProgressMeter {
  update(done: number, total: number, what: string): void;
  finish(): void;
}

/** Milliseconds of work before anything is shown: what is done at once needs no progress. */
const quietMs = 300;

/** A bar where a person watches, else a line at every tenth. The bar's library is loaded only when there is something to show. */
export function openProgress(terminal: Terminal, label: string, now: () => number): ProgressMeter {
  const openedAt = now();
  let bar: ProgressMeter | undefined;
  let loading = false;
  let finished = false;
  const lines = tenthsLines(terminal, label);
  return {
    update(done, total, what) {
      if (finished || total === 0) return;
      if (!terminal.watched) {
        if (now() - openedAt >= quietMs) lines.update(done, total, what);
        return;
      }
      if (bar !== undefined) bar.update(done, total, what);
      else if (!loading && now() - openedAt >= quietMs) {
        loading = true;
        void import('./progress-bar.ts').then(({ openBar }) => {
          if (!finished) bar = openBar(label);
        });
      }
    },
    finish() {
      finished = true;
      bar?.finish();
    },
  };
}

/** For logs and pipes: at most ten lines, none of which is overwritten. */
export function tenthsLines(terminal: Terminal, label: string): ProgressMeter {
  let shown = 0;
  return {
    update(done, total, what) {
      const tenth = Math.floor((done * 10) / total);
      if (tenth <= shown) return;
      shown = tenth;
      terminal.say(`${label}: ${tenth * 10} % (${done} of ${total})${what === '' ? '' : `, ${what}`}`);
    },
    finish() {},
  };
}
