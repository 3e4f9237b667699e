const dayMs = 86_400_000;
const zero = 48;

/**
 * Reads the server's times, `2024-01-01T00:00:00.123456789Z`: UTC ms, what is finer cut off. Millions of them follow each other, most
 * of them on the same day as the one before, so a reader remembers its last day.
 */
export function openInstantReader(): (text: string) => number {
  let dayText = '';
  let dayStart = 0;
  return (text) => {
    if (!text.startsWith(dayText) || dayText === '') {
      dayText = text.slice(0, 11);
      dayStart = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
    }
    const two = (at: number): number => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
    let ms = (two(11) * 3600 + two(14) * 60 + two(17)) * 1000;
    for (let at = 20, weight = 100; weight >= 1 && at < text.length - 1; at++, weight /= 10) {
      ms += (text.charCodeAt(at) - zero) * weight;
    }
    const instant = dayStart + ms;
    if (!(ms < dayMs) || Number.isNaN(instant)) throw new RangeError(`no time of the server: ${text}`);
    return instant;
  };
}
