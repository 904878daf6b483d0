/** The log of who brings none: one line of JSON an entry, as kafkajs writes it. */
import { logLevel } from './constants.ts';
import type { logCreator } from './types/config.ts';

export const consoleLog: logCreator =
  () =>
  ({ namespace, level, label, log }) => {
    const prefix = namespace === '' ? '' : `[${namespace}] `;
    const line = JSON.stringify({ level: label, ...log, message: `${prefix}${log.message}` });
    if (level === logLevel.ERROR) console.error(line);
    else if (level === logLevel.WARN) console.warn(line);
    else if (level === logLevel.INFO) console.info(line);
    else console.debug(line);
  };
