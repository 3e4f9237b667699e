import { factsOfCode } from '../status/status-facts.ts';
import { codeRuns } from '../status/strip.ts';

/** Partitions side by side as one thin picture, oldest left. Lists show hundreds of them: one path a status keeps them small. */
export function MiniStrip({ codes, height = 6 }: { readonly codes: Uint8Array; readonly height?: number }) {
  const paths = new Map<string, string>();
  for (const { code, at, length } of codeRuns(codes)) {
    const color = factsOfCode(code)?.color;
    if (color !== undefined) paths.set(color, `${paths.get(color) ?? ''}M${at} 0h${length}v1h-${length}z`);
  }
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, codes.length)} 1`}
      preserveAspectRatio="none"
      className="mini-strip"
      style={{ height }}
    >
      {[...paths].map(([color, path]) => (
        <path key={color} d={path} fill={`var(${color})`} />
      ))}
    </svg>
  );
}
