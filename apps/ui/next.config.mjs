import { fileURLToPath } from 'node:url';

/** What every answer carries; what a page may load stands beside, with the nonce of the answer. */
const securityHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/**
 * Plain JavaScript, so that the server starts without a compiler: it is left out of the image.
 * @type {import('next').NextConfig}
 */
const config = {
  // The packages are TypeScript as they stand; Next compiles them with the pages.
  transpilePackages: ['@meterworks/assets', '@meterworks/meters', '@meterworks/runtime'],
  serverExternalPackages: ['better-sqlite3'],
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  poweredByHeader: false,
  // A kept cache also keeps failures: a build that once could not start a process would then fail for ever.
  experimental: { turbopackFileSystemCacheForBuild: false },
  headers: async () => [
    { source: '/:path*', headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })) },
  ],
};

export default config;
