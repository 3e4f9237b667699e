import { isPasswordHash } from '@meterworks/runtime/password';

type Environment = Readonly<Record<string, string | undefined>>;

/** The hash of the password of these pages: `UI_PASSWORD_HASH`, as `meterworks password` writes it. Undefined: there is none. */
export function passwordHash(environment: Environment = process.env): string | undefined {
  const text = environment.UI_PASSWORD_HASH?.trim() ?? '';
  return text === '' ? undefined : text;
}

/** Why nobody could sign in with what was given as a hash. */
export function passwordFault(environment: Environment = process.env): string | undefined {
  const hash = passwordHash(environment);
  return hash === undefined || isPasswordHash(hash)
    ? undefined
    : 'UI_PASSWORD_HASH is no hash of a password; `meterworks password` makes one.';
}
