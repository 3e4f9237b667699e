/** What stands behind the question mark; of a name that stands there more than once the first value. */
export type Query = Readonly<Record<string, string | undefined>>;

export async function queryOf(
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>,
): Promise<Query> {
  return Object.fromEntries(
    Object.entries(await searchParams).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** The text of a part of a path; undefined where it is no valid encoding. */
export function decodePath(parts: readonly string[]): string | undefined {
  try {
    return parts.map(decodeURIComponent).join('/');
  } catch {
    return undefined;
  }
}
