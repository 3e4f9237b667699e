/**
 * Randomness without a state: each number is a function of (seed, stream, index), so that a simulation can be continued
 * or entered anywhere and gives the same numbers. The mixing is the usual xor-shift-multiply of 32-bit words.
 */

/** A stream of random numbers of its own, named after what it decides: `og1_strom/activity`. */
export type RandomStream = number;

export function openStream(seed: number, name: string): RandomStream {
  let state = mix(seed | 0);
  for (let i = 0; i < name.length; i++) state = mix(state ^ Math.imul(name.charCodeAt(i) + 1, 0x9e3779b1));
  return state;
}

function mix(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}

/** Uniform in [0, 1). `index` is a whole number of up to 32 bits: an hour or a day since 1970, or a count. */
export function uniformAt(stream: RandomStream, index: number): number {
  return (mix(stream ^ mix(index | 0)) >>> 0) / 4_294_967_296;
}

/** Roughly normal: mean 0, standard deviation 1, never beyond ±3.5 (a sum of four uniforms). */
export function bellAt(stream: RandomStream, index: number): number {
  const i = index * 4;
  const sum = uniformAt(stream, i) + uniformAt(stream, i + 1) + uniformAt(stream, i + 2) + uniformAt(stream, i + 3);
  return (sum - 2) * 1.7320508;
}

/** Continuous in `x`, in [-1, 1], with a new independent level at each whole number: value noise. */
export function smoothNoiseAt(stream: RandomStream, x: number): number {
  const cell = Math.floor(x);
  const t = x - cell;
  const ease = t * t * (3 - 2 * t);
  const before = uniformAt(stream, cell);
  return 2 * (before + (uniformAt(stream, cell + 1) - before) * ease) - 1;
}
