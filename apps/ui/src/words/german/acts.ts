import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const acts = (format: Formats): Texts['acts'] => {
  const partitions = (count: number) => `${format.count(count)} ${count === 1 ? 'Partition' : 'Partitionen'}`;
  return {
    filing: 'Wird verlangt…',
    waiting: 'Wartet, bis der Dienst es aufnimmt…',
    working: 'Am Werk…',
    workingOn: 'Am Werk:',
    done: 'Erledigt.',
    readOnly: 'Diese Seiten zeigen nur: Sie wurden ohne Schreibrecht gestartet.',
    refusedOrigin: 'Abgelehnt: Die Anfrage kommt nicht von diesen Seiten.',
    notUnderstood: 'Diese Seiten wissen nicht, was verlangt wurde; bitte neu laden.',
    databaseFault: (message) => `Es ließ sich nicht verlangen: ${message}.`,
    noAnswer: 'Die Oberfläche antwortet nicht. Läuft sie noch?',
    materialize: 'Materialisieren',
    materializeOpen: 'Materialisieren…',
    materializeTitle: (asset) => `${asset} materialisieren`,
    which: 'Bilden',
    choices: { needed: 'was nicht aktuell ist', failed: 'was fehlschlug', all: 'alles, aktuell oder nicht' },
    from: 'Von',
    to: 'Bis',
    beginning: 'seinem Anfang',
    end: 'seinem Ende',
    dateHint: 'Tage, Monate oder Jahre, beide eingeschlossen: 2024-11-27, 2024-11, 2024.',
    downstream: 'und alles, was daraus berechnet wird',
    close: 'Schließen',
    showPlan: 'Plan zeigen',
    noPlan: 'Der Plan ist nicht zu lesen.',
    planned: (count) => `${partitions(count)} zu bilden`,
    certain: (certain, possible) => `: ${format.count(certain)} sicher, höchstens ${format.count(possible)} weitere`,
    plannedBlocked: (count) => `; ${format.count(count)} blockiert`,
    moreAssets: (count) => `und ${format.count(count)} weitere Assets`,
    nothingToDo: 'Nichts zu tun: Alles davon ist aktuell.',
    allBlocked: (count) => `Nichts lässt sich bilden: ${partitions(count)} blockiert.`,
    made: (status, count) => `: ${status}, ${partitions(count)} gebildet`,
    madeFailed: (count) => `, ${format.count(count)} fehlgeschlagen`,
    cancelRun: 'Lauf abbrechen',
    retryRun: 'Nicht Gebildetes noch einmal versuchen',
    nothingLeft: 'Es war nichts mehr zu bilden.',
  };
};
