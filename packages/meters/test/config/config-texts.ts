import type { ConfigurationTexts } from '../../src/config/index.ts';
import { formatProblem, type ParsedConfiguration, parseConfiguration } from '../../src/config/index.ts';

/** A small sound house; tests replace single files. */
export const goodFiles = {
  config: 'storage: embedded\n',
  meters: `meters:
  - { meter_id: gas_zahler, type: physical, output_unit: m³, installation_date: 2024-11-12 }
  - { meter_id: gas_alt, type: physical, output_unit: m3, deinstallation_date: 2024-11-12 }
  - { meter_id: boiler, type: physical, output_unit: kWh }
  - { meter_id: strom, type: physical, output_unit: kWh }
  - { meter_id: flat, type: physical, output_unit: Wh }
  - meter_id: gas
    type: master
    output_unit: m³
    periods:
      - { start_date: 2020-06-01, end_date: 2024-11-12, composition_type: single, source_meters: [gas_alt], source_unit: m³ }
      - start_date: 2024-11-13
        end_date: 9999-12-31
        composition_type: single
        source_meters: [gas_zahler]
        source_unit: m³
        apply_offset_from_previous_period: true
  - meter_id: fireplace
    type: virtual
    output_unit: m³
    calculation_type: subtraction
    base_meter: gas
    subtract_meters: [boiler]
    subtract_meter_conversions: { boiler: { from_unit: kWh, to_unit: m³ } }
  - { meter_id: common, type: virtual, output_unit: kWh, expression: "strom - 0.5 * flat" }
`,
  patterns: 'patterns:\n  strom: { monthly_percentages: [10, 9, 9, 8, 8, 7, 7, 7, 8, 9, 9, 9] }\n',
} as const;

export interface TestFiles {
  readonly config?: string | undefined;
  readonly meters?: string | undefined;
  readonly patterns?: string | undefined;
  readonly influxEnv?: string;
  readonly tibberEnv?: string;
  readonly notifyEnv?: string;
  readonly mqttEnv?: string;
  readonly uiEnv?: string;
}

export function textsOf(files: TestFiles, directory = 'config'): ConfigurationTexts {
  const all = { ...goodFiles, ...files };
  return {
    directory,
    config: { path: 'config.yaml', text: all.config },
    meters: { path: 'meters.yaml', text: all.meters },
    patterns: { path: 'seasonal_patterns.yaml', text: all.patterns },
    influxEnv: { path: 'influxdb.env', text: files.influxEnv },
    tibberEnv: { path: 'tibber.env', text: files.tibberEnv },
    notifyEnv: { path: 'notifications.env', text: files.notifyEnv },
    mqttEnv: { path: 'mqtt.env', text: files.mqttEnv },
    uiEnv: { path: 'ui.env', text: files.uiEnv },
  };
}

export function parse(files: TestFiles, environment: Record<string, string> = {}): ParsedConfiguration {
  return parseConfiguration(textsOf(files), environment);
}

/** The problems as a terminal shows them. */
export function lines(files: TestFiles, environment: Record<string, string> = {}): string[] {
  return parse(files, environment).problems.map(formatProblem);
}

/** The good meters with one text replaced, which must be there. */
export function metersWith(from: string, to: string): string {
  if (!goodFiles.meters.includes(from)) throw new Error(`the good meters do not hold ${from}`);
  return goodFiles.meters.replace(from, to);
}
