// The grammar of selections, one for commands, UI and schedules:
//
//   any    = all { "or" all }
//   all    = list { "and" list }
//   list   = term { term }
//   term   = "not" term | [ [number] "+" ] ( name | "(" any ")" ) [ "+" [number] ] | "state:" status
//   name   = [ "key:" | "tag:" | "group:" | "source:" ] pattern        without attribute it is a key
//
// * In a pattern `*` stands for any characters, `/` included. Double quotes take every character as it is: `"last week"/*`.
// * `2+x+1` adds two generations upstream of x and one downstream; without a number all of them.
// * Terms side by side make a list, which binds tighter than `and` and `or`: its names are united, `state:` and `not` narrow it down.
//   `tag:shop tag:web state:stale not key:raw/*` are the stale partitions of shop and web, without the raw ones. Several states in
//   a list are united as well. Were a list a plain `or`, `tag:shop state:stale` would be everything stale.
// * `not` binds tighter than a list, `and` tighter than `or`. `state:` selects partitions: `key:a or state:stale` is all of a and what is
//   stale elsewhere. It has no generations.
import { nearestName } from '../nearest-name.ts';
import { statuses } from '../staleness/status.ts';
import { isExact, type NamePattern } from './name-pattern.ts';
import { SelectionError } from './selection-error.ts';
import { joined, mentionsState, type NameAttribute, nameAttributes, type SelectionNode } from './selection-node.ts';

const attributes = [...nameAttributes, 'state'] as const;
/** Nested deeper than a person would, and less than the stack holds. */
const deepest = 100;
const mostGenerations = 9999;

/** Parses a selection; the grammar stands at the head of this file. @throws SelectionError */
export function parseSelection(text: string): SelectionNode {
  return new SelectionParser(text).parse();
}

class SelectionParser {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): SelectionNode {
    const node = this.#any();
    if (this.#at < this.#text.length) throw this.#error('a name, "and", "or" or the end');
    return node;
  }

  #any(): SelectionNode {
    const terms = [this.#all()];
    while (this.#takeWord('or')) terms.push(this.#all());
    return joined('or', terms);
  }

  #all(): SelectionNode {
    const terms = [this.#list()];
    while (this.#takeWord('and')) terms.push(this.#list());
    return joined('and', terms);
  }

  #list(): SelectionNode {
    const names: SelectionNode[] = [];
    const states: SelectionNode[] = [];
    const exclusions: SelectionNode[] = [];
    do {
      const term = this.#term();
      (term.kind === 'not' ? exclusions : isOfStates(term) ? states : names).push(term);
      this.#skipSpace();
    } while (
      this.#at < this.#text.length &&
      this.#text[this.#at] !== ')' &&
      !this.#isWord('and') &&
      !this.#isWord('or')
    );
    const united = [names, states].filter((terms) => terms.length > 0).map((terms) => joined('or', terms));
    return joined('and', [...united, ...exclusions]);
  }

  #term(): SelectionNode {
    const position = this.#skipSpace();
    if (++this.#depth > deepest) throw this.#error(`at most ${deepest} terms within each other`, position);
    const node = this.#takeWord('not') ? { kind: 'not' as const, of: this.#term() } : this.#generations();
    this.#depth--;
    return node;
  }

  #generations(): SelectionNode {
    const position = this.#at;
    const up = this.#takeUpstream();
    const of = this.#operand();
    const down = this.#takeDownstream();
    if (up === 0 && down === 0) return of;
    if (mentionsState(of)) throw this.#error('names between the "+", as only assets have generations', position);
    return { kind: 'generations', up, down, of };
  }

  /** `+` or `2+` before a name; `2+` alone is the key 2 with all that is downstream of it. */
  #takeUpstream(): number {
    const match = /^(\d*)\+(?=[^\s)])/.exec(this.#rest());
    if (match === null) return 0;
    const count = this.#count(match[1] as string);
    this.#at += match[0].length;
    return count;
  }

  #takeDownstream(): number {
    const match = /^\+(\d*)/.exec(this.#rest());
    if (match === null) return 0;
    const count = this.#count(match[1] as string, 1);
    this.#at += match[0].length;
    if (!/^([\s)]|$)/.test(this.#rest())) throw this.#error('a space or the number of generations after "+"');
    return count;
  }

  #count(digits: string, offset = 0): number {
    if (digits === '') return Number.POSITIVE_INFINITY;
    const count = Number(digits);
    if (count > mostGenerations) throw this.#error(`at most ${mostGenerations} generations`, this.#at + offset);
    return count;
  }

  #operand(): SelectionNode {
    if (this.#text[this.#at] === '(') {
      this.#at++;
      const node = this.#any();
      if (this.#text[this.#at] !== ')') throw this.#error('")"');
      this.#at++;
      return node;
    }
    if (this.#isWord('and') || this.#isWord('or') || this.#isWord('not'))
      throw this.#error('a name; quote it if it is one');
    const attribute = this.#takeAttribute();
    const position = this.#at;
    const pattern = this.#pattern();
    if (attribute !== 'state') return { kind: 'name', attribute, pattern, text: this.#text, position };
    const status = statuses.find((known) => isExact(pattern) && known === pattern[0]);
    if (status === undefined) {
      const written = this.#text.slice(position, this.#at);
      throw this.#error(`a state (${statuses.join(', ')})`, position, nearestName(written, statuses));
    }
    return { kind: 'state', status };
  }

  #takeAttribute(): NameAttribute | 'state' {
    const match = /^([^\s()"+*:]*):/.exec(this.#rest());
    if (match === null) return 'key';
    const written = match[1] as string;
    const attribute = attributes.find((known) => known === written.toLowerCase());
    if (attribute === undefined) {
      const known = attributes.map((name) => `${name}:`).join(', ');
      throw this.#error(`one of ${known}; quote a name with a colon`, this.#at, nearestName(written, attributes));
    }
    this.#at += match[0].length;
    return attribute;
  }

  /** A name of plain characters, quoted stretches and stars. */
  #pattern(): NamePattern {
    const position = this.#at;
    const pattern = [''];
    for (;;) {
      const plain = /^[^\s()"+*]+/.exec(this.#rest());
      if (plain !== null) {
        pattern.push(`${pattern.pop()}${plain[0]}`);
        this.#at += plain[0].length;
      } else if (this.#text[this.#at] === '"') {
        pattern.push(`${pattern.pop()}${this.#quoted()}`);
      } else if (this.#text[this.#at] === '*') {
        // Two stars in a row say no more than one.
        if (pattern.length === 1 || pattern.at(-1) !== '') pattern.push('');
        this.#at++;
      } else {
        if (pattern.length === 1 && pattern[0] === '') throw this.#error('a name', position);
        return pattern;
      }
    }
  }

  #quoted(): string {
    const match = /^"([^"\\]*(?:\\.[^"\\]*)*)"/s.exec(this.#rest());
    if (match === null) throw this.#error('a closing quote', this.#text.length);
    this.#at += match[0].length;
    return (match[1] as string).replaceAll(/\\(["\\])/g, '$1');
  }

  #skipSpace(): number {
    while (this.#at < this.#text.length && /\s/.test(this.#text[this.#at] as string)) this.#at++;
    return this.#at;
  }

  /** Whether an operator stands here: a word of its own, in any case, not in quotes. */
  #isWord(word: string): boolean {
    const next = this.#text.slice(this.#at, this.#at + word.length + 1);
    return next.slice(0, word.length).toLowerCase() === word && /^([\s()"+]|$)/.test(next.slice(word.length));
  }

  #takeWord(word: string): boolean {
    this.#skipSpace();
    if (!this.#isWord(word)) return false;
    this.#at += word.length;
    return true;
  }

  #rest(): string {
    return this.#text.slice(this.#at);
  }

  #error(expected: string, position = this.#at, nearest?: string): SelectionError {
    const word = /^(?:[^\s()"+]+|.)/su.exec(this.#text.slice(position))?.[0];
    const found = word === undefined ? 'the end' : JSON.stringify(word);
    return new SelectionError({ text: this.#text, position, expected, found, nearest });
  }
}

/** Whether a term is made of states alone, and so narrows a list down. */
function isOfStates(node: SelectionNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.of.every(isOfStates);
  return node.kind === 'state' || (node.kind === 'not' && isOfStates(node.of));
}
