import type { AutomationView } from '@meterworks/runtime/read';

/** Was eine Regel entschied, aus dem, was davon festgehalten ist. */
export function ruleDecided({ action, rule, unsettled }: AutomationView): string {
  if (unsettled === 0) return 'Bleibt, wie es ist: alles ist aktuell.';
  const open = `${unsettled} nicht aktuell`;
  if (action === 'make') return `Wird gebildet: ${open}.`;
  switch (rule) {
    case 'manual':
      return `Bleibt, wie es ist: wird nur auf Wunsch gebildet (${open}).`;
    case 'cron':
      return `Wartet auf seinen Zeitpunkt oder auf das, was davor fehlschlug (${open}).`;
    case 'eager':
      return `Wartet auf das, was davor fehlschlug (${open}).`;
  }
}
