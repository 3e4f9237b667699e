import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Milliseconds for one test. A busy machine takes its time, with processes above all: those of the command line have more. */
const patience = 20_000;

const project = (name: string, root: string, testTimeout = patience) => ({
  test: { name, root, include: ['test/**/*.test.{ts,tsx}'], environment: 'node' as const, testTimeout },
});

/** What is tried in a real browser, on the built UI: one house at a time, after all else. */
const browser = {
  test: {
    ...project('browser', 'apps/ui', 3 * patience).test,
    include: ['test/browser/**/*.test.ts'],
    globalSetup: [fileURLToPath(new URL('apps/ui/test/browser/fill-demo-house.ts', import.meta.url))],
    hookTimeout: 3 * patience,
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  },
};

/** One project a package; a test of the UI that needs a DOM says `// @vitest-environment happy-dom` on its first line. */
export default defineConfig({
  test: {
    projects: [
      project('assets', 'packages/assets'),
      project('runtime', 'packages/runtime'),
      project('meters', 'packages/meters'),
      project('daemon', 'apps/daemon', 3 * patience),
      {
        test: {
          ...project('ui', 'apps/ui').test,
          exclude: ['test/browser/**'],
        },
      },
      browser,
      project('example', 'examples/sales-report'),
      project('tooling', 'scripts'),
      project('bench', 'bench'),
      project('grafana', 'grafana', 3 * patience),
    ],
    coverage: { provider: 'v8', include: ['packages/*/src/**', 'apps/*/src/**'] },
  },
});
