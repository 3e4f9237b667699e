const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request must not change anything here, or undefined if it may. A browser names the page from which it sends in `Origin`,
 * and no page can forge that: it has to be the address under which these pages were asked for, or one of `allowed`.
 */
export function originFault(
  method: string,
  headers: { get(name: string): string | null },
  allowed: readonly string[] = [],
): string | undefined {
  if (harmless.has(method)) return undefined;
  const origin = headers.get('origin');
  if (origin === null) return 'the request does not say from which page it comes';
  if (allowed.includes(origin)) return undefined;
  // A page elsewhere cannot set the header of a proxy: a browser would ask for leave first.
  const host = headers.get('x-forwarded-host')?.split(',')[0]?.trim() ?? headers.get('host');
  return host !== null && hostOf(origin) === host.toLowerCase() ? undefined : `it comes from ${origin}`;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
