import { sessionCookie } from '../../../login/session.ts';

export const dynamic = 'force-dynamic';

/** Signs this browser out. */
export function POST(): Response {
  return new Response(null, {
    status: 303,
    headers: { Location: '/login', 'Set-Cookie': `${sessionCookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` },
  });
}
