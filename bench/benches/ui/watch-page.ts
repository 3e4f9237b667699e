import type { Page } from '../../../apps/ui/test/browser/open-browser.ts';

/** What a page of ours tells about itself while it is watched. */
interface Watched {
  watched: {
    /** When the largest thing so far was painted, in ms after the navigation began. */
    paintMs: number;
    /** How long each interaction so far took until what it changed was painted, in ms. */
    interactions: number[];
    /** When each frame of a recording began, in ms. */
    frames: number[];
  };
  requestAnimationFrame(callback: (now: number) => void): void;
}

interface Resource {
  readonly name: string;
  readonly encodedBodySize: number;
  readonly decodedBodySize: number;
}

/** Shorter events are not told of; also the step in which the others are measured is 8 ms. */
export const shortestEventMs = 16;

/** Has every page that is opened from now on watch its paints and events from its first moment. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript((durationThreshold) => {
    const own = globalThis as unknown as Watched;
    const watched = { paintMs: 0, interactions: [] as number[], frames: [] };
    own.watched = watched;
    const observe = (type: string, take: (entry: { startTime: number; duration: number }) => void) =>
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) take(entry);
      }).observe({ type, buffered: true, durationThreshold } as unknown as { type: 'mark' });
    observe('largest-contentful-paint', ({ startTime }) => {
      watched.paintMs = startTime;
    });
    observe('event', (entry) => {
      if ((entry as unknown as { interactionId: number }).interactionId > 0) watched.interactions.push(entry.duration);
    });
  }, shortestEventMs);
}

/** What loading a page came to. */
export interface PageLoad {
  /** Until the largest thing was painted. */
  readonly paintSeconds: number;
  /** kB, gzipped as they came. */
  readonly scriptKilobytes: number;
  /** MB unpacked of all but scripts, styles, pictures and the stream of events. */
  readonly dataMegabytes: number;
}

export async function readLoad(page: Page): Promise<PageLoad> {
  return page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType('navigation' as 'mark'),
      ...performance.getEntriesByType('resource'),
    ] as unknown as Resource[];
    const sum = (wanted: RegExp, size: 'encodedBodySize' | 'decodedBodySize') =>
      entries.filter(({ name }) => wanted.test(name)).reduce((total, entry) => total + entry[size], 0);
    return {
      paintSeconds: (globalThis as unknown as Watched).watched.paintMs / 1_000,
      scriptKilobytes: sum(/\.js(\?|$)/, 'encodedBodySize') / 1_000,
      dataMegabytes: sum(/^(?!.*(\.js|\.css|\.svg|\/api\/events)(\?|$))/, 'decodedBodySize') / 1e6,
    };
  });
}

/** How long the slowest event of an act took until the next paint, in ms; `shortestEventMs` for whatever was faster. */
export async function timeInteraction(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    (globalThis as unknown as Watched).watched.interactions = [];
  });
  await act();
  await page.waitForTimeout(500);
  const told = await page.evaluate(() => (globalThis as unknown as Watched).watched.interactions);
  return Math.max(shortestEventMs, ...told);
}

/** The times between the frames that were painted while something went on, in ms. */
export async function recordFrames(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const own = globalThis as unknown as Watched;
    // A list of its own for each recording: what still runs for the one before ends, and counts for nothing.
    const frames: number[] = [];
    own.watched.frames = frames;
    const next = (now: number) => {
      frames.push(now);
      if (own.watched.frames === frames) own.requestAnimationFrame(next);
    };
    own.requestAnimationFrame(next);
  });
  await act();
  const frames = await page.evaluate(() => {
    const { watched } = globalThis as unknown as Watched;
    const { frames } = watched;
    watched.frames = [];
    return frames;
  });
  return frames.slice(1).map((now, i) => now - (frames[i] ?? now));
}
