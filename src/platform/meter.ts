/** Numbers about the running broker. `node/` implements it with prom-client; the simulator with nothing. */
export interface Meter {
  /** Names end in the unit, `_total` for counters (`flotilla_fsync_duration_seconds`). */
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  histogram(name: string, help: string, bucketsSeconds: readonly number[]): Histogram;
  /** `read` is called at scrape time and gives one sample a label set. */
  gauge(
    name: string,
    help: string,
    labels: readonly string[],
    read: () => readonly GaugeSample[],
  ): void;
}

export interface GaugeSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Counter {
  add(amount: number, labels?: Readonly<Record<string, string>>): void;
}

export interface Histogram {
  observe(seconds: number): void;
}
