import type { Status } from '../staleness/status.ts';
import { formatPattern, isExact, type NamePattern } from './name-pattern.ts';

/** What a name in a selection is the name of. */
export const nameAttributes = ['key', 'tag', 'group', 'source'] as const;
export type NameAttribute = (typeof nameAttributes)[number];

/** A parsed selection. */
export type SelectionNode =
  | NameNode
  | { readonly kind: 'state'; readonly status: Status }
  /** With what is within so many generations up- and downstream; infinite for all. */
  | { readonly kind: 'generations'; readonly up: number; readonly down: number; readonly of: SelectionNode }
  | { readonly kind: 'not'; readonly of: SelectionNode }
  | { readonly kind: 'and' | 'or'; readonly of: readonly SelectionNode[] };

export interface NameNode {
  readonly kind: 'name';
  readonly attribute: NameAttribute;
  readonly pattern: NamePattern;
  /** Where it was written, for the message that no asset has such a name. */
  readonly text: string;
  readonly position: number;
}

/** Joins terms; terms of the same kind become part of it, a single one stays as it is. */
export function joined(kind: 'and' | 'or', terms: readonly SelectionNode[]): SelectionNode {
  const of = terms.flatMap((term) => (term.kind === kind ? term.of : [term]));
  return of.length === 1 ? (of[0] as SelectionNode) : { kind, of };
}

/** Whether a selection says anything about partitions. */
export function mentionsState(node: SelectionNode): boolean {
  switch (node.kind) {
    case 'name':
      return false;
    case 'state':
      return true;
    case 'generations':
    case 'not':
      return mentionsState(node.of);
    case 'and':
    case 'or':
      return node.of.some(mentionsState);
  }
}

/** The text of a selection, every operator written out; parsing it gives the same selection again. */
export function formatSelection(node: SelectionNode): string {
  switch (node.kind) {
    case 'name': {
      const text = formatPattern(node.pattern);
      return node.attribute === 'key' && readsAsKey(node.pattern, text) ? text : `${node.attribute}:${text}`;
    }
    case 'state':
      return `state:${node.status}`;
    case 'generations':
      return `${generations(node.up, 'up')}${node.of.kind === 'name' ? formatSelection(node.of) : `(${formatSelection(node.of)})`}${generations(node.down, 'down')}`;
    case 'not':
      return `not ${operand(node.of)}`;
    case 'and':
      return node.of.map(operand).join(' and ');
    case 'or':
      return node.of.map((term) => (term.kind === 'and' ? formatSelection(term) : operand(term))).join(' or ');
  }
}

/** A leading digit might be read as a number of generations, and three words are operators. */
function readsAsKey(pattern: NamePattern, text: string): boolean {
  return !/^\d/.test(text) && !(isExact(pattern) && /^(and|or|not)$/i.test(text));
}

function operand(node: SelectionNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${formatSelection(node)})` : formatSelection(node);
}

function generations(count: number, way: 'up' | 'down'): string {
  if (count === 0) return '';
  if (count === Number.POSITIVE_INFINITY) return '+';
  return way === 'up' ? `${count}+` : `+${count}`;
}
