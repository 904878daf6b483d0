import {
  collectDefaultMetrics,
  Counter as PromCounter,
  Gauge as PromGauge,
  Histogram as PromHistogram,
  Registry,
} from 'prom-client';
import { invariant } from '../base/invariant.ts';
import type { Counter, GaugeSample, Histogram, Meter } from '../platform/meter.ts';

const NAME = /^[a-z][a-z0-9_]*$/;

/** A registry of its own per broker. A counter or histogram asked for twice is the same one; a gauge has one reader. */
export class PromMeter implements Meter {
  private readonly registry = new Registry();
  private readonly counters = new Map<string, Counter>();
  private readonly histograms = new Map<string, Histogram>();
  private readonly gauges = new Set<string>();

  /** Process metrics (event-loop lag, heap, CPU) start observers that live as long as the process. */
  constructor(options: { readonly processMetrics?: boolean } = {}) {
    if (options.processMetrics ?? true) collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  metricsText(): Promise<string> {
    return this.registry.metrics();
  }

  counter(name: string, help: string, labels: readonly string[] = []): Counter {
    invariant(NAME.test(name) && name.endsWith('_total'), 'the name of a counter ends in _total');
    let counter = this.counters.get(name);
    if (counter === undefined) {
      counter = new LabelledCounter(
        new PromCounter({ name, help, labelNames: [...labels], registers: [this.registry] }),
      );
      this.counters.set(name, counter);
    }
    return counter;
  }

  histogram(name: string, help: string, bucketsSeconds: readonly number[]): Histogram {
    invariant(
      NAME.test(name) && name.endsWith('_seconds'),
      'the name of a histogram ends in _seconds',
    );
    let histogram = this.histograms.get(name);
    if (histogram === undefined) {
      const buckets = [...bucketsSeconds];
      histogram = new PromHistogram({ name, help, buckets, registers: [this.registry] });
      this.histograms.set(name, histogram);
    }
    return histogram;
  }

  gauge(
    name: string,
    help: string,
    labels: readonly string[],
    read: () => readonly GaugeSample[],
  ): void {
    invariant(NAME.test(name) && !name.endsWith('_total'), 'only counters end in _total');
    invariant(!this.gauges.has(name), 'a gauge has one reader');
    this.gauges.add(name);
    const gauge: PromGauge = new PromGauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.registry],
      collect: () => {
        // What is gone since the last scrape must not be shown for ever.
        gauge.reset();
        for (const sample of read()) gauge.set(sample.labels, sample.value);
      },
    });
  }
}

class LabelledCounter implements Counter {
  private readonly counter: PromCounter;

  constructor(counter: PromCounter) {
    this.counter = counter;
  }

  add(amount: number, labels: Readonly<Record<string, string>> = {}): void {
    this.counter.inc(labels, amount);
  }
}
