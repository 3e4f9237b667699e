/** What is believed of a variance: its logarithm is normal with this mean and this variance. */
export interface LogVariance {
  readonly mean: number;
  readonly variance: number;
}

/** Of a normal distribution, the 90th percentile. */
const normal90 = 1.2816;
/** Below this share of the estimate a day of nothing is likely. */
const nothing = 0.05;
/** Five points of Gauss and Hermite: where a normal distribution is looked at, and how much each point weighs. */
const nodes = [-2.85697, -1.355626, 0, 1.355626, 2.85697] as const;
const nodeWeights = [0.011257, 0.222076, 0.533333, 0.222076, 0.011257] as const;
/** The 90th percentile is halved in so often, between nothing and so many times the estimate. */
const halvings = 14;
const most = 12;

/** Two beliefs about the same variance, each weighing by how sure it is. */
export function joinBeliefs(one: LogVariance, other: LogVariance): LogVariance {
  const sum = one.variance + other.variance;
  return {
    mean: (one.mean * other.variance + other.mean * one.variance) / sum,
    variance: (one.variance * other.variance) / sum,
  };
}

/** Variance of what lies between a p10 and a p90. */
export function varianceBetween(low: number, high: number): number {
  return ((high - low) / (2 * normal90)) ** 2;
}

/**
 * p10 and p90 of a day divided by its estimate, if its variance is known only so far: of a mixture of normal distributions about 1 that are cut off at 0.
 * So a meter that moves on few days has days of nothing, which a distribution of amounts that are always above 0 would rule out. What is
 * next to nothing is nothing.
 */
export function mixtureQuantiles({ mean, variance }: LogVariance): { readonly low: number; readonly high: number } {
  const deviations = nodes.map((node) => Math.exp((mean + node * Math.sqrt(variance)) / 2));
  let [from, to] = [0, most];
  for (let halving = 0; halving < halvings; halving++) {
    const middle = (from + to) / 2;
    let below = 0;
    for (let k = 0; k < deviations.length; k++) {
      below += (nodeWeights[k] as number) * normalBelow(middle / (deviations[k] as number));
    }
    if (below < 0.9) from = middle;
    else to = middle;
  }
  const off = (from + to) / 2;
  return { low: 1 - off < nothing ? 0 : 1 - off, high: 1 + off };
}

/** Share of the normal distribution below a value of 0 or more (Abramowitz and Stegun 26.2.17, to 1e-7). */
function normalBelow(value: number): number {
  const t = 1 / (1 + 0.2316419 * value);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
