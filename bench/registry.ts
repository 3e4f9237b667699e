import type { Measurement } from './measurement.ts';

/** A bench takes its measurements and cleans up after itself; it shows what it does on stderr. */
export type Bench = {
  /** What it measures, in one line. */
  readonly about: string;
  /** Names of its parts, where it can measure them alone. */
  readonly parts?: readonly string[];
  /** @param word leaves only the parts whose name has it */
  readonly measure: (word?: string) => Promise<readonly Measurement[]>;
};

/** All benches by name, each loaded only when it runs. A new one is a file in `benches/` and a line here. */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  accuracy: async () => (await import('./benches/accuracy.ts')).accuracy,
  daemon: async () => (await import('./benches/daemon.ts')).daemon,
  framework: async () => (await import('./benches/framework.ts')).framework,
  influx: async () => (await import('./benches/influx.ts')).influx,
  pages: async () => (await import('./benches/pages.ts')).pageSizes,
  spine: async () => (await import('./benches/spine.ts')).spine,
  start: async () => (await import('./benches/start.ts')).start,
  ui: async () => (await import('./benches/ui.ts')).ui,
  'ui-large': async () => (await import('./benches/ui-large.ts')).uiLarge,
};
