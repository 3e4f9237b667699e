import { statuses } from '@meterworks/assets';
import type { LineageItem } from './lineage-model.ts';

/**
 * Assets as few bytes for the way to the browser: what repeats stands once. Thousands of assets are most of what the page weighs.
 */
export interface PackedLineage {
  /** Key parts, units, descriptions and the like, each once; the numbers below count in it. */
  readonly texts: readonly string[];
  /** An asset a line, see `packLine`. */
  readonly lines: readonly string[];
}

/** `key parts | position | unit | description | group | tags | external | dependencies | counts | strip`, numbers in base 36. */
export function packLineage(items: readonly LineageItem[]): PackedLineage {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const number = (text: string): string => {
    let at = known.get(text);
    if (at === undefined) {
      at = texts.push(text) - 1;
      known.set(text, at);
    }
    return at.toString(36);
  };
  const maybe = (text: string | null) => (text === null ? '' : number(text));
  const places = new Map(items.map(({ key }, i) => [key, i]));
  const lines = items.map((item) =>
    [
      item.key.split('/').map(number).join('.'),
      item.position.toString(36),
      maybe(item.unit),
      maybe(item.description),
      maybe(item.group),
      item.tags.map(number).join('.'),
      item.external ? '1' : '',
      item.deps
        .map(({ asset, mapping }) => {
          const place = places.get(asset);
          return `${place === undefined ? `-${number(asset)}` : place.toString(36)}:${number(mapping)}`;
        })
        .join('.'),
      statuses
        .map((status) => (item.counts[status] ?? 0).toString(36))
        .join('.')
        .replace(/(^|(?<=\.))0(?=\.|$)/g, ''),
      item.strip,
    ].join('|'),
  );
  return { texts, lines };
}

export function unpackLineage({ texts, lines }: PackedLineage): LineageItem[] {
  const text = (number: string) => texts[Number.parseInt(number, 36)] ?? '';
  const list = (field: string) => (field === '' ? [] : field.split('.'));
  const fields = lines.map((line) => line.split('|'));
  const keys = fields.map(([key = '']) => list(key).map(text).join('/'));
  return fields.map((field, i) => {
    const [, position = '', unit = '', description = '', group = '', tags = '', external = '', deps = '', counts = ''] =
      field;
    return {
      key: keys[i] as string,
      position: Number.parseInt(position, 36),
      unit: unit === '' ? null : text(unit),
      description: description === '' ? null : text(description),
      group: group === '' ? null : text(group),
      tags: list(tags).map(text),
      external: external === '1',
      deps: list(deps).map((dep) => {
        const [asset = '', mapping = ''] = dep.split(':');
        return {
          asset: asset.startsWith('-') ? text(asset.slice(1)) : (keys[Number.parseInt(asset, 36)] ?? ''),
          mapping: text(mapping),
        };
      }),
      counts: Object.fromEntries(
        counts
          .split('.')
          .flatMap((count, code) => (count === '' ? [] : [[statuses[code], Number.parseInt(count, 36)]])),
      ),
      strip: field[9] ?? '',
    };
  });
}
