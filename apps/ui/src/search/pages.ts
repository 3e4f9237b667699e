import type { Texts } from '../words/texts.ts';

/** The pages that the navigation leads to, in its order. */
export const places = [
  { href: '/', name: 'overview' },
  { href: '/meters', name: 'meters' },
  { href: '/anomalies', name: 'anomalies' },
  { href: '/lineage', name: 'lineage' },
  { href: '/assets', name: 'assets' },
  { href: '/runs', name: 'runs' },
  { href: '/schedules', name: 'schedules' },
  { href: '/configuration', name: 'configuration' },
] as const satisfies readonly { readonly href: string; readonly name: keyof Texts['shell'] }[];

/** Every page that has an address of its own, with its name. */
export function namedPages(text: Texts): { readonly label: string; readonly href: string }[] {
  return [
    ...places.map(({ href, name }) => ({ href, label: text.shell[name] })),
    { href: '/backfills', label: text.backfills.title },
    { href: '/backfills/new', label: text.backfills.new },
  ];
}
