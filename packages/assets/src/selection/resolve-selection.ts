import { nearestName } from '../nearest-name.ts';
import { type Status, statusCodes, statuses } from '../staleness/status.ts';
import { formatPattern, isExact, matchesName } from './name-pattern.ts';
import { SelectionError } from './selection-error.ts';
import { mentionsState, type NameAttribute, type NameNode, type SelectionNode } from './selection-node.ts';

/** What a selection needs to know of a graph. */
export interface SelectionView {
  readonly keys: readonly string[];
  tagsOf(key: string): Iterable<string>;
  groupOf(key: string): string | undefined;
  /** The source that observes an asset, where one does. */
  sourceOf?(key: string): string | undefined;
  /** Direct neighbours. */
  upstream(key: string): Iterable<string>;
  downstream(key: string): Iterable<string>;
}

/** Which partitions of the selected assets are meant. */
export interface StateFilter {
  /** Whether the selection says nothing about states, so that no status needs to be known. */
  readonly allowsAll: boolean;
  allows(asset: string, status: Status): boolean;
}

export interface ResolvedSelection {
  /** In the view's order; an asset is in it if any of its partitions may be. */
  readonly assets: ReadonlySet<string>;
  readonly states: StateFilter;
}

/** Statuses as bits, by their codes. */
type StatusSet = number;
const allStatuses: StatusSet = 2 ** statuses.length - 1;
/** What a term selects: per asset the statuses of which partitions are meant. Assets that are not in it are not selected. */
type Selected = ReadonlyMap<string, StatusSet>;

/**
 * The assets and states that a selection means in a graph.
 * @throws SelectionError where a name or pattern matches nothing
 */
export function resolveSelection(node: SelectionNode, view: SelectionView): ResolvedSelection {
  const selected = select(node, view);
  return {
    assets: new Set(view.keys.filter((key) => selected.has(key))),
    states: {
      allowsAll: !mentionsState(node),
      allows: (asset, status) => ((selected.get(asset) ?? 0) & (1 << statusCodes[status])) !== 0,
    },
  };
}

function select(node: SelectionNode, view: SelectionView): Selected {
  switch (node.kind) {
    case 'name':
      return new Map(matchingKeys(node, view).map((key) => [key, allStatuses]));
    case 'state':
      return new Map(view.keys.map((key) => [key, 1 << statusCodes[node.status]]));
    case 'generations': {
      const around = new Set(select(node.of, view).keys());
      const up = reach(around, node.up, (key) => view.upstream(key));
      const down = reach(around, node.down, (key) => view.downstream(key));
      return new Map([...up, ...down].map((key) => [key, allStatuses]));
    }
    case 'not': {
      const excluded = select(node.of, view);
      return combined(view, (key) => allStatuses & ~(excluded.get(key) ?? 0));
    }
    case 'and': {
      const terms = node.of.map((term) => select(term, view));
      return combined(view, (key) => terms.reduce((set, term) => set & (term.get(key) ?? 0), allStatuses));
    }
    case 'or': {
      const terms = node.of.map((term) => select(term, view));
      return combined(view, (key) => terms.reduce((set, term) => set | (term.get(key) ?? 0), 0));
    }
  }
}

function combined(view: SelectionView, statusesOf: (key: string) => StatusSet): Selected {
  const selected = new Map<string, StatusSet>();
  for (const key of view.keys) {
    const set = statusesOf(key);
    if (set !== 0) selected.set(key, set);
  }
  return selected;
}

/** What is within so many steps of the given keys, themselves included. */
function reach(from: ReadonlySet<string>, steps: number, next: (key: string) => Iterable<string>): Set<string> {
  const reached = new Set(from);
  let edge: Iterable<string> = from;
  for (let step = 0; step < steps; step++) {
    const found = new Set<string>();
    for (const key of edge) for (const neighbour of next(key)) if (!reached.has(neighbour)) found.add(neighbour);
    if (found.size === 0) break;
    for (const key of found) reached.add(key);
    edge = found;
  }
  return reached;
}

function matchingKeys(node: NameNode, view: SelectionView): string[] {
  const found = view.keys.filter((key) =>
    namesOf(view, node.attribute, key).some((name) => matchesName(node.pattern, name)),
  );
  if (found.length > 0) return found;
  const known = [...new Set(view.keys.flatMap((key) => namesOf(view, node.attribute, key)))];
  const written = node.pattern.join('*');
  const exact = isExact(node.pattern);
  throw new SelectionError({
    text: node.text,
    position: node.position,
    expected:
      known.length === 0
        ? `no ${node.attribute}, as no asset has one`
        : `a ${node.attribute} that ${exact ? 'an asset has' : 'matches an asset'}`,
    found: JSON.stringify(written),
    nearest: exact ? (nearestName(written, known) ?? patternAround(written, known)) : undefined,
  });
}

/** What a name stands in the middle of is found with stars around it: `shop` is none of the keys, but `*shop*` matches some. */
function patternAround(written: string, known: readonly string[]): string | undefined {
  return known.some((name) => name.includes(written)) ? formatPattern(['', written, '']) : undefined;
}

function namesOf(view: SelectionView, attribute: NameAttribute, key: string): string[] {
  switch (attribute) {
    case 'key':
      return [key];
    case 'tag':
      return [...view.tagsOf(key)];
    case 'group':
      return known(view.groupOf(key));
    case 'source':
      return known(view.sourceOf?.(key));
  }
}

function known(name: string | undefined): string[] {
  return name === undefined ? [] : [name];
}
