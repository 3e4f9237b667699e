import { verifyPassword } from '@meterworks/runtime/password';
import { safeNext } from '../../../login/access.ts';
import { createLoginLimit, type LoginLimit } from '../../../login/login-limit.ts';
import { passwordHash } from '../../../login/password.ts';
import { sessionCookie, sessionMs, signSession } from '../../../login/session.ts';

export const dynamic = 'force-dynamic';

const longest = 1_000;

// One limit a process: the bundler may load this module several times.
const shared = globalThis as { meterworksLoginLimit?: LoginLimit };

/** Takes the form of the login page. */
export async function POST(request: Request): Promise<Response> {
  shared.meterworksLoginLimit ??= createLoginLimit();
  const limit = shared.meterworksLoginLimit;
  const form = await request.formData().catch(() => undefined);
  const next = safeNext(textOf(form, 'next'));
  const hash = passwordHash();
  if (hash === undefined) return seeOther(next);
  const address = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  const waitMs = limit.waitMs(address, Date.now());
  if (waitMs > 0) return seeOther(faultPath(next, { fault: 'limited', wait: String(Math.ceil(waitMs / 1_000)) }));
  const password = textOf(form, 'password') ?? '';
  // Counted before it is looked at: many at once must not slip through while the first is.
  limit.failed(address, Date.now());
  if (password.length > longest || !(await verifyPassword(password, hash)))
    return seeOther(faultPath(next, { fault: 'wrong' }));
  limit.succeeded(address);
  const secure = request.headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https' ? '; Secure' : '';
  const session = signSession(Date.now() + sessionMs, hash);
  return seeOther(
    next,
    `${sessionCookie}=${session}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${sessionMs / 1_000}${secure}`,
  );
}

function textOf(form: FormData | undefined, name: string): string | undefined {
  const value = form?.get(name);
  return typeof value === 'string' ? value : undefined;
}

function faultPath(next: string, query: Readonly<Record<string, string>>): string {
  return `/login?${new URLSearchParams({ ...query, ...(next === '/' ? {} : { next }) })}`;
}

function seeOther(path: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: path, 'Cache-Control': 'no-store', ...(cookie === undefined ? {} : { 'Set-Cookie': cookie }) },
  });
}
