import type { AutomationView, TickView } from '@meterworks/runtime/read';

export const schedules = {
  /** Why a tick was decided so, and what came of it: in English as it was recorded. `at` writes an instant. */
  decided: ({ sentence }: TickView, _at: (instant: number) => string): string => sentence,
  cameTo: ({ outcome }: TickView): string | null => outcome,
  title: 'Schedules',
  note: 'What runs by itself, what comes next, and what was decided at every tick.',
  none: 'No schedule is recorded yet: the service records them when it starts.',
  state: 'State',
  on: 'on',
  off: 'off',
  switched: 'Switched',
  by: (actor: string, instant: string) => `by ${actor}, ${instant}`,
  expression: 'When',
  next: 'Next',
  due: 'Due',
  decision: 'What was decided, and why',
  /** What a rule decided about an asset: in English as it was recorded. */
  ruleSaid: ({ sentence }: AutomationView): string => sentence,
  settled: (count: number, of: number) =>
    `Rules look at ${of} assets every minute; at the latest look everything was fresh of ${count}.`,
  rules: 'By rule',
  rule: 'Rule',
  decidedAt: 'Decided',
  ruleKinds: { eager: 'at every look', cron: 'on schedule', manual: 'by hand' },
  noTick: 'It was not due yet.',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  runNow: 'Run now',
};
