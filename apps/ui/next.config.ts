import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const config: NextConfig = {
  // The packages are TypeScript as they stand; Next compiles them with the pages.
  transpilePackages: ['@meterworks/meters', '@meterworks/runtime'],
  serverExternalPackages: ['better-sqlite3'],
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  poweredByHeader: false,
};

export default config;
