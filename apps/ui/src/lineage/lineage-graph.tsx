'use client';

import { ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { assetHref, stageOf } from '../assets/asset-name.ts';
import { useSteady } from '../parts/use-steady.ts';
import { useWords } from '../words/use-words.tsx';
import { isStageNode } from './collapse-stages.ts';
import { flowNodesOf } from './flow-nodes.ts';
import { layOutLineage, nodeSize } from './layout.ts';
import { LineageCanvas } from './lineage-canvas.tsx';
import { keyOfElement, LineageFlow, margin } from './lineage-flow.tsx';
import type { LineageItem } from './lineage-model.ts';
import {
  lineageMode,
  NodeIndex,
  nextRegion,
  partOfGraph,
  type Region,
  type Viewport,
  wholeGraph,
} from './lineage-viewport.ts';
import { LitAssets, LitProvider } from './lit-assets.ts';
import { stepThrough } from './step-through.ts';
import { useEachViewport } from './use-each-viewport.ts';
import { useResting } from './use-resting.ts';
import { lineageOf, linkLineage, pathBetween } from './walk-lineage.ts';

interface LineageGraphProps {
  readonly items: readonly LineageItem[];
  readonly keep: (key: string) => boolean;
  /** The ends of the path that is lit. */
  readonly path: readonly string[];
  readonly onPath: (path: readonly string[]) => void;
  readonly onStage: (stage: string) => void;
}

/** The graph in its columns. Pointing at an asset, or moving the focus to it, lights what it is made of and what is made of it. */
export function LineageGraph(props: LineageGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ items, keep, path, onPath, onStage }: LineageGraphProps) {
  const router = useRouter();
  const { text } = useWords();
  const flow = useReactFlow();
  const box = useRef<HTMLDivElement>(null);
  const { active, point, settle } = useResting();
  const layout = useMemo(() => layOutLineage(items, keep), [items, keep]);
  const index = useMemo(() => new NodeIndex(layout.nodes), [layout]);
  const links = useMemo(() => linkLineage(items), [items]);
  const byKey = useMemo(() => new Map(items.map((item) => [item.key, item])), [items]);
  const [from, to] = path;
  const lit = useMemo(() => {
    if (from !== undefined && to !== undefined) return pathBetween(links, from, to);
    const center = active ?? from;
    return center === undefined ? undefined : lineageOf(links, center);
  }, [links, active, from, to]);

  const [assets] = useState(() => new LitAssets());
  useLayoutEffect(() => assets.light(lit), [assets, lit]);

  const [shown, setShown] = useState<{ readonly mode: 'nodes' | 'canvas'; readonly region: Region }>({
    mode: layout.nodes.length > 300 ? 'canvas' : 'nodes',
    region: { left: 0, top: 0, right: 1_920, bottom: 1_440 },
  });
  const look = useCallback(
    (viewport: Viewport) => {
      const element = box.current;
      if (element === null) return;
      const size = { width: element.clientWidth, height: element.clientHeight };
      const mode = lineageMode(index, viewport, size);
      setShown((before) => {
        const region = nextRegion(before.region, viewport, size);
        return before.mode === mode && (mode === 'canvas' || before.region === region) ? before : { mode, region };
      });
    },
    [index],
  );
  useEachViewport(look);
  useEffect(() => look(flow.getViewport()), [look, flow]);
  useEffect(() => {
    const element = box.current;
    if (from === undefined || to === undefined || element === null) return;
    const ways = pathBetween(links, from, to);
    const found = layout.nodes.filter(({ key }) => ways.has(key));
    if (found.length === 0) return;
    const size = { width: element.clientWidth, height: element.clientHeight };
    void flow.setViewport(partOfGraph(found, size, margin));
  }, [flow, links, layout, from, to]);

  const placed = useMemo(() => (shown.mode === 'canvas' ? [] : index.within(shown.region)), [index, shown]);
  const nodesOf = useMemo(() => flowNodesOf(byKey, text.lineage.opensPage), [byKey, text]);
  const nodes = useMemo(() => nodesOf(placed), [nodesOf, placed]);

  const choose = useSteady((key: string, marksPath: boolean) => {
    if (isStageNode(key)) onStage(stageOf(key));
    else if (!marksPath) router.push(assetHref(key));
    else onPath(from === undefined || to !== undefined ? [key] : from === key ? [] : [from, key]);
  });
  const reveal = (key: string) => {
    const node = layout.nodes.find((one) => one.key === key);
    const element = box.current;
    if (node === undefined || element === null) return;
    const { x, y, zoom } = flow.getViewport();
    const [left, top] = [node.x * zoom + x, node.y * zoom + y];
    const isSeen =
      left >= 0 &&
      top >= margin.y &&
      left + nodeSize.width * zoom <= element.clientWidth &&
      top + nodeSize.height * zoom <= element.clientHeight;
    if (!isSeen) void flow.setCenter(node.x + nodeSize.width / 2, node.y + nodeSize.height / 2, { zoom });
    requestAnimationFrame(() =>
      element.querySelector<HTMLElement>(`[data-id="${CSS.escape(key)}"]`)?.focus({ preventScroll: true }),
    );
  };
  const press = (event: KeyboardEvent) => {
    const focused = keyOfElement(event.target) ?? active;
    if (event.key === 'Escape') {
      settle(undefined);
      onPath([]);
    } else if ((event.key === 'Enter' || event.key === 'p') && focused !== undefined) {
      choose(focused, event.shiftKey || event.key === 'p');
    } else if (event.key === '+' || event.key === '-') {
      void (event.key === '+' ? flow.zoomIn() : flow.zoomOut());
    } else {
      const next = stepThrough(event.key, focused, layout.nodes, links);
      if (next === undefined) return;
      event.preventDefault();
      settle(next);
      reveal(next);
    }
  };
  const showAll = useSteady(() => {
    const element = box.current;
    if (element === null) return;
    const size = { width: element.clientWidth, height: element.clientHeight };
    void flow.setViewport(wholeGraph(layout, size, margin));
  });
  return (
    <div
      ref={box}
      role="application"
      aria-label={text.lineage.graph}
      className={`relative size-full ${shown.mode === 'canvas' && active !== undefined ? '[&_.react-flow__pane]:cursor-pointer' : ''}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move through it
      tabIndex={0}
      onKeyDown={press}
    >
      <LineageCanvas
        layout={layout}
        index={index}
        items={byKey}
        lit={lit}
        active={active}
        paintsNodes={shown.mode === 'canvas'}
      />
      <LitProvider value={assets}>
        <LineageFlow
          nodes={nodes}
          layout={layout}
          index={index}
          isCanvas={shown.mode === 'canvas'}
          onPoint={point}
          onChoose={choose}
          onShowAll={showAll}
        />
      </LitProvider>
    </div>
  );
}
