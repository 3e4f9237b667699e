'use client';

import { type Edge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { type Look, useLook } from './lit-assets.ts';

export type LineageFlowEdge = Edge<{ readonly lazy: boolean }, 'dependency'>;

const looks: Readonly<
  Record<Look, { readonly stroke: string; readonly strokeWidth: number; readonly opacity: number }>
> = {
  plain: { stroke: 'var(--line-strong)', strokeWidth: 1, opacity: 0.75 },
  lit: { stroke: 'var(--accent)', strokeWidth: 1.75, opacity: 1 },
  dim: { stroke: 'var(--line-strong)', strokeWidth: 1, opacity: 0.15 },
};

/** What an asset is made of; dashed where it is read only at need. */
export const LineageEdge = memo(function LineageEdge(props: EdgeProps<LineageFlowEdge>) {
  const [path] = getBezierPath(props);
  return (
    <path
      d={path}
      fill="none"
      style={looks[useLook(props.source, props.target)]}
      {...(props.data?.lazy === true ? { strokeDasharray: '3 3' } : {})}
    />
  );
});
