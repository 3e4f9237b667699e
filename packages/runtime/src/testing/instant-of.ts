/** UTC ms of an ISO 8601 instant with its zone. @throws RangeError where the zone is missing, as it would be the machine's */
export function instantOf(text: string): number {
  const ms = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`"${text}" is no instant with a zone; write it like 2024-03-04T06:00:00Z`);
  return ms;
}
