import { createRequire } from 'node:module';
import { destination, pino, stdSerializers, type Logger as Pino } from 'pino';
import type { Logger } from '../platform/logger.ts';

export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Lines for a person; wanted on a terminal only. */
  readonly pretty: boolean;
  /** A file descriptor or a path. Default: standard output. */
  readonly to?: number | string;
}

/** What is more than this is dropped. */
const UNWRITTEN_BYTES_MAX = 8 * 1024 * 1024;

/** One JSON object a line: level, time, event, and the fields. */
export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: null,
    messageKey: 'event',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: stdSerializers.err },
  };
  return new PinoLogger(
    pino(settings, options.pretty ? prettyStream(options) : plainStream(options)),
  );
}

/** Written in the background, so that a slow reader of our output does not stop the event loop; flushed at exit. */
function plainStream({ to = 1 }: LoggerOptions): ReturnType<typeof destination> {
  const stream = destination({ dest: to, sync: false, maxLength: UNWRITTEN_BYTES_MAX });
  // A broker does not die of a log that cannot be written, for instance because its disk is full.
  stream.on('error', () => {});
  return stream;
}

/** Loaded only when it is used: it costs a start 20 ms. */
function prettyStream({ to = 1 }: LoggerOptions): NodeJS.WritableStream {
  const load = createRequire(import.meta.url);
  const { build } = load('pino-pretty') as typeof import('pino-pretty');
  return build({ destination: to, messageKey: 'event', translateTime: 'HH:MM:ss.l', sync: true });
}

class PinoLogger implements Logger {
  private readonly pino: Pino;

  constructor(instance: Pino) {
    this.pino = instance;
  }

  debug(event: string, fields: Record<string, unknown> = {}): void {
    this.pino.debug(fields, event);
  }

  info(event: string, fields: Record<string, unknown> = {}): void {
    this.pino.info(fields, event);
  }

  warn(event: string, fields: Record<string, unknown> = {}): void {
    this.pino.warn(fields, event);
  }

  error(event: string, fields: Record<string, unknown> = {}): void {
    this.pino.error(fields, event);
  }

  child(fields: Record<string, unknown>): Logger {
    return new PinoLogger(this.pino.child(fields));
  }
}
