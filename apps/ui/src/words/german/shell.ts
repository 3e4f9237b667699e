import type { Texts } from '../texts.ts';

export const shell: Texts['shell'] = {
  navigation: 'Hauptnavigation',
  overview: 'Übersicht',
  meters: 'Zähler',
  anomalies: 'Auffälligkeiten',
  lineage: 'Datenfluss',
  assets: 'Assets',
  schedules: 'Zeitpläne',
  runs: 'Läufe',
  configuration: 'Konfiguration',
  skip: 'Zum Inhalt',
  live: 'live',
  offline: 'getrennt',
  liveMeaning: 'Live: Änderungen erscheinen von selbst',
  offlineMeaning: 'Nicht verbunden: neuer Versuch läuft',
  themes: { system: 'wie das System', light: 'hell', dark: 'dunkel' },
  theme: (name) => `Farben: ${name}`,
  changeTheme: (name) => `Farben: ${name}. Ändern`,
  languageIs: (name) => `Sprache: ${name}. Ändern`,
  looksAgain: (seconds) => `Diese Seite sieht alle ${seconds} Sekunden wieder nach.`,
  emptyTitle: 'Noch nichts deklariert',
  emptyText:
    'Die Zustandsdatenbank ist da, aber es ist noch kein Graph von Assets darin festgehalten. „npx meterworks materialize“ hält fest und bildet, was die Konfiguration deklariert; „npx meterworks demo“ füllt das Demo-Haus.',
  absentTitle: 'Es gibt keine Zustandsdatenbank',
  absentText: (folder) =>
    `Diese Seiten suchen sie in ${folder}. In einem neuen Haus legt „npx meterworks materialize“ sie an, im Demo-Haus „npx meterworks demo“. Gab es schon eine, wurde sie verschoben oder ihr Datenträger fehlt: zurücklegen genügt.`,
  upgradingTitle: 'Wird erneuert',
  upgradingText: (found, known) =>
    `Die Zustandsdatenbank hat Schema ${found}, diese Seiten kennen ${known}. Der Dienst erneuert sie gerade, oder er wurde erneuert und diese Seiten nicht; dann diese neu starten.`,
  unreachableTitle: 'Die Zustandsdatenbank ist nicht zu lesen',
  brokenTitle: 'Diese Seite ließ sich nicht aufbauen',
  brokenText: (digest) =>
    `Das Protokoll der Oberfläche sagt warum${digest === undefined ? '' : ` (${digest})`}. Nichts wurde geändert.`,
  tryAgain: 'Noch einmal versuchen',
  notFoundTitle: 'Hier ist nichts',
  notFoundText:
    'Kein Asset, kein Lauf und keine Seite hat diese Adresse. Vielleicht wurde es umbenannt oder aufgeräumt.',
  toOverview: 'Zur Übersicht',
};
