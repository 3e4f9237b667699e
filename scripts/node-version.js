// Which Node runs Meterworks. Plain JavaScript that Node 20 reads: it decides what to do about a Node that is too old.

/** The private Node that an install puts into `.node/` on Linux where the machine's own is too old. */
export const privateVersion = '24.21.0';

/** The range of package.json's `engines.node`. */
export const range = '^22.18 || ^24.11 || >=26';

/**
 * Whether a Node of this version runs Meterworks (type stripping, Node-API 10).
 * @param {string} version as in `process.versions.node`, a leading `v` allowed
 */
export function fits(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 24) return minor >= 11;
  return major >= 26;
}

/**
 * Name of the registry package that holds a Node binary for this platform, or undefined where there is none.
 * @param {string} platform as in `process.platform`
 * @param {string} arch as in `process.arch`
 */
export function privatePackage(platform, arch) {
  return platform === 'linux' && (arch === 'x64' || arch === 'arm64') ? `node-linux-${arch}` : undefined;
}
