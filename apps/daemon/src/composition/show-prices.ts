import type { Configuration } from '@meterworks/meters/config';
import { type EnergyPrice, pricePoint } from '@meterworks/meters/tibber';

/** Writes prices to the processed bucket of InfluxDB, where results are shown there. Again and again is as good as once. */
export async function showPrices(
  { storage }: Configuration,
  home: string,
  prices: readonly EnergyPrice[],
): Promise<void> {
  if (storage.kind !== 'influxdb') return;
  const { openInflux, pointLines } = await import('@meterworks/runtime/influxdb');
  const influx = openInflux({ ...storage, token: storage.token.reveal() });
  try {
    const lines = prices
      .map((price) => pricePoint(home, price))
      .flatMap((point) => pointLines(point.measurement, [point]));
    await influx.write(storage.bucketProcessed, lines);
  } finally {
    influx.close();
  }
}
