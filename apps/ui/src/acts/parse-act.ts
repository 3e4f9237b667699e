import type { CommandBody, CommandKind, CommandPayloads } from '@meterworks/runtime/commands';

/** What these pages can ask for. Keeping the recorded states in order is left to the command line. */
export type ActKind = Exclude<CommandKind, 'maintain'>;
export type Act = Extract<CommandBody, { kind: ActKind }>;

type Check = (value: unknown) => boolean;
type FieldsOf<Payload> = Payload extends unknown ? keyof Payload : never;
interface Shape<Payload> {
  readonly fields: { readonly [Field in FieldsOf<Payload>]: Check };
  /** Names of which exactly one set must be there, each with nothing missing. */
  readonly needs: readonly (readonly FieldsOf<Payload>[])[];
}

const longestText = 2_000;
const text: Check = (value) => typeof value === 'string' && value.length <= longestText;
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const id: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0;
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    words.includes(value as string);

const materialize: Shape<CommandPayloads['materialize']> = {
  fields: {
    selection: text,
    from: text,
    to: text,
    state: oneOf('stale', 'missing', 'failed', 'all'),
    running: flag,
    upstream: flag,
    observe: flag,
  },
  needs: [['selection']],
};
const backfill: Shape<{ readonly backfill: number }> = { fields: { backfill: id }, needs: [['backfill']] };
const runOrBackfill: Shape<CommandPayloads['cancel']> = {
  fields: { run: id, backfill: id },
  needs: [['run'], ['backfill']],
};

const shapes: { readonly [K in ActKind]: Shape<CommandPayloads[K]> } = {
  materialize,
  plan: materialize,
  backfill: { fields: { ...materialize.fields, newestFirst: flag, chunk: id }, needs: materialize.needs },
  pause: backfill,
  resume: backfill,
  cancel: runOrBackfill,
  retry: runOrBackfill,
  schedule: {
    fields: { schedule: text, action: oneOf('enable', 'disable', 'run') },
    needs: [['schedule', 'action']],
  },
  acknowledge: {
    fields: { asset: text, incident: text, note: text, withdraw: flag },
    needs: [['asset', 'incident']],
  },
  'decide-repair': {
    fields: {
      series: text,
      time: number,
      value: number,
      until: number,
      verdict: oneOf('accept', 'reject', 'withdraw'),
      note: text,
    },
    needs: [['series', 'time', 'value', 'verdict']],
  },
  'add-sample': {
    fields: { series: text, time: number, value: number, dryRun: flag, confirmed: flag, note: text },
    needs: [['series', 'time', 'value']],
  },
  pin: {
    fields: { asset: text, from: text, to: text, pinned: flag, note: text },
    needs: [['asset', 'from', 'to', 'pinned']],
  },
};

/**
 * What came from a browser as something these pages can ask for; undefined where it is none. Fields that are undefined are left
 * out. Whether names and dates mean anything is for who does it to say.
 */
export function parseAct(input: unknown): Act | undefined {
  if (!isRecord(input) || !isRecord(input.payload) || typeof input.kind !== 'string') return undefined;
  if (!Object.hasOwn(shapes, input.kind)) return undefined;
  const { fields, needs }: { fields: Readonly<Record<string, Check>>; needs: readonly (readonly string[])[] } =
    shapes[input.kind as ActKind];
  const given = Object.entries(input.payload).filter(([, value]) => value !== undefined);
  if (!given.every(([name, value]) => Object.hasOwn(fields, name) && fields[name]?.(value) === true)) return undefined;
  const names = new Set(given.map(([name]) => name));
  if (needs.filter((set) => set.every((name) => names.has(name))).length !== 1) return undefined;
  return { kind: input.kind, payload: Object.fromEntries(given) } as Act; // the shape was looked at field by field
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
