import type { Zone } from '@meterworks/assets';
import type { EntryDoubt, EntryFault } from './entry-judgement.ts';

/** One English half-sentence on what forbids a reading or speaks against it. Registers and rates in `unit`. */
export function describeEntry(what: EntryFault | EntryDoubt, unit: string, zone: Zone): string {
  switch (what.kind) {
    case 'not-a-number':
      return 'it is no number';
    case 'negative':
      return 'it lies below zero';
    case 'beyond-digits':
      return `the register ends before ${what.limit}`;
    case 'in-the-future':
      return `its time is still to come: it is ${zone.format(what.now)}`;
    case 'before-installation':
      return `the meter was installed only at ${zone.format(what.installed)}`;
    case 'after-removal':
      return `the meter was removed at ${zone.format(what.removed)}`;
    case 'known':
      return 'it is there already';
    case 'falls':
      return `it lies below the reading before, ${plain(what.from)} ${unit}`;
    case 'rolls-over':
      return `it lies below the reading before, ${plain(what.from)} ${unit}, as after the register's last number`;
    case 'above-next':
      return `it lies above the reading after it, ${plain(what.next)} ${unit}`;
    case 'another-register':
      return `at that time ${what.registers.map(plain).join(' and ')} ${unit} was read`;
    case 'too-fast':
      return `it is more than the ${plain(what.mostPerDay)} ${unit} a day that this meter can count`;
    case 'much-more':
      return 'it is far more than usual';
    case 'much-less':
      return 'it is far less than usual';
  }
}

/** Without the noise of binary fractions. */
function plain(value: number): string {
  return String(Number(value.toPrecision(12)));
}
