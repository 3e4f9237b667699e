import { type NextRequest, NextResponse } from 'next/server';
import { originFault } from './acts/same-origin.ts';
import { publicOrigins } from './data/settings.ts';

/** Looks at every request first: nothing is changed at the wish of another site's page. */
export function proxy(request: NextRequest): NextResponse {
  const fault = originFault(request.method, request.headers, publicOrigins());
  if (fault === undefined) return NextResponse.next();
  return new NextResponse(`Refused: ${fault}.\n`, { status: 403, headers: { 'Content-Type': 'text/plain' } });
}

export const config = { matcher: '/((?!_next/static|icon.svg).*)' };
