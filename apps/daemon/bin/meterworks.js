#!/usr/bin/env -S MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=65536 node --min-semi-space-size=4 --max-semi-space-size=8
// A run makes much garbage and keeps little (35 MB of a cold run's 280): small spaces for what is new, though not so small at first that half of
// what a start reads is taken for lasting, and an allocator that gives freed buffers back, keep the peak low. Other flags wait until there is work
// (composition/engine-flags.ts): with them Node refuses its own compiled modules, and starts 20 ms later.
// The `meterworks` command. Plain JavaScript that an old Node reads too, so that it can say what is wrong or hand over.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = major === 22 ? minor >= 18 : major === 24 ? minor >= 11 : major >= 26;

if (fits && Number(process.versions.napi) >= 10) {
  const { enableCompileCache } = await import('node:module');
  const { compileCache } = await import('./compile-cache.js');
  const { resolveQuickly } = await import('./resolve-imports.js');
  enableCompileCache(compileCache);
  resolveQuickly();
  // `compile-ahead` is for builds of images, and starts here because what is compiled serves a Node with the same flags only.
  if (process.argv[2] === 'compile-ahead') await import('./compile-ahead.js');
  else await import('../src/main.ts');
} else {
  await handOver();
}

/** Runs this command again on the private Node that the install put beside the project, and ends as it ends. */
async function handOver() {
  const { existsSync } = await import('node:fs');
  const { fileURLToPath } = await import('node:url');
  const node = fileURLToPath(
    new URL(`../../../.node/node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url),
  );
  if (!existsSync(node)) {
    console.error(
      `meterworks needs Node ^22.18 || ^24.11 || >=26; this is ${process.versions.node}. ` +
        'Run npm install in the project (on Linux it brings a fitting Node), or install Node 24.',
    );
    process.exit(2);
  }
  const { spawn } = await import('node:child_process');
  // This process was started with the flags of the first line and hands them on; the environment goes along.
  const child = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
