import type { Clock } from '../platform/clock.ts';
import { logLevel } from './constants.ts';
import type { logCreator, Logger } from './types/config.ts';

interface LoggerOptions {
  readonly level: logLevel;
  readonly logCreator: logCreator;
  readonly clock: Clock;
}

/** The root; `namespace` gives one for a part of the client. A level that is set later holds for all that have none of their own. */
export function createLogger({ level, logCreator, clock }: LoggerOptions): Logger {
  const write = logCreator(level);
  let rootLevel = level;

  const loggerOf = (namespace: string, ownLevel?: logLevel): Logger => {
    const at = (entryLevel: logLevel, label: string) => (message: string, extra?: object) => {
      if (entryLevel > (ownLevel ?? rootLevel)) return;
      const timestamp = new Date(clock.now()).toISOString();
      const log = { timestamp, logger: 'flotilla', message, ...extra };
      write({ namespace, level: entryLevel, label, log });
    };
    return {
      info: at(logLevel.INFO, 'INFO'),
      error: at(logLevel.ERROR, 'ERROR'),
      warn: at(logLevel.WARN, 'WARN'),
      debug: at(logLevel.DEBUG, 'DEBUG'),
      namespace: loggerOf,
      setLogLevel: (next) => {
        rootLevel = next;
      },
    };
  };
  return loggerOf('');
}
