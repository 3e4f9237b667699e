import type { Verdict as VerdictFacts } from './verdict.ts';

const tones = { good: 'text-good', work: 'text-warn', bad: 'text-bad' } as const;
const marks = { good: 'm5 10.5 3.2 3.2L15 6.8', work: 'M10 5.5V10l3 2', bad: 'M10 5.5v5.2M10 13.6v.6' } as const;

export function Verdict({ verdict }: { readonly verdict: VerdictFacts }) {
  return (
    <div className="flex items-center gap-3">
      <svg
        aria-hidden="true"
        viewBox="0 0 20 20"
        className={`size-8 shrink-0 ${tones[verdict.level]}`}
        fill="none"
        stroke="currentColor"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <circle cx="10" cy="10" r="9" strokeWidth="1.4" />
        <path d={marks[verdict.level]} strokeWidth="1.8" />
      </svg>
      <div>
        <h1 className="text-xl leading-tight font-semibold tracking-tight">{verdict.title}</h1>
        <p className="text-soft">{verdict.detail}</p>
      </div>
    </div>
  );
}
