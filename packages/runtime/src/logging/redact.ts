import type { Secret } from '@meterworks/assets';

/** Shorter secrets would hide ordinary words. */
const shortest = 4;

/** Gives a function that replaces every known secret in a text, also as it stands in a URL or in JSON. */
export function redactor(secrets: readonly Secret[]): (text: string) => string {
  const forms = new Set<string>();
  for (const secret of secrets) {
    const text = secret.reveal();
    if (text.length < shortest) continue;
    for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) forms.add(form);
  }
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((redacted, form) => redacted.replaceAll(form, '***'), text);
}
