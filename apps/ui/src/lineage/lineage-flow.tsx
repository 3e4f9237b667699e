'use client';

import '@xyflow/react/dist/base.css';
import { ControlButton, Controls, ReactFlow, useReactFlow } from '@xyflow/react';
import { type FocusEvent, type MouseEvent, memo, useCallback, useMemo, useRef } from 'react';
import { useWords } from '../words/use-words.tsx';
import { ColumnTitles } from './column-titles.tsx';
import type { LineageLayout } from './layout.ts';
import { type LineageFlowNode, LineageNode } from './lineage-node.tsx';
import type { NodeIndex } from './lineage-viewport.ts';

const nodeTypes = { asset: LineageNode };
const transparent = { background: 'transparent' };
/** Pixels that stay free at the left and, below the titles, at the top. */
export const margin = { x: 16, y: 40 };
const start = { ...margin, zoom: 1 };

interface LineageFlowProps {
  readonly nodes: LineageFlowNode[];
  readonly layout: LineageLayout;
  readonly index: NodeIndex;
  /** Whether nodes are on a canvas and found by their place. */
  readonly isCanvas: boolean;
  readonly onPoint: (key: string | undefined) => void;
  readonly onChoose: (key: string, marksPath: boolean) => void;
  readonly onShowAll: () => void;
}

/**
 * The pane that is moved and zoomed, with the nodes that stand in the document. Drawn anew for other nodes only: the functions it is
 * given have to stay the same.
 */
export const LineageFlow = memo(function LineageFlow(props: LineageFlowProps) {
  const { nodes, layout, index, isCanvas, onPoint, onChoose, onShowAll } = props;
  const { text } = useWords();
  const { screenToFlowPosition } = useReactFlow();
  /** While the graph is moved, what passes under the pointer is not pointed at. */
  const isMoving = useRef(false);
  const point = useCallback(
    (key: string | undefined) => {
      if (!isMoving.current) onPoint(key);
    },
    [onPoint],
  );
  const keyAt = useCallback(
    ({ clientX: x, clientY: y }: MouseEvent) => {
      if (!isCanvas) return undefined;
      const place = screenToFlowPosition({ x, y });
      return index.at(place.x, place.y)?.key;
    },
    [index, isCanvas, screenToFlowPosition],
  );
  const onPane = useMemo(
    () => ({
      point: (event: MouseEvent) => {
        if (isCanvas) point(keyAt(event));
      },
      choose: (event: MouseEvent) => {
        const key = keyAt(event);
        if (key !== undefined) onChoose(key, event.shiftKey);
      },
    }),
    [isCanvas, point, keyAt, onChoose],
  );
  const onNode = useMemo(
    () => ({
      enter: (_: MouseEvent, { id }: LineageFlowNode) => point(id),
      leave: () => point(undefined),
      choose: (event: MouseEvent, { id }: LineageFlowNode) => onChoose(id, event.shiftKey),
      focus: ({ target }: FocusEvent) => onPoint(keyOfElement(target)),
    }),
    [point, onChoose, onPoint],
  );
  const onMove = useMemo(() => {
    const set = (moves: boolean) => () => {
      isMoving.current = moves;
    };
    return { start: set(true), end: set(false) };
  }, []);
  const { width, height } = layout;
  const extent = useMemo(
    (): [[number, number], [number, number]] => [
      [-margin.x * 4, -margin.y * 4],
      [width + margin.x * 4, height + margin.y * 4],
    ],
    [width, height],
  );
  const labels = useMemo(
    () => ({
      'controls.ariaLabel': text.lineage.controls,
      'controls.zoomIn.ariaLabel': text.lineage.zoomIn,
      'controls.zoomOut.ariaLabel': text.lineage.zoomOut,
    }),
    [text],
  );
  return (
    <ReactFlow
      nodes={nodes}
      nodeTypes={nodeTypes}
      defaultViewport={start}
      minZoom={0.02}
      maxZoom={2}
      translateExtent={extent}
      panOnScroll
      style={transparent}
      ariaLabelConfig={labels}
      attributionPosition="bottom-left"
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      nodesFocusable
      edgesFocusable={false}
      zoomOnDoubleClick={false}
      selectionKeyCode={null}
      onMoveStart={onMove.start}
      onMoveEnd={onMove.end}
      onNodeMouseEnter={onNode.enter}
      onNodeMouseLeave={onNode.leave}
      onNodeClick={onNode.choose}
      onPaneMouseMove={onPane.point}
      onPaneClick={onPane.choose}
      onFocus={onNode.focus}
    >
      <ColumnTitles columns={layout.columns} />
      <Controls position="bottom-right" showInteractive={false} showFitView={false}>
        <ControlButton title={text.lineage.fitView} aria-label={text.lineage.fitView} onClick={onShowAll}>
          <svg aria-hidden="true" viewBox="0 0 16 16">
            <path d="M1 1h5v2H3v3H1zM10 1h5v5h-2V3h-3zM1 10h2v3h3v2H1zM13 10h2v5h-5v-2h3z" />
          </svg>
        </ControlButton>
      </Controls>
    </ReactFlow>
  );
});

/** The asset whose node has the focus. */
export function keyOfElement(target: EventTarget): string | undefined {
  return (target as Element).closest('.react-flow__node')?.getAttribute('data-id') ?? undefined;
}
