import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const overview = (format: Formats): Texts['overview'] => {
  const partitions = (count: number) => `${format.count(count)} ${count === 1 ? 'Partition' : 'Partitionen'}`;
  return {
    ranges: { '90': '90 Tage', '365': '1 Jahr', all: 'Alles' },
    daysShown: 'Gezeigte Tage',
    totals: (count, assets) => `${partitions(count)} in ${format.count(assets)} ${assets === 1 ? 'Asset' : 'Assets'}`,
    asOf: (instant) => `, Stand ${instant}`,
    more: (count) => `und ${format.count(count)} weitere`,
    matrix: 'Zähler nach Tagen',
    noMeterDay: 'Noch hat kein Zähler einen Tag.',
    matrixKind: 'Matrix',
    matrixLabel: 'Status aller Zähler und Tage. Pfeiltasten bewegen, Eingabe öffnet den Tag.',
    matrixHint: 'Auf einen Tag zeigen für seinen Status; klicken für den Grund.',
    runningAndLast: 'Laufende und letzte Läufe',
    lastRuns: 'Letzte Läufe',
    allRuns: 'Alle Läufe',
    nothingRan: 'Noch ist nichts gelaufen.',
    anomalies: 'Neueste Auffälligkeiten',
    allAnomalies: 'Alle Auffälligkeiten',
    noAnomalies: 'Keine in den letzten zwei Monaten.',
    dateSpan: (first, last) => `${first} bis ${last}`,
    verdict: {
      failed: (count) => `${partitions(count)} fehlgeschlagen`,
      failedDetail: (blocked) =>
        `Ältere Werte bleiben stehen, wo es welche gab${blocked === 0 ? '' : `; dadurch ${partitions(blocked)} blockiert`}.`,
      running: (count) => (count === 1 ? 'Ein Lauf ist am Werk' : `${format.count(count)} Läufe sind am Werk`),
      runningDetail: (count) => `Noch ${partitions(count)} zu bilden.`,
      blocked: (count) => `${partitions(count)} blockiert`,
      blockedDetail: 'Etwas, das sie lesen, fehlt oder schlug fehl.',
      stale: (count) => `${partitions(count)} veraltet`,
      missing: (count) => (count === 1 ? '1 Partition fehlt' : `${partitions(count)} fehlen`),
      waitingDetail: 'Der nächste Lauf bildet sie.',
      lastFailed: 'Der letzte Lauf schlug fehl',
      lastFailedDetail: 'Alle Partitionen sind dennoch aktuell.',
      critical: (count) =>
        `Aktuell, mit ${format.count(count)} ${count === 1 ? 'kritischen Auffälligkeit' : 'kritischen Auffälligkeiten'}`,
      criticalDetail: 'Alle Partitionen sind aktuell; die Auffälligkeiten stehen unten.',
      good: 'Alles in Ordnung',
      goodDetail: 'Alle Partitionen sind aktuell.',
    },
  };
};
