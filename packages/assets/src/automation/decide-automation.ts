import type { AssetKey } from '../asset-key.ts';
import type { AssetDefinition } from '../definition/asset.ts';
import type { AssetGraph } from '../graph/asset-graph.ts';
import type { Staleness } from '../staleness/asset-staleness.ts';
import { noPartition, type Status, statusCodes, statuses } from '../staleness/status.ts';
import type { Automation } from './automation.ts';

/** What a look decided about one asset, and why. */
export interface AutomationDecision {
  readonly asset: AssetKey;
  readonly rule: Automation['kind'];
  readonly action: 'make' | 'leave';
  /** How many of its partitions are not fresh. */
  readonly unsettled: number;
  /** For people. */
  readonly sentence: string;
}

/** What a look knows besides the graph and its staleness. */
export interface AutomationFacts {
  /** Of groups whose assets name no rule of their own. */
  readonly groups?: ReadonlyMap<string, Automation>;
  /** The instant (UTC ms) at which a schedule fell due since the last look; undefined where it did not. */
  readonly dueSince: (rule: Automation & { readonly kind: 'cron' }, zone: string) => number | undefined;
  /** An instant for people, in a zone. */
  readonly localTime: (instant: number, zone: string) => string;
}

/** What automation makes of an asset. */
const automated: readonly Status[] = ['missing', 'stale', 'failed'];

/**
 * Decides for every asset that has a rule, its own or its group's, whether it is made now. Assets without one are not automated
 * and get no decision. Pure: schedules are told to it.
 *
 * What failed is tried again at every look that would make it: only trying shows whether what was wrong has been put right.
 */
export function decideAutomation(
  graph: AssetGraph,
  staleness: Staleness,
  facts: AutomationFacts,
): AutomationDecision[] {
  return graph.keys.flatMap((key) => {
    const asset = graph.asset(key);
    const rule = ruleOf(asset, facts.groups);
    if (rule === undefined || asset.compute.kind === 'external') return [];
    const counts = countByStatus(staleness.of(key).status);
    const unsettled = automated.reduce((sum, status) => sum + counts[status], counts.blocked);
    const decided = decide(asset, rule, counts, facts);
    return [{ asset: key, rule: rule.kind, unsettled, ...decided }];
  });
}

/** What of the assets that a look decided to make is wanted, for `planRun`. */
export function wantedBy(decisions: readonly AutomationDecision[]): Map<AssetKey, ReadonlySet<Status>> {
  const making = decisions.filter(({ action }) => action === 'make');
  return new Map(making.map(({ asset }) => [asset, new Set(automated)]));
}

/** The rule that holds for an asset: its own, else its group's. */
function ruleOf(asset: AssetDefinition, groups: AutomationFacts['groups']): Automation | undefined {
  return asset.automation ?? (asset.group === undefined ? undefined : groups?.get(asset.group));
}

type Counts = Readonly<Record<Status, number>>;

function decide(
  asset: AssetDefinition,
  rule: Automation,
  counts: Counts,
  facts: AutomationFacts,
): Pick<AutomationDecision, 'action' | 'sentence'> {
  const makeable = automated.reduce((sum, status) => sum + counts[status], 0);
  const what = automated.flatMap((status) => (counts[status] === 0 ? [] : [`${counts[status]} ${status}`])).join(', ');
  if (makeable === 0) {
    const waiting = counts.blocked === 0 ? 'everything is fresh' : `${counts.blocked} blocked by what failed above`;
    return { action: 'leave', sentence: `${asset.key} is left alone: ${waiting}.` };
  }
  switch (rule.kind) {
    case 'manual':
      return { action: 'leave', sentence: `${asset.key} is left alone: it is made when somebody asks (${what}).` };
    case 'eager':
      return { action: 'make', sentence: `${asset.key} is made: ${what}.` };
    case 'cron': {
      const zone = rule.zone ?? asset.scheme.zone;
      const due = facts.dueSince(rule, zone);
      if (due === undefined)
        return { action: 'leave', sentence: `${asset.key} waits for its schedule "${rule.expression}" (${what}).` };
      return {
        action: 'make',
        sentence: `${asset.key} is made: its schedule was due ${facts.localTime(due, zone)} (${what}).`,
      };
    }
  }
}

function countByStatus(codes: Uint8Array): Counts {
  const byCode = new Uint32Array(noPartition + 1);
  for (const code of codes) byCode[code] = (byCode[code] as number) + 1;
  return Object.fromEntries(statuses.map((status) => [status, byCode[statusCodes[status]] ?? 0])) as Counts;
}
