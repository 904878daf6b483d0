export interface Timer {
  /** Safe to call twice, and after it fired. */
  cancel(): void;
}

export interface Clock {
  /** Wall clock in ms since 1970; may jump. Only for record timestamps, retention by time, and logs. */
  now(): number;
  /** Milliseconds, fractions included, from an arbitrary start; never goes back. */
  monotonic(): number;
  setTimer(delayMs: number, fire: () => void): Timer;
}
