'use client';

import { useOnViewportChange, useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { onColorsChange, readColors } from '../parts/canvas-colors.ts';
import type { LineageLayout } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import { type NodeIndex, type Region, seenRegion, type Viewport } from './lineage-viewport.ts';
import { type LineageScene, lineageColors, paintLineage } from './paint-lineage.ts';

/** How far beyond what is seen is painted ahead, in sizes of the window. */
const ahead = 0.6;

/**
 * The graph as one picture under the pane that is moved and zoomed. Painted ahead on a canvas that is never shown: moving only
 * copies from it.
 */
export function LineageCanvas(props: {
  readonly layout: LineageLayout;
  readonly index: NodeIndex;
  readonly items: ReadonlyMap<string, LineageItem>;
  readonly lit: ReadonlySet<string> | undefined;
  readonly active: string | undefined;
}) {
  const { layout, index, items, lit, active } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const draw = useRef<(viewport: Viewport) => void>(() => undefined);
  const { getViewport } = useReactFlow();
  const places = useMemo(() => new Map(layout.nodes.map((node) => [node.key, node])), [layout]);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    const buffer = document.createElement('canvas');
    let painted: { readonly region: Region; readonly zoom: number } | undefined;
    let scene: LineageScene | undefined;
    let frame = 0;
    const paint = (viewport: Viewport) => {
      const { clientWidth: width, clientHeight: height } = element;
      const ratio = window.devicePixelRatio || 1;
      if (width === 0 || height === 0) return;
      if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
        element.width = Math.round(width * ratio);
        element.height = Math.round(height * ratio);
        painted = undefined;
      }
      scene ??= { index, layout, items, lit, active, colors: readColors(element, lineageColors) };
      const seen = seenRegion(viewport, { width, height });
      const scale = viewport.zoom * ratio;
      if (painted === undefined || painted.zoom !== viewport.zoom || !holds(painted.region, seen)) {
        const [moreX, moreY] = [((seen.right - seen.left) * ahead) / 2, (seen.bottom - seen.top) * ahead];
        const region = {
          left: seen.left - moreX,
          right: seen.right + moreX,
          top: seen.top - moreY,
          bottom: seen.bottom + moreY,
        };
        buffer.width = Math.ceil((region.right - region.left) * scale);
        buffer.height = Math.ceil((region.bottom - region.top) * scale);
        const ahead2d = buffer.getContext('2d');
        if (ahead2d === null) return;
        ahead2d.setTransform(scale, 0, 0, scale, -region.left * scale, -region.top * scale);
        paintLineage(ahead2d, scene, places, region, viewport.zoom);
        painted = { region, zoom: viewport.zoom };
      }
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.drawImage(
        buffer,
        Math.round((painted.region.left - seen.left) * scale),
        Math.round((painted.region.top - seen.top) * scale),
      );
    };
    draw.current = (viewport) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => paint(viewport));
    };
    const repaint = () => {
      painted = undefined;
      scene = undefined;
      draw.current(getViewport());
    };
    const observer = new ResizeObserver(repaint);
    observer.observe(element);
    const stop = onColorsChange(repaint);
    repaint();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      stop();
    };
  }, [index, layout, items, lit, active, places, getViewport]);
  useOnViewportChange({ onChange: (viewport) => draw.current(viewport) });
  return <canvas ref={canvas} className="pointer-events-none absolute inset-0 size-full" />;
}

function holds(outer: Region, inner: Region): boolean {
  return (
    outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
  );
}
