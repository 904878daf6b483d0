/** What the command line asks for. */
import { FAULT_NAMES, type FaultName } from './faults/catalogue.ts';
import type { Pace } from './schedule.ts';

export interface RunOptions {
  readonly seed: number;
  /** Of faults; the reads of the end come after. */
  readonly forMs: number;
  readonly faults: readonly FaultName[];
  readonly pace: Pace;
}

const MINUTES = 5;
/** So that a whole smoke, with its beginning and its end, takes a minute. */
const SMOKE_MS = 45_000;
const PACE: Pace = { holdMs: [1000, 8000], quietMs: [500, 4000] };
const SMOKE_PACE: Pace = { holdMs: [500, 1500], quietMs: [100, 500] };

export const USAGE = `npm run chaos [-- --minutes N] [--seed S] [--faults a,b] [--smoke]
npm run chaos -- check HISTORY    checks a history that was kept

Faults: ${FAULT_NAMES.join(', ')}`;

/** A sentence for what it does not understand. */
export function parseOptions(args: readonly string[], anySeed: number): RunOptions | string {
  let seed = anySeed;
  let minutes: number | undefined;
  let faults: readonly FaultName[] = FAULT_NAMES;
  let isSmoke = false;
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at]!;
    if (name === '--smoke') {
      isSmoke = true;
      continue;
    }
    at += 1;
    const value = args[at] ?? '';
    if (name === '--minutes') {
      minutes = Number(value);
      if (!(minutes > 0)) return `--minutes wants a number above 0, not "${value}".`;
    } else if (name === '--seed') {
      seed = Number(value);
      if (value === '' || !Number.isSafeInteger(seed) || seed < 0) {
        return `--seed wants a whole number, not "${value}".`;
      }
    } else if (name === '--faults') {
      const wanted = value.split(',');
      const stranger = wanted.find((one) => !FAULT_NAMES.includes(one as FaultName));
      if (stranger !== undefined) {
        return `There is no fault "${stranger}". Choose from: ${FAULT_NAMES.join(', ')}.`;
      }
      faults = wanted as FaultName[];
    } else return `"${name}" is not understood.`;
  }
  const forMs = minutes === undefined ? (isSmoke ? SMOKE_MS : MINUTES * 60_000) : minutes * 60_000;
  return { seed, forMs, faults, pace: isSmoke ? SMOKE_PACE : PACE };
}
