import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { CallTally } from './call-tally.ts';
import type { Happenings } from './happenings.ts';
import { readStateFigures } from './state-figures.ts';

export interface MetricsParts {
  readonly connection: SqliteConnection;
  readonly version: string;
  readonly calls: CallTally;
  /** What ended since it was asked the time before. */
  readonly happened: () => Happenings;
  /** Whether the configuration that is worked with is the one in the files. */
  readonly configurationValid: () => boolean;
}

export interface Metrics {
  readonly contentType: string;
  /** In Prometheus' text format; everything is looked up when it is asked for, so that nobody asking costs nothing. */
  text(): Promise<string>;
}

const runBuckets = [0.1, 0.5, 1, 5, 15, 60, 300, 1800];
const stepBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120];

/** Loads prom-client, which is why it is asynchronous. */
export async function openMetrics(parts: MetricsParts): Promise<Metrics> {
  const { connection, version, calls, happened, configurationValid } = parts;
  const { Counter, Gauge, Histogram, Registry } = await import('prom-client');
  const registry = new Registry();
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });

  gauge('meterworks_info', 'The version at work.', 'version').set({ version }, 1);
  const valid = gauge(
    'meterworks_configuration_valid',
    '0 while a changed configuration is not used because of errors.',
  );
  const partitions = gauge('meterworks_partitions', 'Partitions by group of assets and status.', 'group', 'status');
  const groupSuccess = gauge(
    'meterworks_group_last_success_timestamp_seconds',
    'When something of the group was last made.',
    'group',
  );
  const enabled = gauge('meterworks_schedule_enabled', '1 for a schedule that is on.', 'schedule');
  const tickSuccess = gauge(
    'meterworks_schedule_last_success_timestamp_seconds',
    'When the work of a tick last ended with success, also where there was nothing to make.',
    'schedule',
  );
  const running = gauge('meterworks_runs_running', 'Runs that go on.');
  const waiting = gauge('meterworks_commands_waiting', 'Commands that are not finished.');
  const backfill = gauge('meterworks_backfill_partitions_left', 'Partitions that backfills are still to look at.');
  const runs = counter('meterworks_runs_total', 'Runs that ended, by kind and how.', 'kind', 'status');
  const steps = counter('meterworks_steps_total', 'Steps that ended, by how.', 'status');
  const retries = counter('meterworks_step_retries_total', 'Tries of steps after one that failed in passing.');
  const ticks = counter('meterworks_ticks_total', 'Ticks by schedule and decision.', 'schedule', 'decision');
  const called = counter(
    'meterworks_calls_total',
    'Requests to other services, repeated ones each.',
    'service',
    'outcome',
  );
  const runSeconds = new Histogram({
    name: 'meterworks_run_seconds',
    help: 'Duration of runs.',
    labelNames: ['kind'],
    buckets: runBuckets,
    registers: [registry],
  });
  const stepSeconds = new Histogram({
    name: 'meterworks_step_seconds',
    help: 'Duration of steps.',
    buckets: stepBuckets,
    registers: [registry],
  });
  const memory = gauge('process_resident_memory_bytes', 'Memory of the daemon.');
  const cpu = counter('process_cpu_seconds_total', 'Processor time of the daemon.');
  gauge('process_start_time_seconds', 'When the daemon was started.').set(Date.now() / 1000 - process.uptime());

  return {
    contentType: registry.contentType,
    async text() {
      const figures = readStateFigures(connection);
      valid.set(configurationValid() ? 1 : 0);
      for (const one of [partitions, groupSuccess, enabled, tickSuccess]) one.reset();
      for (const { group, status, count } of figures.partitions) partitions.set({ group, status }, count);
      for (const { group, at } of figures.lastSuccess) groupSuccess.set({ group }, at / 1000);
      for (const schedule of figures.schedules) {
        enabled.set({ schedule: schedule.name }, schedule.enabled ? 1 : 0);
        if (schedule.lastSuccess !== null) tickSuccess.set({ schedule: schedule.name }, schedule.lastSuccess / 1000);
      }
      running.set(figures.runningRuns);
      waiting.set(figures.waitingCommands);
      backfill.set(figures.backfillPartitions);
      const since = happened();
      for (const { kind, status, seconds } of since.runs) {
        runs.inc({ kind, status });
        runSeconds.observe({ kind }, seconds);
      }
      for (const { status, seconds } of since.steps) {
        steps.inc({ status });
        stepSeconds.observe(seconds);
      }
      retries.inc(since.retries);
      for (const { schedule, decision } of since.ticks) ticks.inc({ schedule, decision });
      called.reset();
      for (const { service, outcome, count } of calls.counts) called.inc({ service, outcome }, count);
      memory.set(process.memoryUsage.rss());
      cpu.reset();
      const { user, system } = process.cpuUsage();
      cpu.inc((user + system) / 1e6);
      return registry.metrics();
    },
  };
}
