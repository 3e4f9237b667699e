import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const search = (format: Formats): Texts['search'] => ({
  label: 'Suchen',
  open: 'Suchen (Strg-K oder ⌘K)',
  keys: 'Strg K',
  placeholder: 'Zähler, Asset, Lauf oder Seite',
  hits: 'Gefunden',
  searching: 'Sucht…',
  found: (shown, total) =>
    total === 0
      ? 'Nichts gefunden.'
      : shown < total
        ? `${format.count(shown)} von ${format.count(total)} gezeigt; mehr Wörter finden weniger`
        : `${format.count(total)} gefunden`,
  kinds: { page: 'Seite', meter: 'Zähler', asset: 'Asset', run: 'Lauf' },
});
