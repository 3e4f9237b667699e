import type { AssetKey, Automation } from '@meterworks/assets';

export interface ProgressEvent {
  readonly phase: 'observe' | 'refresh' | 'make';
  /** Partitions. */
  readonly done: number;
  readonly total: number;
  readonly asset: AssetKey | undefined;
}

export interface MaterializeOptions {
  /** Who asks, and as what: "cli" and "materialize", "schedule:daily" and "schedule". */
  readonly actor: string;
  readonly kind: string;
  /** Look at the sources first; true unless told. */
  readonly observe?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** One look of a process that makes what rules say. */
export interface AutomationLook {
  readonly actor: string;
  /** When it looked last (UTC ms): schedules that fell due since then count. */
  readonly since: number;
  /** Rules of groups, for assets without one of their own. */
  readonly groups?: ReadonlyMap<string, Automation>;
  readonly signal?: AbortSignal;
}

export interface PlanOptions {
  readonly actor: string;
  readonly observe?: boolean;
  readonly signal?: AbortSignal;
}
