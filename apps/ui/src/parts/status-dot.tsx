import type { Status } from '@meterworks/assets';

/** A mark in the colour of a status; says nothing by itself to who cannot see it, so a word stands beside it. */
export function StatusDot({ status }: { readonly status: Status }) {
  return <span aria-hidden="true" className="status-dot" style={{ background: `var(--status-${status})` }} />;
}
