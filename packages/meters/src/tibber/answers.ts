import { z } from 'zod';
import { parseCivilMoment } from '../config/civil-text.ts';

z.config({ jitless: true });

/** An instant with its offset, as UTC ms. */
const instant = z.string().transform((text, context): number => {
  const moment = parseCivilMoment(text);
  if (moment?.kind === 'instant') return moment.time;
  context.addIssue({ code: 'custom', message: `"${text}" is no time with an offset` });
  return z.NEVER;
});

/** What Tibber leaves out and what it sends as null mean the same: not known (yet). */
const known = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? undefined);

const pageInfo = z.object({ startCursor: known(z.string()), hasPreviousPage: known(z.boolean()) });

/** A GraphQL answer before its data is looked at: `errors` beside data are errors all the same. */
export const envelope = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: known(z.object({ code: known(z.string()) })) }))
    .nullish(),
});

export const homesAnswer = z.object({
  viewer: z.object({
    homes: z.array(
      z
        .object({
          id: z.string().min(1),
          timeZone: known(z.string()),
          appNickname: known(z.string()),
          address: known(z.object({ address1: known(z.string()), city: known(z.string()) })),
        })
        .nullable(),
    ),
  }),
});

const consumptionNode = z.object({
  from: instant,
  to: instant,
  consumption: known(z.number().min(0)),
  consumptionUnit: known(z.string()),
  cost: known(z.number()),
  unitPrice: known(z.number()),
  unitPriceVAT: known(z.number()),
  currency: known(z.string()),
});

export const consumptionAnswer = z.object({
  viewer: z.object({
    home: z.object({
      /** Null for a home that never had a contract or a meter. */
      consumption: known(z.object({ pageInfo, nodes: known(z.array(consumptionNode.nullable())) })),
    }),
  }),
});

const price = z.object({
  startsAt: known(instant),
  total: known(z.number()),
  energy: known(z.number()),
  tax: known(z.number()),
  currency: known(z.string()),
  level: known(z.string()),
});
const prices = known(z.array(price.nullable()));

export const pricesAnswer = z.object({
  viewer: z.object({
    home: z.object({
      currentSubscription: known(z.object({ priceInfo: known(z.object({ today: prices, tomorrow: prices })) })),
    }),
  }),
});

export const pastPricesAnswer = z.object({
  viewer: z.object({
    home: z.object({
      currentSubscription: known(z.object({ priceInfoRange: known(z.object({ pageInfo, nodes: prices })) })),
    }),
  }),
});

export type HomesAnswer = z.output<typeof homesAnswer>;
export type ConsumptionNode = z.output<typeof consumptionNode>;
export type PriceNode = z.output<typeof price>;
