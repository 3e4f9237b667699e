// Compiles whatever the command may load, so that not even the first start has to: Node's stripper of types takes 10 MB for as long as
// a daemon lives that needed it once. For images, whose user may not write later; to be run as that user (`meterworks compile-ahead`).
import { readdirSync } from 'node:fs';

const sources = new URL('../src/', import.meta.url);
for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.ts') && name !== 'main.ts') await import(new URL(name, sources).href);
}
// Loading this one runs the command; nothing is written before the process ends.
process.argv[2] = '--version';
await import('../src/main.ts');
