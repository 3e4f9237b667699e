import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const status = (format: Formats): Texts['status'] => {
  const plural = (count: number, one: string, many: string) => `${format.count(count)} ${count === 1 ? one : many}`;
  return {
    partitions: (count) => plural(count, 'Partition', 'Partitionen'),
    assets: (count) => plural(count, 'Asset', 'Assets'),
    steps: (count) => plural(count, 'Schritt', 'Schritte'),
    lines: (count) => plural(count, 'Zeile', 'Zeilen'),
    of: (count, all) => `${format.count(count)} von ${all}`,
    nothing: 'nichts',
    noPartitions: 'keine Partitionen',
    noPartition: 'keine Partition',
    justNow: 'gerade eben',
    ago: (count, unit) => `vor ${count} ${unit}`,
    labels: {
      running: 'läuft',
      queued: 'wartet',
      failed: 'fehlgeschlagen',
      blocked: 'blockiert',
      missing: 'fehlt',
      stale: 'veraltet',
      fresh: 'aktuell',
    },
    meanings: {
      running: 'wird gerade gebildet',
      queued: 'wartet in einem Lauf, bis sie an der Reihe ist',
      failed: 'der letzte Versuch schlug fehl; ein älterer Wert kann noch stehen',
      blocked: 'etwas, das sie liest, schlug fehl oder fehlt',
      missing: 'nie gebildet',
      stale: 'gebildet, aber aus anderen Eingaben, Code oder Konfiguration als jetzt gelten',
      fresh: 'gebildet aus dem, was jetzt da ist',
    },
    runs: {
      running: 'läuft',
      success: 'gelungen',
      partial: 'teilweise',
      failed: 'fehlgeschlagen',
      cancelled: 'abgebrochen',
      waiting: 'wartet',
      paused: 'angehalten',
      skipped: 'übersprungen',
    },
    causes: {
      'input-changed': 'eine Eingabe hat sich geändert',
      'input-added': 'eine Eingabe kam hinzu',
      'input-removed': 'eine Eingabe fiel weg',
      'code-changed': 'der Code hat sich geändert',
      'config-changed': 'die Konfiguration hat sich geändert',
      'deps-differ': 'es wurden andere Abhängigkeiten deklariert',
      'upstream-not-fresh': 'etwas davor war nicht aktuell',
      'not-made': 'vorher nie gebildet',
    },
    qualities: {
      measured: 'gemessen',
      estimated: 'geschätzt',
      extrapolated: 'hochgerechnet',
      unknown: 'unbekannt',
    },
    kinds: {
      materialize: 'Materialisierung',
      refresh: 'Auffrischung',
      schedule: 'Zeitplan',
      backfill: 'Nachholung',
      retry: 'Wiederholung',
      observe: 'Beobachtung',
    },
    kindBy: (kind, actor) => `${kind} durch ${actor}`,
  };
};
