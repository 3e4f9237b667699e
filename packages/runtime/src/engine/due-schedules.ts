import type { AssetGraph, Automation } from '@meterworks/assets';
import { openSchedule } from '../schedule/open-schedule.ts';

type CronRule = Automation & { readonly kind: 'cron' };

const idOf = ({ expression }: CronRule, zone: string) => `${zone} ${expression}`;

/**
 * Looks up which of the schedules in a graph's automation fell due in (after, until], UTC ms: gives a function that answers by rule
 * and zone with the latest such instant.
 */
export async function dueSchedules(
  graph: AssetGraph,
  groups: ReadonlyMap<string, Automation>,
  after: number,
  until: number,
): Promise<(rule: CronRule, zone: string) => number | undefined> {
  const due = new Map<string, number | undefined>();
  for (const key of graph.keys) {
    const { automation, group, scheme } = graph.asset(key);
    const rule = automation ?? groups.get(group ?? '');
    if (rule?.kind !== 'cron') continue;
    const zone = rule.zone ?? scheme.zone;
    const id = idOf(rule, zone);
    if (due.has(id)) continue;
    const [latest] = (await openSchedule(rule.expression, zone)).latest(until, 1);
    due.set(id, latest !== undefined && latest > after ? latest : undefined);
  }
  return (rule, zone) => due.get(idOf(rule, zone));
}
