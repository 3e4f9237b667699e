import type { Json } from '../state/run-record.ts';

/** Least severe first. */
export const noticeSeverities = ['info', 'warning', 'critical'] as const;
export type NoticeSeverity = (typeof noticeSeverities)[number];

/** Something that somebody should know of. */
export interface Notice {
  /** What it is about: while it lasts it is told once, whoever reports it how often. */
  readonly key: string;
  /** For those who sort by it: `run-failed`, `anomaly` … */
  readonly kind: string;
  readonly severity: NoticeSeverity;
  /** One line. */
  readonly title: string;
  /** A sentence or more, for people. */
  readonly text: string;
  /** UTC ms: when it happened. */
  readonly at: number;
  /** More for programs. */
  readonly facts?: Readonly<Record<string, Json>>;
}

/** What goes out at once: one notice, or several that waited for the same moment. */
export interface Message {
  /** That of its gravest notice. */
  readonly severity: NoticeSeverity;
  readonly title: string;
  readonly text: string;
  readonly notices: readonly Notice[];
}

export function isAtLeast(severity: NoticeSeverity, least: NoticeSeverity): boolean {
  return noticeSeverities.indexOf(severity) >= noticeSeverities.indexOf(least);
}

/** Notices a message spells out; the others are counted. */
const spelledOut = 20;

/** @param notices at least one */
export function messageOf(notices: readonly Notice[]): Message {
  const [first] = notices;
  if (first === undefined) throw new RangeError('a message without a notice');
  const severity = notices.reduce<NoticeSeverity>(
    (most, one) => (isAtLeast(one.severity, most) ? one.severity : most),
    'info',
  );
  if (notices.length === 1) return { severity, title: first.title, text: first.text, notices };
  const lines = notices.slice(0, spelledOut).map(({ title, text }) => `${title}\n${text}`);
  const left = notices.length - lines.length;
  if (left > 0) lines.push(`… and ${left} more.`);
  return { severity, title: `${notices.length} notices: ${first.title} …`, text: lines.join('\n\n'), notices };
}
