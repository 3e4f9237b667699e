// Loaded into a measured Node process before its own code: appends its peak resident memory, in bytes, as it ends.
// CommonJS, because `--require` starts faster than `--import` and the start is part of what is measured.
'use strict';
const { appendFileSync, readFileSync } = require('node:fs');

process.on('exit', () => {
  const path = process.env.METERWORKS_PEAKS;
  if (path !== undefined) appendFileSync(path, `${peakBytes()}\n`);
});

/** On Linux from the process's own address space: getrusage also counts the parent's, from before the exec. */
function peakBytes() {
  if (process.platform === 'linux') {
    const kibibytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kibibytes !== undefined) return Number(kibibytes) * 1024;
  }
  return process.resourceUsage().maxRSS * 1024;
}
