import type { Formats } from '../formats.ts';
import type { Texts } from '../texts.ts';

export const readings = (format: Formats): Texts['readings'] => ({
  enter: 'Zählerstand eingeben',
  date: 'Datum',
  time: 'Uhrzeit',
  registerIn: (unit) => (unit === null ? 'Zählerstand' : `Zählerstand in ${unit}`),
  check: 'Prüfen',
  zone: (zone) => `Ortszeit von ${zone}.`,
  twice: 'Die Uhren wurden zurückgestellt und zeigten diese Stunde zweimal. Welche?',
  passes: (pass, offset) => `${pass === 0 ? 'die erste' : 'die zweite'} (${offset})`,
  skipped: 'Diese Zeit zeigte keine Uhr: Sie wurden darüber hinweg vorgestellt.',
  registerFault: {
    none: 'Das ist kein Zählerstand.',
    open: 'Trennt das Zeichen Tausender oder Nachkommastellen? Mit Nachkommastellen schreiben, oder ohne das Zeichen.',
  },
  register: 'Zählerstand',
  before: 'Stand davor',
  after: 'Stand danach',
  none: 'keiner',
  registerAt: (register, at) => `${register} (${at})`,
  sinceThen: 'Seitdem',
  thatIs: 'Das sind',
  usual: 'Üblich',
  usualOf: { 'year-before': 'wie ein Jahr zuvor', 'all-before': 'wie in aller Zeit davor' },
  notKnownYet: 'noch nicht bekannt',
  aDay: (amount) => `${amount} am Tag`,
  plausible: 'Plausibel: Nichts spricht dagegen.',
  against(what, { register, at, rate }) {
    switch (what.kind) {
      case 'not-a-number':
        return 'Das ist keine Zahl.';
      case 'negative':
        return 'Er liegt unter null.';
      case 'beyond-digits':
        return `Das Zählwerk dieses Zählers endet vor ${register(what.limit)}.`;
      case 'in-the-future':
        return `Diese Zeit kommt erst noch: Jetzt ist ${at(what.now)}.`;
      case 'before-installation':
        return `Der Zähler wurde erst am ${at(what.installed)} eingebaut.`;
      case 'after-removal':
        return `Der Zähler wurde am ${at(what.removed)} ausgebaut.`;
      case 'known':
        return 'Diesen Stand gibt es schon.';
      case 'falls':
        return `Er liegt unter dem Stand davor, ${register(what.from)}. Ein Zähler zählt nicht zurück.`;
      case 'rolls-over':
        return `Er liegt unter dem Stand davor, ${register(what.from)}: Ist das Zählwerk übergelaufen?`;
      case 'above-next':
        return `Er liegt über dem Stand danach, ${register(what.next)}.`;
      case 'another-register':
        return `Zu dieser Zeit gibt es einen anderen Stand: ${what.registers.map(register).join('; ')}.`;
      case 'too-fast':
        return `Dieser Zähler zählt höchstens ${rate(what.mostPerDay)}.`;
      case 'much-more':
        return 'Das ist weit mehr als üblich.';
      case 'much-less':
        return 'Das ist weit weniger als üblich.';
    }
  },
  save: 'Zählerstand speichern',
  saveAllTheSame: 'Trotzdem speichern',
  written: (register, at) => `Gespeichert: ${register}, ${at}.`,
  stale: 'Was dadurch nicht mehr aktuell ist:',
  staleBefore: (count) =>
    count === 1
      ? 'Eine weitere Partition war schon vorher nicht aktuell; sie wird mitgebildet.'
      : `${format.count(count)} weitere waren schon vorher nicht aktuell; sie werden mitgebildet.`,
  found: 'In den Zählerständen gefunden',
  nothingFound: 'An den Zählerständen war nichts zu finden, Stand des letzten Laufs.',
  more: (count) => `Mehr von ${format.count(count)} zeigen`,
  states: {
    proposed: 'wartet auf weitere Stände oder auf dein Wort',
    settled: 'durch die Stände geklärt',
    decided: 'entschieden',
  },
  verdicts: { accept: 'von dir angenommen', reject: 'von dir verworfen' },
  decide: { accept: 'Annehmen', reject: 'Verwerfen', withdraw: 'Zurücknehmen' },
  verdictMeanings: {
    accept: 'Dem Stand wird geglaubt, wie er auch aussieht; fällt er, war es eine Rücksetzung oder ein Zählertausch.',
    reject: 'Der Stand wird weggelassen.',
    withdraw: 'Die Prüfung urteilt wieder selbst.',
  },
  decided: 'Vermerkt; es zählt vom nächsten Lauf an.',
  asYouSaid: (register) => `Der Stand von ${register}, wie du es gesagt hast.`,
  finding({ type, from, to, amount, dropped, proposed }, register) {
    const many = dropped === 1 ? 'Ein Stand' : `${format.count(dropped)} Stände`;
    const were = dropped === 1 ? 'wurde' : 'wurden';
    const after = Number.isFinite(from) ? ` nach ${register(from)}` : '';
    switch (type) {
      case 'spike':
        return `${many} von ${register(to)}${after} ${were} weggelassen: Die ringsum lassen das nicht zu.`;
      case 'zero':
        return `${many} von 0${after} ${were} weggelassen: Der Zähler zählt weiter, wo er war.`;
      case 'conflict':
        return `${many} von ${register(to)} ${were} weggelassen: Zur selben Zeit gibt es auch ${register(from)}.`;
      case 'not-a-number':
        return `${many} ${were} weggelassen: keine Zahl.`;
      case 'negative':
        return `${many} unter null (${register(to)}) ${were} weggelassen.`;
      case 'in-the-future':
        return `${many} aus der Zukunft ${were} weggelassen.`;
      case 'rejected':
        return `${many} von ${register(to)} ${were} verworfen.`;
      case 'dip':
        return `Der Zählerstand sinkt kurz von ${register(from)} auf ${register(to)}: Er wird gehalten, nichts fließt zurück.`;
      case 'stale-hold':
        return `${many} wiederholten ${register(from)}, während der Zähler weiterzählte: ${register(amount)} wurden auf die Zeit verteilt.`;
      case 'reset':
        return `Der Zählerstand fiel von ${register(from)} auf ${register(to)} und zählt von dort weiter: dazwischen ${register(amount)}, in Grenzen geraten.`;
      case 'rollover':
        return `Das Zählwerk lief über, von ${register(from)} auf ${register(to)}: dazwischen ${register(amount)}.`;
      case 'exchange':
        return proposed
          ? `Der Zählerstand ging von ${register(from)} auf ${register(to)}: ein Zählertausch, den niemand eingetragen hat? Dazwischen wird nichts gezählt; „exchanges“ in meters.yaml kann mehr sagen.`
          : `Der Zähler wurde bei ${register(from)} getauscht; der neue begann bei ${register(to)}.`;
      case 'unconfirmed-fall':
        return `Der Zählerstand fiel von ${register(from)} auf ${register(to)}; ${dropped === 1 ? 'ein Stand' : many} ${were} beiseitegelegt: Tippfehler, Rücksetzung oder Zählertausch?`;
      case 'implausible-rate':
        return dropped > 0
          ? `${many} ab ${register(to)}${after} ${were} beiseitegelegt: So schnell kann dieser Zähler nicht zählen.`
          : `Der Zählerstand stieg von ${register(from)} auf ${register(to)}, schneller als man es von diesem Zähler kennt: Es wurde geglaubt.`;
    }
  },
});
