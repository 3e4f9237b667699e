/** UTC ms: before it lie all readings; the daemons live after it. */
export const lastReading = Date.UTC(2024, 11, 1, 12);
const dayMs = 86_400_000;
const days = 330;

export const chaosMeters = `meters:
  - { meter_id: gas_zahler, type: physical, output_unit: m³ }
  - { meter_id: strom_a, type: physical, output_unit: kWh }
  - { meter_id: strom_b, type: physical, output_unit: kWh }
  - meter_id: strom_total
    type: master
    output_unit: kWh
    periods: [{ start_date: 2024-01-01, end_date: 9999-12-31, composition_type: sum, source_meters: [strom_a, strom_b], source_unit: kWh }]
  - { meter_id: rest, type: virtual, output_unit: kWh, expression: "strom_total - strom_b" }
`;

export interface Reading {
  readonly meter: string;
  readonly unit: string;
  readonly time: number;
  readonly value: number;
}

/** Registers that are read about twice in three days, in batches as they come in: mostly late, and in no order. */
export function readingBatches(random: () => number, batches: number): Reading[][] {
  const result: Reading[][] = Array.from({ length: batches }, () => []);
  for (const [meter, unit] of [
    ['gas_zahler', 'm³'],
    ['strom_a', 'kWh'],
    ['strom_b', 'kWh'],
  ] as const) {
    let value = 1000;
    for (let day = days; day >= 0; day--) {
      value += Math.floor(random() * 100) / 10;
      // The first and the last one come at once: else every batch would move the ends of everything.
      const isEnd = day === days || day === 0;
      if (!isEnd && random() < 0.33) continue;
      const batch = isEnd ? 0 : Math.floor(random() * batches);
      result[batch]?.push({ meter, unit, time: lastReading - day * dayMs, value: Math.round(value * 10) / 10 });
    }
  }
  return result;
}
