import { type Document, isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { makeProblem, type Path, type Place, type Problem, type ProblemFacts } from './problem.ts';

/** A YAML text as plain values that still know where they stood. */
export interface YamlSource {
  readonly file: string;
  /** Maps, lists and scalars; keys with no value are left out, as if they were not written. Undefined if the text is broken or empty. */
  readonly value: unknown;
  /** What the syntax is wrong with. */
  readonly problems: readonly Problem[];
  /** Whether the structure can be judged: false if the syntax is broken. */
  readonly intact: boolean;
  /** The line of the value of a path, or of the nearest thing around it that exists; from 1. */
  lineOf(path: Path): number;
  /** A problem at the value of a path, or at the nearest thing around it that exists. */
  problemAt(path: Path, facts: ProblemFacts): Problem;
  /** A problem at the key that ends the path. */
  problemAtKey(path: Path, facts: ProblemFacts): Problem;
  /** A problem at the character `index` of the text that stands at the path. */
  problemInText(path: Path, index: number, facts: ProblemFacts): Problem;
}

/** Reads YAML 1.2 with merge keys. Never throws: whatever the text is, it ends in problems. */
export function parseYamlSource(file: string, text: string): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true, logLevel: 'error' });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems: Problem[] = [];
  let intact = true;
  for (const { code, message, pos } of document.errors) {
    if (code !== 'DUPLICATE_KEY') intact = false;
    problems.push(makeProblem(file, placeAt(pos[0]), [], syntaxFacts(code, message)));
  }
  for (const { message, pos } of document.warnings) {
    const facts = { message: `reads oddly: ${message}`, would: 'write plain YAML', severity: 'warning' as const };
    problems.push(makeProblem(file, placeAt(pos[0]), [], facts));
  }
  let value: unknown;
  if (intact) {
    try {
      value = withoutNulls(document.toJS());
    } catch (error) {
      intact = false;
      const reason = error instanceof Error ? error.message : String(error);
      const facts = { message: `is not readable: ${reason}`, would: 'write it without nested aliases' };
      problems.push(makeProblem(file, { line: 1, column: 1 }, [], facts));
    }
  }
  const valueOffset = (path: Path) => nodeAt(document, path)?.range?.[0] ?? 0;
  return {
    file,
    value,
    problems,
    intact,
    lineOf: (path) => placeAt(valueOffset(path)).line,
    problemAt: (path, facts) => makeProblem(file, placeAt(valueOffset(path)), path, facts),
    problemAtKey: (path, facts) => {
      const offset = keyNode(document, path)?.range?.[0] ?? valueOffset(path);
      return makeProblem(file, placeAt(offset), path, facts);
    },
    problemInText: (path, index, facts) =>
      makeProblem(file, placeAt(offsetInScalar(text, nodeAt(document, path), index)), path, facts),
  };
}

function syntaxFacts(code: string, message: string): ProblemFacts {
  if (code === 'DUPLICATE_KEY') return { message: 'has the same key twice', would: 'keep one of the two' };
  if (code === 'MULTIPLE_DOCS') return { message: 'begins a second document', would: 'take the line --- out' };
  // The parser repeats what it found there, line ends and all.
  return {
    message: `is not YAML: ${message.replace(/\s+/g, ' ')}`,
    would: 'mend the line; indentation and brackets count',
  };
}

/** The node at the path, or the deepest one on the way that exists. */
function nodeAt(document: Document, path: Path): Node | undefined {
  let node = followed(document.contents, document);
  for (const step of path) {
    const next = followed(child(node, step), document);
    if (next === undefined) break;
    node = next;
  }
  return node;
}

function child(node: Node | undefined, step: string | number): unknown {
  if (isMap(node)) return node.items.find((pair) => keyText(pair.key) === String(step))?.value;
  if (isSeq(node) && typeof step === 'number') return node.items[step];
  return undefined;
}

function keyNode(document: Document, path: Path): Node | undefined {
  const map = nodeAt(document, path.slice(0, -1));
  const pair = isMap(map)
    ? map.items.find((item) => isPair(item) && keyText(item.key) === String(path.at(-1)))
    : undefined;
  return isScalar(pair?.key) ? pair.key : undefined;
}

function keyText(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}

function followed(node: unknown, document: Document): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}

/** The offset in the file of a character of a scalar's value. */
function offsetInScalar(text: string, node: Node | undefined, index: number): number {
  const [start, end] = node?.range ?? [0, 0];
  if (!isScalar(node) || typeof node.value !== 'string') return start;
  const source = text.slice(start, end);
  if (source === node.value) return start + index;
  if (/^["']/.test(source) && source.slice(1, -1) === node.value) return start + 1 + index;
  // Folded over lines: the n-th visible character of the value is the n-th of the source. Escapes give up and point at the start.
  const head = /^[|>]/.test(source) ? source.indexOf('\n') + 1 : /^["']/.test(source) ? 1 : 0;
  const visible = node.value.slice(0, index).replace(/\s/g, '').length;
  let seen = -1;
  for (let at = head; at < source.length; at++) {
    if (/\s/.test(source[at] ?? '')) continue;
    seen++;
    if (seen === visible) return start + at;
  }
  return start;
}

/** `deinstallation_date:` with nothing behind it says the same as no such line. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}
