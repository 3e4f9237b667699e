'use client';

import '@xyflow/react/dist/base.css';
import { Controls, type Edge, Panel, ReactFlow, ReactFlowProvider, useViewport } from '@xyflow/react';
import { useRouter } from 'next/navigation';
import { useCallback, useMemo, useState } from 'react';
import { assetHref } from '../assets/asset-name.ts';
import { useWords } from '../words/use-words.tsx';
import { type LineageLayout, layOutLineage, nodeSize, type PlacedNode } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import { type LineageFlowNode, LineageNode } from './lineage-node.tsx';
import { lineageOf, linkLineage } from './walk-lineage.ts';

const nodeTypes = { asset: LineageNode };
const margin = { x: 16, y: 40 };

/** The graph in its columns. Pointing at an asset, or moving the focus to it, lights what it is made of and what is made of it. */
export function LineageGraph(props: {
  readonly items: readonly LineageItem[];
  readonly keep: (key: string) => boolean;
}) {
  const { items, keep } = props;
  const router = useRouter();
  const { text } = useWords();
  const [active, setActive] = useState<string>();
  const layout = useMemo(() => layOutLineage(items, keep), [items, keep]);
  const links = useMemo(() => linkLineage(items), [items]);
  const lit = useMemo(() => (active === undefined ? undefined : lineageOf(links, active)), [links, active]);
  const byKey = useMemo(() => new Map(items.map((item) => [item.key, item])), [items]);
  const nodes = useMemo(() => flowNodes(layout, byKey, lit, text.lineage.opensPage), [layout, byKey, lit, text]);
  const edges = useMemo(() => flowEdges(layout, lit), [layout, lit]);
  const leave = useCallback(() => setActive(undefined), []);
  return (
    <ReactFlowProvider>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        defaultViewport={{ x: margin.x, y: margin.y, zoom: 1 }}
        minZoom={0.15}
        maxZoom={2}
        translateExtent={[
          [-margin.x * 4, -margin.y * 4],
          [layout.width + margin.x * 4, layout.height + margin.y * 4],
        ]}
        panOnScroll
        ariaLabelConfig={{
          'controls.ariaLabel': text.lineage.controls,
          'controls.zoomIn.ariaLabel': text.lineage.zoomIn,
          'controls.zoomOut.ariaLabel': text.lineage.zoomOut,
          'controls.fitView.ariaLabel': text.lineage.fitView,
        }}
        attributionPosition="bottom-left"
        nodesDraggable={false}
        nodesConnectable={false}
        elementsSelectable={false}
        nodesFocusable
        edgesFocusable={false}
        onlyRenderVisibleElements
        onNodeMouseEnter={(_, node) => setActive(node.id)}
        onNodeMouseLeave={leave}
        onNodeClick={(_, node) => router.push(assetHref(node.id))}
        onFocus={(event) => setActive(keyOfElement(event.target))}
        onBlur={leave}
        onKeyDown={(event) => {
          const key = keyOfElement(event.target);
          if (event.key === 'Enter' && key !== undefined) router.push(assetHref(key));
        }}
      >
        <ColumnTitles columns={layout.columns} />
        <Controls position="bottom-right" showInteractive={false} />
      </ReactFlow>
    </ReactFlowProvider>
  );
}

/** The asset whose node has the focus. */
function keyOfElement(target: EventTarget): string | undefined {
  return (target as Element).closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
}

function flowNodes(
  layout: LineageLayout,
  byKey: ReadonlyMap<string, LineageItem>,
  lit: ReadonlySet<string> | undefined,
  labelOf: (key: string) => string,
) {
  return layout.nodes.flatMap(({ key, x, y, tag }): LineageFlowNode[] => {
    const item = byKey.get(key);
    if (item === undefined) return [];
    return [
      {
        id: key,
        type: 'asset',
        position: { x, y },
        ...nodeSize,
        ariaLabel: labelOf(key),
        data: { item, tag, lit: lit === undefined ? 'plain' : lit.has(key) ? 'lit' : 'dim' },
      },
    ];
  });
}

function flowEdges(layout: LineageLayout, lit: ReadonlySet<string> | undefined): Edge[] {
  const places = new Map(layout.nodes.map((node) => [node.key, node]));
  return layout.edges.map(({ id, from, to, lazy }) => {
    const bright = lit?.has(from) === true && lit.has(to);
    return {
      id,
      source: from,
      target: to,
      ...handlesOf(places.get(from), places.get(to)),
      style: {
        stroke: bright ? 'var(--accent)' : 'var(--line-strong)',
        strokeWidth: bright ? 1.75 : 1,
        opacity: lit === undefined ? 0.75 : bright ? 1 : 0.15,
        ...(lazy ? { strokeDasharray: '3 3' } : {}),
      },
    };
  });
}

/** Edges go from right to left, but within a column up or down. */
function handlesOf(from: PlacedNode | undefined, to: PlacedNode | undefined) {
  if (from === undefined || to === undefined || from.x !== to.x) return { sourceHandle: 'right', targetHandle: 'left' };
  return from.y > to.y ? { sourceHandle: 'up', targetHandle: 'bottom' } : { sourceHandle: 'down', targetHandle: 'top' };
}

/** What stands over the columns; stays at the top while the graph moves below. */
function ColumnTitles({ columns }: { readonly columns: LineageLayout['columns'] }) {
  const { x, zoom } = useViewport();
  return (
    <Panel
      position="top-left"
      className="pointer-events-none m-0! h-7 w-full overflow-hidden border-b border-line bg-surface/90"
    >
      {columns.map(({ title, x: at }) => (
        <span
          key={at}
          title={title}
          className="absolute truncate text-[11px] leading-7 font-medium text-soft"
          style={{ left: x + at * zoom, width: (nodeSize.width + 20) * Math.max(zoom, 0.5) }}
        >
          {title}
        </span>
      ))}
    </Panel>
  );
}
