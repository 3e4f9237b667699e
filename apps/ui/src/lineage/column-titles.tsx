import { Panel, useViewport } from '@xyflow/react';
import { type LineageLayout, nodeSize } from './layout.ts';

/** What stands over the columns; stays at the top while the graph moves below. */
export function ColumnTitles({ columns }: { readonly columns: LineageLayout['columns'] }) {
  const { x, zoom } = useViewport();
  return (
    <Panel
      position="top-left"
      className="pointer-events-none m-0! h-7 w-full overflow-hidden border-b border-line bg-surface/90"
    >
      {zoom > 0.2 &&
        columns.map(({ title, x: at }) => (
          <span
            key={at}
            title={title}
            className="absolute truncate text-[11px] leading-7 font-medium text-soft"
            style={{ left: x + at * zoom, width: (nodeSize.width + 20) * zoom }}
          >
            {title}
          </span>
        ))}
    </Panel>
  );
}
