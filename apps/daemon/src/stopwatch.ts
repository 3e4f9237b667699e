/** Seconds since it was called, to the millisecond: real time, whatever the house's clock says. */
export function stopwatch(): () => number {
  const started = performance.now();
  return () => Math.round(performance.now() - started) / 1000;
}
