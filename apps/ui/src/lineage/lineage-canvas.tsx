'use client';

import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import { onColorsChange } from '../parts/canvas-colors.ts';
import type { LineageLayout } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import { createLineagePainter, type LineagePainter } from './lineage-painter.ts';
import type { NodeIndex } from './lineage-viewport.ts';
import { useEachViewport } from './use-each-viewport.ts';

/** The edges as one picture under the pane that is moved and zoomed; with all nodes too where no elements stand for them. */
export function LineageCanvas(props: {
  readonly layout: LineageLayout;
  readonly index: NodeIndex;
  readonly items: ReadonlyMap<string, LineageItem>;
  readonly lit: ReadonlySet<string> | undefined;
  readonly active: string | undefined;
  readonly paintsNodes: boolean;
}) {
  const { layout, index, items, lit, paintsNodes } = props;
  // What an element shows by itself needs no new picture.
  const active = paintsNodes ? props.active : undefined;
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<LineagePainter>(undefined);
  const { getViewport } = useReactFlow();
  const places = useMemo(() => new Map(layout.nodes.map((node) => [node.key, node])), [layout]);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const own = createLineagePainter(element, getViewport());
    painter.current = own;
    const observer = new ResizeObserver(() => own.renew());
    observer.observe(element);
    const stopColors = onColorsChange(() => own.renew());
    return () => {
      observer.disconnect();
      stopColors();
      own.stop();
    };
  }, [getViewport]);
  useEffect(
    () => painter.current?.show({ index, layout, places, items, lit, active, paintsNodes }),
    [index, layout, places, items, lit, active, paintsNodes],
  );
  useEachViewport((viewport) => painter.current?.look(viewport));
  return <canvas ref={canvas} className="pointer-events-none absolute inset-0 size-full" />;
}
