import { originFault } from '../acts/same-origin.ts';
import { isSessionValid } from './session.ts';

/** What happens to a request. */
export type Access =
  | { readonly kind: 'pass' }
  | { readonly kind: 'refuse'; readonly status: 401 | 403; readonly message: string }
  /** To the login, and from there on to `next`. */
  | { readonly kind: 'login'; readonly next: string };

export interface AccessRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: { get(name: string): string | null };
  readonly session: string | undefined;
}

/** Reached without being signed in. */
const open: ReadonlySet<string> = new Set(['/login', '/api/login']);

/**
 * Whether a request may go on. Nothing is changed at the wish of another site's page; with a password only who is signed in sees
 * anything; without one only this machine does, by one of its own names: a site that points its name here (DNS rebinding) is refused.
 */
export function decideAccess(
  request: AccessRequest,
  settings: { readonly passwordHash: string | undefined; readonly origins: readonly string[] },
  now: number,
): Access {
  const fault = originFault(request.method, request.headers, settings.origins);
  if (fault !== undefined) return { kind: 'refuse', status: 403, message: `Refused: ${fault}.` };
  const { passwordHash } = settings;
  if (passwordHash === undefined) {
    const host = request.headers.get('host') ?? '';
    const known = settings.origins.some((origin) => URL.parse(origin)?.host === host);
    if (known || isLoopback(URL.parse(`http://${host}`)?.hostname ?? '')) return { kind: 'pass' };
    return {
      kind: 'refuse',
      status: 403,
      message: `Refused: these pages have no password, so they are for this machine alone, not for ${host}. \`meterworks password\` sets one.`,
    };
  }
  const path = request.path.split('?')[0] ?? '';
  if (open.has(path) || isSessionValid(request.session, passwordHash, now)) return { kind: 'pass' };
  if (path.startsWith('/api/') || !['GET', 'HEAD'].includes(request.method))
    return { kind: 'refuse', status: 401, message: 'Refused: not signed in.' };
  return { kind: 'login', next: request.path };
}

/** Names and addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Where to go after the login: a path of these pages, whatever an address was tampered with to say. */
export function safeNext(text: string | null | undefined): string {
  if (text === null || text === undefined || !text.startsWith('/')) return '/';
  const base = 'http://meterworks.invalid';
  const url = URL.parse(text, base);
  return url === null || url.origin !== base ? '/' : `${url.pathname}${url.search}`;
}
