/** One line of what `doctor` says. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly area: Area;
  /** What it is about: a file, the server, a bucket, a meter. */
  readonly subject: string;
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}

export type Area = 'configuration' | 'clock' | 'state' | 'server' | 'buckets' | 'readings' | 'tibber';

type Say = (subject: string, message: string, remedy?: string) => Finding;

/** The three ways to say something about one area. */
export function findingsOf(area: Area): { readonly ok: Say; readonly warning: Say; readonly error: Say } {
  const say =
    (level: Finding['level']): Say =>
    (subject, message, remedy) => ({ level, area, subject, message, ...(remedy === undefined ? {} : { remedy }) });
  return { ok: say('ok'), warning: say('warning'), error: say('error') };
}
