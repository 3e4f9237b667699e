import { z } from 'zod';
import { openEndDay } from '../civil-text.ts';
import { civilDate, flag, meterName, moment, positive, unitText } from './scalars.ts';

const everyMeter = {
  meter_id: meterName.meta({ description: "the meter's name, Home Assistant's entity id without its domain" }),
  output_unit: unitText.meta({ description: 'the unit the meter counts in: kWh, MWh, Wh, m³ or L' }),
  description: z.string().optional().meta({ description: 'a line for people' }),
};

/** The meter on the wall was replaced and the new one is read under the same name. */
export const exchange = z.strictObject({
  date: moment.meta({ description: 'first local day of the new meter; with a time, the exact instant' }),
  final_reading: z.number().min(0).optional().meta({
    description: 'register of the old meter when it went; without it that part is estimated',
    unit: 'output_unit',
  }),
  initial_reading: z.number().min(0).optional().meta({
    description: 'register of the new meter when it came; without it that part is estimated',
    unit: 'output_unit',
  }),
});

export const physicalMeter = z.strictObject({
  ...everyMeter,
  type: z.literal('physical'),
  installation_date: moment.optional().meta({
    description: 'first local day; with a time, the exact instant of installation',
  }),
  deinstallation_date: moment.optional().meta({
    description: 'last local day; with a time, the exact instant of removal',
  }),
  initial_reading: z.number().min(0).optional().meta({
    description: 'register at the start of installation_date',
    unit: 'output_unit',
  }),
  final_reading: z.number().min(0).optional().meta({
    description: 'register at the end of deinstallation_date',
    unit: 'output_unit',
  }),
  digits: z.number().int().min(1).max(12).optional().meta({
    description: 'places before the decimal point; the register rolls over to 0 at 10^digits',
  }),
  max_rate: positive.optional().meta({ description: 'the most that is plausible', unit: 'output_unit per hour' }),
  exchanges: z.array(exchange).optional().meta({
    description: 'when the meter was replaced and the new one kept its name; one with a new name is a meter of its own',
  }),
  gap_shape: z.enum(['typical', 'realistic']).default('typical').meta({
    description:
      'what lost hours and days get: what is typical, which is least wrong, or what one similar day had, which keeps peaks',
  }),
  source: z.enum(['register', 'interval']).default('register').meta({
    description: 'whether the readings are a running register or amounts per interval',
  }),
});

export const masterPeriod = z.strictObject({
  start_date: civilDate.meta({ description: 'first local day' }),
  end_date: civilDate.default(openEndDay).meta({ description: 'last local day; 9999-12-31 is open' }),
  composition_type: z.enum(['single', 'sum']).optional().meta({ description: 'one source, or the sum of several' }),
  source_meters: z.array(z.string()).min(1).meta({ description: 'the meters that count in this period' }),
  source_unit: unitText.optional().meta({ description: 'the unit of the sources' }),
  apply_offset_from_previous_period: flag.default(false).meta({
    description: 'whether the register continues that of the period before',
  }),
});

export const masterMeter = z.strictObject({
  ...everyMeter,
  type: z.literal('master'),
  periods: z.array(masterPeriod).min(1).meta({ description: 'which meters count when, without gap or overlap' }),
});

export const partConversion = z.strictObject({
  from_unit: unitText.meta({ description: 'the unit of the part' }),
  to_unit: unitText.meta({ description: 'the unit of this meter' }),
});

export const virtualMeter = z.strictObject({
  ...everyMeter,
  type: z.literal('virtual'),
  calculation_type: z.enum(['subtraction', 'sum', 'expression']).optional().meta({
    description: 'how the parts make the meter; not needed where `expression` is given',
  }),
  base_meter: z.string().optional().meta({ description: 'what the others are subtracted from, or added to' }),
  subtract_meters: z.array(z.string()).optional().meta({ description: 'the parts that are subtracted' }),
  source_meters: z.array(z.string()).optional().meta({ description: 'the parts of a sum' }),
  expression: z.string().optional().meta({
    description: 'sums, differences and fixed multiples of meters: "a - b - 0.5 * c"; odd names stand in backticks',
  }),
  subtract_meter_conversions: z.record(z.string(), partConversion).optional().meta({
    description: 'per part the units to convert between; needed between kWh and m³ of gas',
  }),
  floor_at_zero: flag.default(false).meta({ description: 'show a negative result as 0' }),
  carry_negative: flag.default(false).meta({
    description: 'show a negative result as 0 and take what is missing off the days after, so that sums stay right',
  }),
});

export const meterEntry = z.discriminatedUnion('type', [physicalMeter, masterMeter, virtualMeter]);
export type MeterEntry = z.output<typeof meterEntry>;

/** config/meters.yaml */
export const metersFile = z.strictObject({
  meters: z.array(meterEntry).min(1).meta({ description: 'every meter of the house' }),
});
