import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeAssistantLayout, meterPlaces } from '@meterworks/meters';
import { loadConfiguration } from '@meterworks/meters/config';
import { openInfluxSeriesStore } from '@meterworks/runtime/influxdb';
import { type InfluxServer, influxAvailable, ManualClock, startInfluxServer } from '@meterworks/runtime/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const hostile = fc.oneof(
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text that must not be interpolated
  fc.constantFrom('"', "'", '\\', '${', '${r}', '}', '$', '\n', '\r', '\t', '\u0000', ',', '=', ' ', '🔥', 'ä', '|>'),
  fc.constantFrom(') or true', '//', '(', ']', '#', '%', ';', '.', '-', 'r._value', '\ud800'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }),
);
const names = fc.uniqueArray(fc.string({ unit: hostile, minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });
const june = Date.UTC(2024, 5, 1);

describe.skipIf(!influxAvailable)('meters of any name on a real server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  });
  afterAll(() => server.stop());

  /** The configuration with these meters, or undefined where one of the names is refused; JSON is YAML. */
  async function configurationOf(ids: readonly string[]) {
    const meters = ids.map((meter_id) => ({ meter_id, type: 'physical', output_unit: 'kWh' }));
    const files = new Map([
      ['config/config.yaml', 'storage: embedded\n'],
      ['config/meters.yaml', JSON.stringify({ meters })],
    ]);
    const read = (path: string) => files.get(path.replaceAll('\\', '/'));
    return (await loadConfiguration('config', read, { environment: {} })).configuration;
  }

  it('are refused by the configuration, or hold readings that nobody else finds, changes or loses', async () => {
    const bucket = await server.createBucket();
    const folder = mkdtempSync(join(tmpdir(), 'meterworks-names-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let accepted = 0;
    let opened = 0;
    await fc.assert(
      fc.asyncProperty(names, async (ids) => {
        const usable: string[] = [];
        for (const id of ids) if ((await configurationOf([id])) !== undefined) usable.push(id);
        const configuration = await configurationOf(usable);
        if (configuration === undefined || usable.length === 0) return;
        accepted += usable.length;
        const store = await openInfluxSeriesStore({
          path: join(folder, `series-${++opened}.db`),
          influx: server.connect(),
          layout: homeAssistantLayout(bucket),
          places: meterPlaces(configuration),
          timers: new ManualClock(june + 86_400_000),
        });
        const times = Float64Array.of(june);
        for (const [i, id] of usable.entries()) await store.appendSamples(id, 'typed', times, Float64Array.of(i));
        expect(await store.seriesNames()).toEqual([...usable].sort());
        for (const [i, id] of usable.entries())
          expect([id, (await store.readSamples(id)).values]).toEqual([id, Float64Array.of(i)]);
        for (const id of usable) {
          expect([id, await store.deleteSamples(id, june, june + 1)]).toEqual([id, 1]);
          expect(await store.seriesNames()).not.toContain(id);
        }
        await store.close();
      }),
      { numRuns: 25 },
    );
    expect(accepted).toBeGreaterThan(10);
  });
});
