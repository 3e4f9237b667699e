import { z } from 'zod';

export const seasonalPattern = z.strictObject({
  monthly_percentages: z.array(z.number().min(0)).length(12).meta({
    description: 'share of a year per month, January to December; the sum may lie within 95…105 and is brought to 100',
    unit: '%',
  }),
  description: z.string().optional().meta({ description: 'a line for people' }),
});

/** config/seasonal_patterns.yaml */
export const patternsFile = z.strictObject({
  patterns: z.record(z.string(), seasonalPattern).default({}).meta({ description: 'by meter id' }),
});
