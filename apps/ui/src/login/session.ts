import { createHmac, timingSafeEqual } from 'node:crypto';

export const sessionCookie = 'meterworks-session';

/** Milliseconds that one stays signed in. */
export const sessionMs = 7 * 86_400_000;

/**
 * What a browser keeps to stay signed in until an instant (UTC ms): that instant, signed. The key comes of the password's hash, so
 * that a new password ends every session.
 */
export function signSession(expiresAt: number, passwordHash: string): string {
  return `${expiresAt}.${signature(String(expiresAt), passwordHash)}`;
}

/** Whether a cookie is of this server and has not run out. */
export function isSessionValid(cookie: string | undefined, passwordHash: string, now: number): boolean {
  const [, expiresAt = '', signed = ''] = /^(\d{1,15})\.([\w-]{43})$/.exec(cookie ?? '') ?? [];
  if (expiresAt === '') return false;
  const expected = signature(expiresAt, passwordHash);
  return timingSafeEqual(Buffer.from(signed), Buffer.from(expected)) && now < Number(expiresAt);
}

function signature(text: string, passwordHash: string): string {
  return createHmac('sha256', `meterworks session\n${passwordHash}`).update(text).digest('base64url');
}
