/** Logs go into the trace of the simulation; numbers go nowhere. */
import type { Counter, Histogram, Meter } from '../platform/meter.ts';
import type { Logger } from '../platform/logger.ts';

const NO_COUNTER: Counter = { add: () => undefined };
const NO_HISTOGRAM: Histogram = { observe: () => undefined };

export const noMeter: Meter = {
  counter: () => NO_COUNTER,
  histogram: () => NO_HISTOGRAM,
  gauge: () => undefined,
};

export function traceLogger(
  trace: (line: string) => void,
  fields: Readonly<Record<string, unknown>>,
): Logger {
  const write =
    (level: string) =>
    (event: string, more: Record<string, unknown> = {}): void =>
      trace(`${level} ${event} ${JSON.stringify({ ...fields, ...more })}`);
  return {
    debug: () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (more) => traceLogger(trace, { ...fields, ...more }),
  };
}
