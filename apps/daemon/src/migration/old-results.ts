/** What the results of the former system become, by measurement. Times are of the house's zone. */
export interface ResultChange {
  readonly measurement: string;
  readonly before: string;
  readonly now: string;
}

/**
 * The former system wrote one field `value` and no other tag than `meter_id`, at midnight UTC of the day concerned. The measurements
 * keep their names, so that dashboards go on; what lies in them is said here.
 */
export const resultChanges: readonly ResultChange[] = [
  {
    measurement: 'meter_interpolated_daily',
    before: 'value: the register, at midnight UTC of its day',
    now: 'value: the register at the end of the local day, at that instant',
  },
  {
    measurement: 'meter_interpolated_monthly',
    before: 'value: the register, at midnight UTC',
    now: 'value: the register at the end of the local month; of the running month at the end of its last day',
  },
  {
    measurement: 'meter_consumption',
    before: 'value: amounts of days',
    now: 'consumption: amounts of months, at the start of the local month; days and years in meter_consumption_daily, _yearly',
  },
  {
    measurement: 'meter_anomaly',
    before: 'value, z_score, iqr_lower, iqr_upper, anomaly_count: one point a day above twice the mean',
    now: 'consumption, expected, lower, upper, score, message, start, end, id: one point an incident, with type and severity as tags',
  },
];

/** Fields that the former system wrote. */
const oldFields: ReadonlySet<string> = new Set(['value', 'z_score', 'iqr_lower', 'iqr_upper', 'anomaly_count']);

/** Whether a series looks as the former system wrote it; else somebody else did. */
export function isOldResult(series: {
  readonly field: string;
  readonly tags: Readonly<Record<string, string>>;
}): boolean {
  return oldFields.has(series.field) && Object.keys(series.tags).every((tag) => tag === 'meter_id');
}
