import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const why = (format: Formats): Texts['why'] => {
  const changed = (count: number) => `${format.count(count)} ${count === 1 ? 'Partition' : 'Partitionen'}`;
  return {
    title: 'Warum?',
    is: (name, status, cause) => `${name} ist ${status}, denn ${cause}.`,
    isFresh: (name, cause) => `${name} ist aktuell; zuletzt geändert, denn ${cause}.`,
    isPlainly: (name, status) => `${name} ist ${status}.`,
    isPinned: (name) => `${name} ist aktuell, denn der Wert ist festgehalten.`,
    hasFailed: (name, message) => `${name} ist fehlgeschlagen: ${message}`,
    isNot: (name) => `${name} gibt es nicht: so weit reicht das Asset nicht.`,
    noReason: 'der Grund wurde nicht festgehalten',
    failed: (name, message) => `${name} ist fehlgeschlagen: ${message}`,
    neverMade: (name) => `${name} wurde nie gebildet`,
    deleted: (name) => `der Wert von ${name} wurde gelöscht`,
    firstMade: (name) => `${name} wurde zum ersten Mal gebildet`,
    codeChanged: (asset, from, to) => `der Code von ${asset} ist nicht mehr Version ${from}, sondern ${to}`,
    codeOther: (asset) => `der Code von ${asset} hat sich geändert`,
    configChanged: (asset) => `die Konfiguration von ${asset} hat sich geändert`,
    depsDiffer: (asset) => `die Abhängigkeiten von ${asset} sind andere als bei seiner Bildung`,
    inputChanged: (asset, spans) => `${asset} hat sich geändert (${spans})`,
    inputAdded: (asset, spans) => `${asset} hat mehr als bei seiner Bildung${spans && ` (${spans})`}`,
    inputRemoved: (asset, spans) => `${asset} hat weniger als bei seiner Bildung${spans && ` (${spans})`}`,
    notFresh: (asset, status, spans) => `${asset} ist ${status} (${spans})`,
    changed: (name) => `${name} bekam einen neuen Wert`,
    seen: (name) => `eine Quelle sah eine Änderung in ${name}`,
    readings: (count, series, value, instant) =>
      count === 1
        ? `eine Ablesung von ${series} kam an: ${value} vom ${instant}`
        : `${format.count(count)} Ablesungen von ${series} kamen an, die letzte ${value} vom ${instant}`,
    more: (spans, count) => `… ${spans}, zusammen ${changed(count)}`,
    chain: 'Von der Partition zur Ursache',
    madeWith: 'gebildet mit',
    root: 'Ursache',
    log: 'Protokoll',
    inputs: 'Gebildet aus',
    input: 'Eingabe',
    partitions: 'Partitionen',
    count: 'Anzahl',
    version: 'Fassung (Hash)',
    lastChanged: 'Zuletzt geändert',
    commit: (seq) => `Commit ${format.count(seq)}`,
    since: (count) => `${changed(count)} seither geändert`,
    unchanged: 'wie bei der Bildung',
    result: 'Der eigene Wert',
    notRead: 'wurde nicht gebraucht',
  };
};
