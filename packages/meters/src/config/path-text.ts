/** The folder that holds the named one, as text alone: `config` → `.`, `a/config` → `a`, `..` → `../..`. */
export function parentFolder(folder: string): string {
  const plain = normalized(folder);
  if (plain === '.') return '..';
  if (plain === '/') return '/';
  if (plain === '..' || plain.endsWith('/..')) return `${plain}/..`;
  const cut = plain.lastIndexOf('/');
  return cut < 0 ? '.' : cut === 0 ? '/' : plain.slice(0, cut);
}

/** `path` seen from `folder`; an absolute path stays itself. */
export function joinedPath(folder: string, path: string): string {
  if (isAbsolutePath(path)) return path;
  return normalized(`${folder}/${path}`);
}

export function isAbsolutePath(path: string): boolean {
  return /^([/\\]|[A-Za-z]:[\\/])/.test(path);
}

/** Without `.`, doubled slashes and the `..` that undo a folder before them. */
function normalized(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || !rooted) kept.push(part);
  }
  const text = kept.join('/');
  return rooted ? `/${text}` : text === '' ? '.' : text;
}
