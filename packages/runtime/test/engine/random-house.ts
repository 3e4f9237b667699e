import {
  type Asset,
  absent,
  all,
  type DependencySpec,
  defineAsset,
  failed,
  float64,
  type Grain,
  group,
  type LazyReader,
  lazy,
  ordinalsWithin,
  type PartitionScheme,
  record,
  type Series,
  sliced,
  window,
  within,
} from '@meterworks/assets';
import fc from 'fast-check';
import type { NumberSource } from './workshop.ts';

export interface Value {
  readonly a: number;
  readonly b: number;
}
const facets = { a: ['a'], b: ['b'] } as const;
type HouseAsset = Asset<Grain, Value, typeof facets>;

export interface RandomDependency {
  /** Place among the assets before it; −1 is the external one. */
  readonly on: number;
  readonly mapping: 'identity' | 'window' | 'within' | 'all' | 'lazy' | 'group';
  readonly facet: 'a' | 'b' | undefined;
}

/** How one asset of a random graph comes about. */
export interface RandomAsset {
  readonly grain: 'day' | 'month';
  readonly kind: 'each' | 'range' | 'whole' | 'running';
  readonly dependencies: readonly RandomDependency[];
  /** Gives no value where its total is a multiple of this; 0 never. */
  readonly absentAt: number;
}

/** What may be edited between runs. */
export interface AssetSettings {
  readonly code: number;
  readonly factor: number;
  /** Another factor from this many partitions after the start on; 0: one for all. */
  readonly laterFrom: number;
  /** Partitions left out at both ends of what there would be. */
  readonly trim: readonly [number, number];
  /** Ordinals that fail, or that make the whole span throw. */
  readonly failing: readonly number[];
  readonly throws: boolean;
}

export const untouched: AssetSettings = { code: 0, factor: 1, laterFrom: 0, trim: [0, 0], failing: [], throws: false };

/** A computation that took place: what it read, as text. Not told of what is read lazily over more than one partition. */
export interface Call {
  readonly asset: string;
  readonly ordinal: number;
  readonly inputs: string;
}

const mappingsOf = {
  day: {
    external: ['identity', 'window', 'all', 'lazy'],
    day: ['identity', 'window', 'all', 'lazy', 'group'],
    month: ['lazy', 'all'],
  },
  month: { external: ['within', 'all'], day: ['within', 'lazy', 'all'], month: ['identity', 'window', 'lazy'] },
} as const;

/** Graphs of one to five assets over one external asset of days. */
export const anyHouse: fc.Arbitrary<readonly RandomAsset[]> = fc
  .array(
    fc.record({
      grain: fc.constantFrom('day' as const, 'day' as const, 'month' as const),
      kind: fc.constantFrom('each' as const, 'range' as const, 'whole' as const, 'running' as const),
      absentAt: fc.constantFrom(0, 0, 3),
      dependencies: fc.array(
        fc.record({
          on: fc.nat(),
          mapping: fc.nat(),
          facet: fc.constantFrom(undefined, 'a' as const, 'b' as const),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((drafts) => {
    const assets: RandomAsset[] = [];
    for (const draft of drafts) {
      const dependencies = draft.dependencies.map(({ on, mapping, facet }): RandomDependency => {
        const at = (on % (assets.length + 1)) - 1;
        const choices: readonly RandomDependency['mapping'][] =
          mappingsOf[draft.grain][assets[at]?.grain ?? 'external'];
        const chosen = choices[mapping % choices.length] as RandomDependency['mapping'];
        return { on: at, mapping: chosen, facet: at < 0 ? undefined : facet };
      });
      assets.push({ ...draft, dependencies });
    }
    return assets;
  });

const codec = record<Value>({ a: float64, b: float64 });
const reach = { before: 1, after: 1 };

/** The assets as they are declared under the given settings; what they compute is told to `onCall`, what fails to `onFailure`. */
export function buildHouse(
  house: readonly RandomAsset[],
  settings: readonly AssetSettings[],
  numbers: NumberSource,
  schemes: { readonly day: PartitionScheme<'day'>; readonly month: PartitionScheme<'month'> },
  onCall: (call: Call) => void,
  onFailure: (at: Pick<Call, 'asset' | 'ordinal'>) => void,
): HouseAsset[] {
  const external = numbers.asset as unknown as HouseAsset;
  const built: HouseAsset[] = [];
  house.forEach((spec, index) => {
    const setting = settings[index] ?? untouched;
    const scheme: PartitionScheme<Grain> = schemes[spec.grain];
    const deps: Record<string, DependencySpec> = {};
    spec.dependencies.forEach(({ on, mapping, facet }, i) => {
      const asset = on < 0 ? external : (built[on] as HouseAsset);
      const of = facet === undefined ? asset : asset.facet(facet);
      const specs = {
        identity: of,
        window: window(of, reach),
        within: within(of),
        all: all(of),
        lazy: lazy(of),
        group: group([of]),
      };
      deps[`d${i}`] = specs[mapping];
    });
    const key = `asset${index}`;
    const read = (inputs: Record<string, unknown>, ordinal: number, spanned: boolean): string[] =>
      spec.dependencies.flatMap((dependency, i) => {
        const upstream = dependency.on < 0 ? schemes.day : schemes[house[dependency.on]?.grain ?? 'day'];
        return readDependency(dependency, inputs[`d${i}`], { scheme, ordinal, upstream, spanned });
      });
    const compute = (inputs: Record<string, unknown>, ordinal: number, factor: number, spanned: boolean, carry = 0) => {
      const texts = read(inputs, ordinal, spanned);
      onCall({ asset: key, ordinal, inputs: `${texts.join(' ')} / ${carry} ${factor} ${setting.code}` });
      const total = texts.reduce(
        (sum, text, i) => sum + Number(text.slice(text.lastIndexOf(':') + 1)) * ((i % 5) + 1),
        carry,
      );
      if (spec.absentAt > 0 && total % spec.absentAt === 0) return absent;
      return { a: Math.abs(total * factor + setting.code) % 5, b: Math.abs(total + ordinal) % 3 };
    };
    const fails = (ordinal: number): boolean => {
      const fail = setting.failing.includes(ordinal - scheme.startOrdinal);
      if (fail) onFailure({ asset: key, ordinal });
      return fail;
    };
    const throws = (ordinals: readonly number[]): void => {
      for (const ordinal of ordinals) onFailure({ asset: key, ordinal });
      throw new Error('chosen to throw');
    };
    const outcome = (inputs: Record<string, unknown>, ordinal: number, factor: number, spanned: boolean) =>
      fails(ordinal) ? failed('chosen to fail') : compute(inputs, ordinal, factor, spanned);
    const spanned = (context: {
      readonly deps: unknown;
      readonly ordinals: readonly number[];
      readonly configAt: (ordinal: number) => number;
    }) => {
      if (setting.throws) throws(context.ordinals);
      return new Map(
        context.ordinals.map((ordinal) => [
          scheme.keyOf(ordinal),
          outcome(context.deps as Record<string, unknown>, ordinal, context.configAt(ordinal), true),
        ]),
      );
    };
    const computations = {
      each: {
        each: (context: { readonly deps: unknown; readonly ordinal: number; readonly config: number }) => {
          if (setting.throws && context.ordinal % 2 === 0) throws([context.ordinal]);
          return outcome(context.deps as Record<string, unknown>, context.ordinal, context.config, false);
        },
      },
      range: { range: spanned },
      whole: { whole: spanned },
      running: {
        running: {
          carry: float64,
          initial: 1,
          step: (
            context: { readonly deps: unknown; readonly ordinal: number; readonly config: number },
            carry: number,
          ) => {
            if (fails(context.ordinal)) return { value: failed('chosen to fail'), carry };
            const value = compute(
              context.deps as Record<string, unknown>,
              context.ordinal,
              context.config,
              false,
              carry,
            );
            return { value, carry: value === absent ? 0 : (carry + value.a) % 4 };
          },
        },
      },
    };
    const laterKey = scheme.keyOf(scheme.startOrdinal + setting.laterFrom);
    built.push(
      defineAsset({
        key,
        partitions: scheme,
        value: codec,
        facets,
        deps,
        config:
          setting.laterFrom === 0
            ? setting.factor
            : sliced([
                { from: undefined, value: 1 },
                { from: laterKey, value: setting.factor },
              ]),
        codeVersion: String(setting.code),
        domain: ({ exists }) => ({ from: exists.from + setting.trim[0], to: exists.to - setting.trim[1] }),
        ...(computations[spec.kind] as typeof computations.each),
      }) as unknown as HouseAsset,
    );
  });
  return built;
}

/** What one partition reads of a dependency, as texts of numbers. */
function readDependency(
  { mapping, facet }: RandomDependency,
  input: unknown,
  at: {
    readonly scheme: PartitionScheme<Grain>;
    readonly ordinal: number;
    readonly upstream: PartitionScheme<Grain>;
    /** As `range` is given it, not as `each` is. */
    readonly spanned: boolean;
  },
): string[] {
  const { scheme, ordinal, upstream, spanned } = at;
  const series = (from: number, to: number): string[] => {
    const texts: string[] = [];
    const values = input as Series<string, unknown>;
    for (let other = Math.max(from, values.from); other <= Math.min(to, values.to); other++)
      if (values.at(other) !== undefined) texts.push(`${other}:${textOf(values.at(other), facet)}`);
    return texts;
  };
  const single = (value: unknown): string[] => [
    textOf(spanned ? (value as Series<string, unknown>).at(ordinal) : value, facet),
  ];
  switch (mapping) {
    case 'identity':
      return single(input);
    case 'group':
      return single(Object.values(input as Record<string, unknown>)[0]);
    case 'window':
      return series(ordinal - reach.before, ordinal + reach.after);
    case 'within': {
      const { from, to } = ordinalsWithin(scheme, ordinal, upstream);
      return series(from, to);
    }
    case 'all':
      return series(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    case 'lazy': {
      if (ordinal % 3 !== 0) return [];
      const reader = spanned
        ? (input as { for(key: string): LazyReader<string, unknown> }).for(scheme.keyOf(ordinal))
        : (input as LazyReader<string, unknown>);
      return [textOf(reader.get(upstream.keyOf(lazyTarget(scheme, ordinal, upstream))), facet)];
    }
  }
}

function textOf(value: unknown, facet: 'a' | 'b' | undefined): string {
  // Counts as a number that a value might be as well, and is told apart from it.
  if (value === absent || value === undefined) return 'none:0.5';
  if (typeof value === 'number') return String(value);
  const { a, b } = value as Value;
  return String(facet === 'a' ? a : facet === 'b' ? b : a * 10 + b);
}

function lazyTarget(own: PartitionScheme<Grain>, ordinal: number, upstream: PartitionScheme<Grain>): number {
  if (own.grain === upstream.grain) return upstream.exists(ordinal - 1) ? ordinal - 1 : ordinal;
  if (own.grain === 'month') return upstream.ordinalOfDay(own.firstDay(ordinal) + 5);
  return upstream.ordinalOfDay(own.firstDay(ordinal));
}
