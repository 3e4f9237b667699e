import { Unreadable } from './expression-fault.ts';

export /** Sum of factor × meter plus a constant; `constantIndex` is where the first bare number stands. */
interface Linear {
  readonly terms: ReadonlyMap<string, { factor: number; index: number }>;
  readonly constant: number;
  readonly constantIndex: number;
}

export function constant(value: number, index: number): Linear {
  return { terms: new Map(), constant: value, constantIndex: index };
}

export function single(meterId: string, index: number): Linear {
  return { terms: new Map([[meterId, { factor: 1, index }]]), constant: 0, constantIndex: -1 };
}

export function added(a: Linear, b: Linear, sign: 1 | -1): Linear {
  const terms = new Map(a.terms);
  for (const [id, { factor, index }] of b.terms) {
    const before = terms.get(id);
    terms.set(id, { factor: (before?.factor ?? 0) + sign * factor, index: before?.index ?? index });
  }
  return {
    terms,
    constant: a.constant + sign * b.constant,
    constantIndex: a.constantIndex >= 0 ? a.constantIndex : b.constantIndex,
  };
}

/** @throws Unreadable where meters are multiplied with each other */
export function multiplied(a: Linear, b: Linear, index: number): Linear {
  if (a.terms.size > 0 && b.terms.size > 0) {
    throw new Unreadable({
      index,
      message: 'multiplies meters with each other',
      would: 'multiply a meter with a number only',
    });
  }
  if (a.terms.size === 0 && b.terms.size === 0) return { ...a, constant: a.constant * b.constant };
  return a.terms.size === 0 ? scaled(b, a.constant) : scaled(a, b.constant);
}

export function scaled(linear: Linear, factor: number): Linear {
  const terms = new Map([...linear.terms].map(([id, term]) => [id, { ...term, factor: term.factor * factor }]));
  return { ...linear, terms, constant: linear.constant * factor };
}
