import type { Formats } from '../formats.ts';
import type { IncidentFacts } from '../incident-facts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Ein Satz zu einem Vorfall aus seinen Zahlen; wo die fehlen, der aufgezeichnete. */
export const incidentSentence =
  (format: Formats) =>
  (facts: IncidentFacts, unit: string | null): string => {
    const { observed, expected, lower, upper, score, message } = facts;
    const amount = (value: number) => format.amount(value, unit);
    const register = (value: number) => format.register(value, unit);
    const times = score === null ? undefined : `${format.amount(Math.abs(score))}-mal so lange wie sonst höchstens`;
    switch (facts.type) {
      case 'spike':
      case 'drop':
        return observed === null || expected === null
          ? message
          : `${amount(observed)}, wo ${amount(expected)} üblich sind${usual(lower, upper, amount)}.`;
      case 'stuck':
        if (times !== undefined) return `Der Zähler steht seit ${lasting(facts, format)}: ${times}.`;
        return expected === null
          ? message
          : `Der Stand blieb bei ${register(expected)}, während weitergezählt wurde: Es kam nichts Neues.`;
      case 'continuous_flow':
        return observed === null
          ? message
          : `Seit ${lasting(facts, format)} fließt es ohne Unterbrechung, zusammen mindestens ${amount(observed)}.`;
      case 'silent':
        return times === undefined ? message : `Kein Zählerstand seit ${lasting(facts, format)}: ${times}.`;
      case 'register_decrease':
        return observed === null || expected === null
          ? message
          : `Der Zählerstand fiel von ${register(expected)} auf ${register(observed)}.`;
      case 'reset':
        return observed === null || expected === null
          ? message
          : `Das Zählwerk begann bei ${register(observed)} von vorn, nach ${register(expected)}.`;
      case 'rollover':
        return observed === null || expected === null
          ? message
          : `Das Zählwerk lief über: erst ${register(expected)}, dann ${register(observed)}.`;
      case 'implausible_rate':
        if (observed !== null && upper !== null)
          return `${amount(observed)} an einem Tag, wo höchstens ${amount(upper)} glaubhaft sind.`;
        return observed === null || expected === null
          ? message
          : `Ein Stand von ${register(observed)} nach ${register(expected)}: So schnell kann dieser Zähler nicht zählen.`;
      case 'balance':
        if (observed === null) return message;
        if (upper === null) return `Die Teile übersteigen das Ganze um ${amount(-observed)}.`;
        return expected === null
          ? message
          : `Neben den Teilen bleiben ${amount(observed)}, wo ${amount(expected)} üblich sind${usual(lower, upper, amount)}.`;
      case 'step':
        return observed === null || expected === null || expected === 0
          ? message
          : `Etwa ${format.count(Math.abs(100 * (observed / expected - 1)))} % ${observed > expected ? 'mehr' : 'weniger'} als davor: ${amount(observed)} statt ${amount(expected)} in gleicher Zeit.`;
      default:
        return message;
    }
  };

function usual(lower: number | null, upper: number | null, amount: (value: number) => string): string {
  return lower === null || upper === null ? '' : ` (${amount(lower)} bis ${amount(upper)})`;
}

function lasting({ start, end }: IncidentFacts, format: Formats): string {
  const hours = Math.round((end - start) / hourMs);
  if (hours < 48) return `${format.count(hours)} Stunden`;
  return `${format.count(Math.round((end - start) / dayMs))} Tagen`;
}
