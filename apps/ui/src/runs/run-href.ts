/** Where a run is shown; with an asset at the lines of its log that are about it. */
export function runHref(id: number, log: { readonly asset?: string; readonly level?: string } = {}): string {
  const query = new URLSearchParams({
    ...(log.asset === undefined ? {} : { asset: log.asset }),
    ...(log.level === undefined ? {} : { level: log.level }),
  }).toString();
  return query === '' ? `/runs/${id}` : `/runs/${id}?${query}#log`;
}
