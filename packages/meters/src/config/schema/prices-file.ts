import { z } from 'zod';
import { commodities } from '../../house/commodity.ts';
import { civilDate, unitText } from './scalars.ts';

export const price = z.strictObject({
  commodity: z.enum(commodities).meta({ description: 'what is paid for' }),
  meters: z.array(z.string().min(1)).min(1).optional().meta({
    description: 'the meters that it holds for, rather than a price of the commodity alone',
    default: 'all of the commodity',
  }),
  valid_from: civilDate.meta({ description: 'first local day on which it holds' }),
  valid_to: civilDate.optional().meta({ description: 'last local day on which it holds', default: 'open' }),
  per_unit: z.union([z.number(), z.literal('tibber')]).meta({
    description:
      'price of one `unit`, taxes included; below 0 for what is paid to the house; `tibber`: what Tibber asks for each hour',
    unit: 'currency',
  }),
  unit: unitText.meta({
    description: 'what the price is for: kWh, MWh, Wh, m³ or L; gas in m³ is converted to energy',
  }),
  base_fee: z
    .number()
    .min(0)
    .optional()
    .meta({ description: 'what the contract costs without any use', unit: 'currency' }),
  base_fee_per: z
    .enum(['day', 'month', 'year'])
    .default('year')
    .meta({ description: 'the time that the base fee is for' }),
  base_fee_meter: z.string().min(1).optional().meta({
    description: 'the meter that bears the base fee, so that it counts once',
    default: 'the only one of `meters`',
  }),
});

/** config/prices.yaml */
export const pricesFile = z.strictObject({
  currency: z.string().min(1).max(8).default('EUR').meta({ description: 'of all prices, for people' }),
  prices: z.array(price).default([]).meta({ description: 'in any order' }),
});

export type PriceEntry = z.output<typeof price>;
