import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { publicOrigins } from './data/settings.ts';
import { decideAccess } from './login/access.ts';
import { contentPolicy } from './login/content-policy.ts';
import { passwordHash } from './login/password.ts';
import { sessionCookie } from './login/session.ts';

/** Looks at every request first: who may see and change what, and what the answer may load. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const access = decideAccess(
    {
      method: request.method,
      path: `${pathname}${search}`,
      headers: request.headers,
      session: request.cookies.get(sessionCookie)?.value,
    },
    { passwordHash: passwordHash(), origins: publicOrigins() },
    Date.now(),
  );
  if (access.kind === 'refuse')
    return new NextResponse(`${access.message}\n`, {
      status: access.status,
      headers: { 'Content-Type': 'text/plain' },
    });
  if (access.kind === 'login') {
    const query = access.next === '/' ? '' : `?${new URLSearchParams({ next: access.next })}`;
    return NextResponse.redirect(new URL(`/login${query}`, request.url), 303);
  }
  const policy = contentPolicy(randomBytes(16).toString('base64'), process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and puts it on what it writes.
  headers.set('Content-Security-Policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = { matcher: '/((?!_next/static|icon.svg).*)' };
