import { readColors } from '../parts/canvas-colors.ts';
import { type Region, type Size, seenRegion, type Viewport } from './lineage-viewport.ts';
import { type LineageScene, lineageColors, paintLineage } from './paint-lineage.ts';

/** How far beyond what is seen is painted ahead, in sizes of the window. */
const ahead = 0.6;

/** Paints a scene as it is seen, on a canvas as large as its box. */
export interface LineagePainter {
  /** From now on this is painted. */
  show(scene: Omit<LineageScene, 'colors'>): void;
  /** The graph is seen so from now on. */
  look(viewport: Viewport): void;
  /** Colours or size have changed. */
  renew(): void;
  stop(): void;
}

/** Paints ahead on a canvas that is never shown: moving only copies from it. Everything waits for the next frame. */
export function createLineagePainter(element: HTMLCanvasElement, start: Viewport): LineagePainter {
  const context = element.getContext('2d');
  const buffer = document.createElement('canvas');
  const buffered = buffer.getContext('2d', { alpha: true });
  let viewport = start;
  let shown: Omit<LineageScene, 'colors'> | undefined;
  let colors: LineageScene['colors'] | undefined;
  let painted: { readonly region: Region; readonly zoom: number } | undefined;
  let frame = 0;

  const paintAhead = (seen: Region, zoom: number, scale: number) => {
    if (shown === undefined || buffered === null) return undefined;
    const region = widened(seen);
    const [width, height] = [
      Math.ceil((region.right - region.left) * scale),
      Math.ceil((region.bottom - region.top) * scale),
    ];
    buffered.setTransform(1, 0, 0, 1, 0, 0);
    if (buffer.width === width && buffer.height === height) buffered.clearRect(0, 0, width, height);
    else Object.assign(buffer, { width, height });
    buffered.setTransform(scale, 0, 0, scale, -region.left * scale, -region.top * scale);
    colors ??= readColors(element, lineageColors);
    paintLineage(buffered, { ...shown, colors }, region, zoom);
    return { region, zoom };
  };
  const paint = () => {
    const size: Size = { width: element.clientWidth, height: element.clientHeight };
    const ratio = window.devicePixelRatio || 1;
    if (context === null || size.width === 0 || size.height === 0) return;
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (element.width !== width || element.height !== height) {
      Object.assign(element, { width, height });
      painted = undefined;
    }
    const seen = seenRegion(viewport, size);
    const scale = viewport.zoom * ratio;
    if (painted?.zoom !== viewport.zoom || !holds(painted.region, seen))
      painted = paintAhead(seen, viewport.zoom, scale);
    context.clearRect(0, 0, width, height);
    if (painted === undefined) return;
    context.drawImage(
      buffer,
      Math.round((painted.region.left - seen.left) * scale),
      Math.round((painted.region.top - seen.top) * scale),
    );
  };
  const inNextFrame = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(paint);
  };
  return {
    show(scene) {
      shown = scene;
      painted = undefined;
      inNextFrame();
    },
    look(next) {
      viewport = next;
      inNextFrame();
    },
    renew() {
      colors = undefined;
      painted = undefined;
      inNextFrame();
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

function widened({ left, top, right, bottom }: Region): Region {
  const [x, y] = [((right - left) * ahead) / 2, (bottom - top) * ahead];
  return { left: left - x, right: right + x, top: top - y, bottom: bottom + y };
}

function holds(outer: Region, inner: Region): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}
