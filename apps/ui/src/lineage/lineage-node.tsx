'use client';

import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { stageOf, subjectOf } from '../assets/asset-name.ts';
import { MiniStrip } from '../parts/mini-strip.tsx';
import { orderedCounts } from '../status/status-facts.ts';
import { unpackCodes } from '../status/strip.ts';
import { useWords } from '../words/use-words.tsx';
import { nodeSize } from './layout.ts';
import type { LineageItem } from './lineage-model.ts';
import { type Look, useLook } from './lit-assets.ts';

export type LineageFlowNode = Node<{ readonly item: LineageItem; readonly tag: string | undefined }, 'asset'>;

/** What is dimmed steps back by its ground and strip: its words stay legible. */
const looks: Readonly<Record<Look, string>> = {
  plain: 'border-line-strong bg-surface',
  lit: 'border-accent bg-accent-soft',
  dim: 'border-line bg-page text-soft [&_[aria-hidden]]:opacity-30',
};

/** One asset: its name and unit, its newest partitions, and what of them is not fresh. Only its frame changes with what is lit. */
export const LineageNode = memo(function LineageNode({ id, data: { item, tag } }: NodeProps<LineageFlowNode>) {
  const look = useLook(id);
  return (
    <div
      title={`${item.key}${item.description === null ? '' : `\n${item.description}`}`}
      className={`grid cursor-pointer grid-cols-1 content-between rounded-[5px] border px-2 pt-[3px] pb-[5px] text-[11px] leading-[15px] hover:border-accent ${looks[look]} ${item.external ? 'border-dashed' : ''} ${item.members === undefined ? '' : 'shadow-[3px_3px_0_-1px_var(--surface),3px_3px_0_0_var(--line-strong)]'}`}
      style={nodeSize}
    >
      <NodeBody item={item} tag={tag} />
    </div>
  );
});

const NodeBody = memo(function NodeBody({ item, tag }: LineageFlowNode['data']) {
  const { text } = useWords();
  return (
    <>
      <div className="flex justify-between gap-1.5">
        <span className="truncate font-medium">
          {item.members === undefined ? subjectOf(item.key) : stageOf(item.key)}
        </span>
        <span className="shrink-0 text-soft">
          {item.members === undefined ? item.unit : text.status.assets(item.members)}
        </span>
      </div>
      <div className="flex items-center gap-1.5">
        <span className="text-[10px] text-soft empty:hidden">{item.members === undefined && tag}</span>
        <MiniStrip codes={unpackCodes(item.strip)} height={5} />
        <NodeCounts counts={item.counts} />
      </div>
    </>
  );
});

/** What is not fresh, else how much is fresh: two numbers at most. */
function NodeCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const { text, format } = useWords();
  const ordered = orderedCounts(counts);
  const notable = ordered.filter(({ status }) => status !== 'fresh');
  const shown = (notable.length > 0 ? notable : ordered).slice(0, 2);
  return (
    <span className="flex gap-1.5 text-[10px]">
      {shown.map(({ status, count }) => (
        <span key={status} title={text.status.labels[status]} className="inline-flex items-center gap-0.5">
          <span
            aria-hidden="true"
            className="size-1.5 rounded-[2px]"
            style={{ background: `var(--status-${status})` }}
          />
          {format.count(count)}
        </span>
      ))}
    </span>
  );
}
