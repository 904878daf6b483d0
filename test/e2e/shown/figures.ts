export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** `median 212 ms, max 640 ms of 20`. */
export function showTimes(timesMs: readonly number[]): string {
  const whole = [median(timesMs), Math.max(...timesMs)].map(Math.round);
  return `median ${whole[0]} ms, max ${whole[1]} ms of ${timesMs.length}`;
}

export function showCount(count: number): string {
  return count.toLocaleString('en-US');
}

export function showMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function showSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Throws when something that must not be was found. */
export function assertNone(violations: readonly string[]): void {
  if (violations.length === 0) return;
  const [first] = violations;
  throw new Error(`${violations.length} violations; the first: ${first}`);
}
