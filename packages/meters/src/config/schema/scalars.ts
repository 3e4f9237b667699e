import { openZone } from '@meterworks/assets';
import { z } from 'zod';
import { parseUnit, type Unit } from '../../units/unit.ts';
import { type CivilMoment, parseCivilDay, parseCivilMoment } from '../civil-text.ts';
import { cronFault } from '../cron-text.ts';
import { type MeterId, meterId, meterIdFault } from '../meter-id.ts';

// A process reads its configuration once: schemas that compile themselves into functions would not earn that back.
z.config({ jitless: true });

/** Adds an issue whose message goes on after the value (`is "x", WHICH`) and says what would do. */
export function refuse(context: { issues: unknown[]; value: unknown }, which: string, would: string): never {
  context.issues.push({ code: 'custom', message: which, params: { would }, input: context.value });
  return z.NEVER;
}

/** A text turned into something else by a function that returns undefined for what it cannot read. */
function readText<T>(read: (text: string) => T | undefined, which: string, would: string) {
  return z.string().transform((text, context): T => read(text) ?? refuse(context, which, would));
}

/** A text of a certain form. */
export function matching(pattern: RegExp, which: string, would: string) {
  return z.string().superRefine((text, context) => {
    if (!pattern.test(text)) context.addIssue({ code: 'custom', message: which, params: { would } });
  });
}

export const unitText = readText<Unit>(parseUnit, 'which is no unit', 'write kWh, MWh, Wh, m³ (or m3) or L');

/** A whole local day, as a day number. */
export const civilDate = readText<number>(parseCivilDay, 'which is no date', 'write a date like 2024-11-27');

export type Moment = { readonly kind: 'day'; readonly day: number } | CivilMoment;

/** A whole local day or an exact time. */
export const moment = readText<Moment>(
  (text) => {
    const day = parseCivilDay(text);
    return day === undefined ? parseCivilMoment(text) : { kind: 'day', day };
  },
  'which is neither a date nor a date-time',
  'write 2024-11-27 or 2024-11-27T14:30:00+01:00',
);

export const meterName = z.string().transform((text, context): MeterId => {
  const fault = meterIdFault(text);
  const would = 'use letters, digits and _ as Home Assistant does';
  return fault === undefined ? meterId(text) : refuse(context, fault, would);
});

/** Old files may say yes and no, which YAML 1.1 took for booleans and 1.2 takes for texts. */
export const flag = z
  .union([z.boolean(), z.enum(['yes', 'no', 'on', 'off'])])
  .transform((value) => value === true || value === 'yes' || value === 'on');

export const cron = z.string().superRefine((text, context) => {
  const fault = cronFault(text);
  if (fault !== undefined) {
    context.addIssue({
      code: 'custom',
      message: fault,
      params: { would: 'write minute, hour, day, month, weekday, as in "0 2 * * *"' },
    });
  }
});

/** When something is made without anybody asking. */
export const automationRule = z.string().superRefine((text, context) => {
  if (text === 'eager' || text === 'manual' || cronFault(text) === undefined) return;
  context.addIssue({
    code: 'custom',
    message: 'which is no rule',
    params: { would: 'write eager, manual, or minute, hour, day, month, weekday, as in "0 2 * * *"' },
  });
});

export const zoneName = z.string().superRefine((text, context) => {
  if (!isTimeZone(text)) {
    context.addIssue({
      code: 'custom',
      message: 'which is no time zone',
      params: { would: 'write an IANA name like Europe/Berlin', names: 'zones' },
    });
  }
});

export function isTimeZone(text: string): boolean {
  try {
    openZone(text);
    return true;
  } catch {
    return false;
  }
}

export const positive = z.number().positive();
export const countFrom1 = z.number().int().min(1);
