import { factsOfCode } from '../status/status-facts.ts';
import { codeRuns } from '../status/strip.ts';

/** Partitions side by side as one thin picture, oldest left. */
export function MiniStrip({ codes, height = 6 }: { readonly codes: Uint8Array; readonly height?: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, codes.length)} 1`}
      preserveAspectRatio="none"
      className="block w-full min-w-0 flex-1 rounded-[2px] bg-sunken"
      style={{ height }}
      shapeRendering="crispEdges"
    >
      {codeRuns(codes).map(({ code, at, length }) => {
        const facts = factsOfCode(code);
        return facts === undefined ? null : (
          <rect key={at} x={at} width={length} height="1" style={{ fill: `var(${facts.color})` }} />
        );
      })}
    </svg>
  );
}
