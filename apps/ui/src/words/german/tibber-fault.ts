/** Wie Tibbers Fehler anfangen, und wie sie auf Deutsch heißen. */
const beginnings: readonly (readonly [english: string, german: string])[] = [
  ['Tibber does not accept the token: ', 'Tibber nimmt das Token nicht an: '],
  ['Tibber is out of reach: ', 'Tibber ist nicht erreichbar: '],
  ['Tibber asks for fewer requests: ', 'Tibber bittet um weniger Anfragen: '],
  ['Tibber refuses: ', 'Tibber lehnt ab: '],
  ['Tibber answers other than agreed: ', 'Tibber antwortet anders als vereinbart: '],
];

/** Was Tibber vorzuwerfen ist, auf Deutsch; die Einzelheiten dahinter bleiben, wie sie gemeldet wurden. */
export function tibberFault(text: string): string {
  const [english, german] = beginnings.find(([one]) => text.includes(one)) ?? ['', ''];
  return text.replace(english, german);
}
