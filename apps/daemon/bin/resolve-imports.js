// A good part of a start is Node's finding out where 500 imports lead: it looks for each file, follows links, and reads the package.json above
// it. Where most of them lead their text says (docs/decisions/0030-imports-are-resolved-by-their-text.md).
import { registerHooks } from 'node:module';

/**
 * What our packages' entries lead to, which is the same from everywhere.
 * @type {Map<string, import('node:module').ResolveFnOutput>}
 */
const entries = new Map();

/**
 * Resolves as Node does, without a look at the disk where the text says enough: a relative path to a file with its ending, and our own packages.
 * @type {import('node:module').ResolveHookSync}
 */
export function resolveImport(specifier, context, next) {
  const { parentURL, conditions } = context;
  if (parentURL !== undefined && /^\.\.?\/.*\.[jt]s$/.test(specifier)) {
    // 51 languages that zod's index names: it takes English from its own file, and nothing here asks for another.
    if (specifier === '../locales/index.js' && parentURL.includes('/node_modules/zod/')) return nothing;
    const url = new URL(specifier, parentURL).href;
    return url.endsWith('.ts') ? { url, format: 'module-typescript', shortCircuit: true } : { url, shortCircuit: true };
  }
  if (!specifier.startsWith('@meterworks/') || !conditions.includes('import')) return next(specifier, context);
  const known = entries.get(specifier) ?? { ...next(specifier, context), shortCircuit: true };
  entries.set(specifier, known);
  return known;
}

const nothing = { url: 'data:text/javascript,', format: 'module', shortCircuit: true };

/** For every import of this process from here on. */
export function resolveQuickly() {
  registerHooks({ resolve: resolveImport });
}
