import { z } from 'zod';
import type { Path } from '../problem.ts';

/** The schema of what stands at a path of a value; undefined where the schema knows no such place. */
export function schemaAt(schema: z.core.$ZodType, value: unknown, path: Path): z.core.$ZodType | undefined {
  let here: z.core.$ZodType | undefined = schema;
  let inner = value;
  for (const step of path) {
    here = childOf(settled(here, inner), step);
    if (here === undefined) return undefined;
    inner = typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[step] : undefined;
  }
  return here;
}

/** The keys that a map at a path may have. */
export function knownKeysAt(schema: z.core.$ZodType, value: unknown, path: Path): readonly string[] {
  const here = schemaAt(schema, value, path);
  if (here === undefined) return [];
  const object = settled(here, valueAt(value, path));
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** What the key is for, as its schema says. */
export function descriptionAt(schema: z.core.$ZodType, value: unknown, path: Path): string | undefined {
  const here = schemaAt(schema, value, path);
  return here === undefined ? undefined : z.globalRegistry.get(here)?.description;
}

export function valueAt(value: unknown, path: Path): unknown {
  let inner = value;
  for (const step of path) {
    if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, step)) return undefined;
    inner = (inner as Record<string | number, unknown>)[step];
  }
  return inner;
}

function childOf(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodArray) return schema.element;
  if (schema instanceof z.ZodRecord) return schema.valueType;
  if (!(schema instanceof z.ZodObject)) return undefined;
  const named: z.core.$ZodType | undefined = Object.hasOwn(schema.shape, step) ? schema.shape[step] : undefined;
  return named ?? schema.def.catchall;
}

/** Without defaults and the like around it; of a union the member that fits the value's kind. */
function settled(schema: z.core.$ZodType, value: unknown): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return settled(schema.unwrap(), value);
  }
  if (schema instanceof z.ZodPipe) return settled(schema.in, value);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator;
    const tag = valueAt(value, [key]);
    const fits = (option: z.core.$ZodType) =>
      option instanceof z.ZodObject && option.shape[key]?.safeParse(tag).success;
    return schema.options.find(fits) ?? schema;
  }
  if (schema instanceof z.ZodUnion) {
    const wantsList = Array.isArray(value);
    return (
      schema.options
        .map((option) => settled(option, value))
        .find((option) => option instanceof z.ZodArray === wantsList) ?? schema
    );
  }
  return schema;
}
