'use client';

import '@xyflow/react/dist/base.css';
import {
  ControlButton,
  Controls,
  ReactFlow,
  ReactFlowProvider,
  useOnViewportChange,
  useReactFlow,
} from '@xyflow/react';
import { useRouter } from 'next/navigation';
import {
  type KeyboardEvent,
  type MouseEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { assetHref, stageOf } from '../assets/asset-name.ts';
import { useWords } from '../words/use-words.tsx';
import { isStageNode } from './collapse-stages.ts';
import { ColumnTitles } from './column-titles.tsx';
import { flowEdges, flowNodes } from './flow-elements.ts';
import { layOutLineage, nodeSize } from './layout.ts';
import { LineageCanvas } from './lineage-canvas.tsx';
import { LineageEdge } from './lineage-edge.tsx';
import type { LineageItem } from './lineage-model.ts';
import { LineageNode } from './lineage-node.tsx';
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
import { lineageOf, linkLineage, pathBetween } from './walk-lineage.ts';

const nodeTypes = { asset: LineageNode };
const edgeTypes = { dependency: LineageEdge };
const margin = { x: 16, y: 40 };

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
  const [active, setActive] = useState<string>();
  /** While the graph is moved, what passes under the pointer is not pointed at. */
  const isMoving = useRef(false);
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
  useOnViewportChange({ onChange: look });
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
  const nodes = useMemo(() => flowNodes(placed, byKey, text.lineage.opensPage), [placed, byKey, text]);
  const edges = useMemo(
    () => flowEdges(layout.edges, new Map(placed.map((node) => [node.key, node]))),
    [layout, placed],
  );

  const choose = (key: string, marksPath: boolean) => {
    if (isStageNode(key)) onStage(stageOf(key));
    else if (!marksPath) router.push(assetHref(key));
    else onPath(from === undefined || to !== undefined ? [key] : from === key ? [] : [from, key]);
  };
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
      setActive(undefined);
      onPath([]);
    } else if ((event.key === 'Enter' || event.key === 'p') && focused !== undefined) {
      choose(focused, event.shiftKey || event.key === 'p');
    } else if (event.key === '+' || event.key === '-') {
      void (event.key === '+' ? flow.zoomIn() : flow.zoomOut());
    } else {
      const next = stepThrough(event.key, focused, layout.nodes, links);
      if (next === undefined) return;
      event.preventDefault();
      setActive(next);
      reveal(next);
    }
  };
  const keyAt = (event: MouseEvent | globalThis.MouseEvent) => {
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    return index.at(x, y)?.key;
  };
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
      {shown.mode === 'canvas' && (
        <LineageCanvas layout={layout} index={index} items={byKey} lit={lit} active={active} />
      )}
      <LitProvider value={assets}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          defaultViewport={{ x: margin.x, y: margin.y, zoom: 1 }}
          minZoom={0.02}
          maxZoom={2}
          translateExtent={[
            [-margin.x * 4, -margin.y * 4],
            [layout.width + margin.x * 4, layout.height + margin.y * 4],
          ]}
          panOnScroll
          style={{ background: 'transparent' }}
          ariaLabelConfig={{
            'controls.ariaLabel': text.lineage.controls,
            'controls.zoomIn.ariaLabel': text.lineage.zoomIn,
            'controls.zoomOut.ariaLabel': text.lineage.zoomOut,
          }}
          attributionPosition="bottom-left"
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          nodesFocusable
          edgesFocusable={false}
          zoomOnDoubleClick={false}
          selectionKeyCode={null}
          onMoveStart={() => {
            isMoving.current = true;
          }}
          onMoveEnd={() => {
            isMoving.current = false;
          }}
          onNodeMouseEnter={(_, node) => {
            if (!isMoving.current) setActive(node.id);
          }}
          onNodeMouseLeave={() => {
            if (!isMoving.current) setActive(undefined);
          }}
          onNodeClick={(event, node) => choose(node.id, event.shiftKey)}
          onPaneMouseMove={(event) => {
            if (shown.mode === 'canvas' && !isMoving.current) setActive(keyAt(event));
          }}
          onPaneClick={(event) => {
            const key = shown.mode === 'canvas' ? keyAt(event) : undefined;
            if (key !== undefined) choose(key, event.shiftKey);
          }}
          onFocus={(event) => setActive(keyOfElement(event.target))}
        >
          <ColumnTitles columns={layout.columns} />
          <Controls position="bottom-right" showInteractive={false} showFitView={false}>
            <ControlButton
              title={text.lineage.fitView}
              aria-label={text.lineage.fitView}
              onClick={() => {
                const element = box.current;
                if (element !== null)
                  void flow.setViewport(
                    wholeGraph(layout, { width: element.clientWidth, height: element.clientHeight }, margin),
                  );
              }}
            >
              <svg aria-hidden="true" viewBox="0 0 16 16">
                <path d="M1 1h5v2H3v3H1zM10 1h5v5h-2V3h-3zM1 10h2v3h3v2H1zM13 10h2v5h-5v-2h3z" />
              </svg>
            </ControlButton>
          </Controls>
        </ReactFlow>
      </LitProvider>
    </div>
  );
}

/** The asset whose node has the focus. */
function keyOfElement(target: EventTarget): string | undefined {
  return (target as Element).closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
}
