/** The zone in which times are shown: that of most assets; UTC where none has one. */
export function houseZone(assets: readonly { readonly zone: string | null }[]): string {
  const counts = new Map<string, number>();
  for (const { zone } of assets) if (zone !== null) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'UTC';
}
