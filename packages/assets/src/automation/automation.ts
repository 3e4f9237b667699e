/** When an asset is brought up to date without anybody asking. Whatever the rule, it looks at all of history. */
export type Automation =
  /** Never: only somebody who asks has it made. */
  | { readonly kind: 'manual' }
  /** At every look, as soon as something of it is not fresh. */
  | { readonly kind: 'eager' }
  /** When the schedule is due. Without a zone it is read in that of the asset's partitions. */
  | { readonly kind: 'cron'; readonly expression: string; readonly zone: string | undefined };

export function manual(): Automation {
  return { kind: 'manual' };
}

export function eager(): Automation {
  return { kind: 'eager' };
}

/**
 * @param expression five fields, or six with seconds in front
 * @param zone IANA name; that of the asset's partitions unless told
 */
export function onCron(expression: string, zone?: string): Automation {
  return { kind: 'cron', expression, zone };
}
