/**
 * Sees a decoder that never comes back, which nothing in its own thread can: another thread looks at the number of the
 * input that is under way, and when that stands still too long, writes the input down and ends the process.
 */
import { Worker } from 'node:worker_threads';

export interface Watchdog {
  watch(target: string, seed: number): (input: Uint8Array, number: number) => void;
  stop(): Promise<number>;
}

const HANG_MS = 20_000;
const NAME_BYTES_MAX = 64;
const INPUT_BYTES_MAX = 64 * 1024;

/** Of the shared numbers: inputs so far, number and length of this one, the run's seed, length of the target's name. */
const [INPUTS, NUMBER, LENGTH, SEED, NAME] = [0, 1, 2, 3, 4] as const;
const NUMBERS_BYTES = 64;

/** `foundPath` is where the input is written. */
export function startWatchdog(foundPath: string, hangMs = HANG_MS): Watchdog {
  const shared = new SharedArrayBuffer(NUMBERS_BYTES + NAME_BYTES_MAX + INPUT_BYTES_MAX);
  const numbers = new Int32Array(shared, 0, NUMBERS_BYTES / 4);
  const name = new Uint8Array(shared, NUMBERS_BYTES, NAME_BYTES_MAX);
  const current = new Uint8Array(shared, NUMBERS_BYTES + NAME_BYTES_MAX);
  const worker = new Worker(WATCHING, {
    eval: true,
    execArgv: [],
    workerData: {
      shared,
      foundPath,
      hangMs,
      nameAt: NUMBERS_BYTES,
      inputAt: NUMBERS_BYTES + NAME_BYTES_MAX,
    },
  });
  worker.unref();
  return {
    watch: (target, seed) => {
      const encoded = new TextEncoder().encode(target).subarray(0, NAME_BYTES_MAX);
      name.set(encoded);
      numbers[NAME] = encoded.length;
      numbers[SEED] = seed;
      return (input, number) => {
        const length = Math.min(input.length, INPUT_BYTES_MAX);
        current.set(input.subarray(0, length));
        numbers[LENGTH] = length;
        numbers[NUMBER] = number;
        numbers[INPUTS]! += 1;
      };
    },
    stop: () => worker.terminate(),
  };
}

/** Plain JavaScript: the thread must start without a compiler. */
const WATCHING = `
const { workerData } = require('node:worker_threads');
const { writeFileSync, writeSync } = require('node:fs');
const { shared, foundPath, hangMs, nameAt, inputAt } = workerData;
const numbers = new Int32Array(shared, 0, 16);
let seen = 0;
let since = Date.now();
setInterval(() => {
  const inputs = Atomics.load(numbers, 0);
  if (inputs !== seen || inputs === 0) {
    seen = inputs;
    since = Date.now();
    return;
  }
  if (Date.now() - since < hangMs) return;
  const name = Buffer.from(new Uint8Array(shared, nameAt, numbers[4])).toString();
  const hex = Buffer.from(new Uint8Array(shared, inputAt, numbers[2])).toString('hex');
  writeFileSync(foundPath, '# target: ' + name + '\\n# why: hang\\n' + hex + '\\n');
  writeSync(1, 'FOUND hang: target=' + name + ' seed=' + numbers[3] + ' input=' + numbers[1] +
    ' no answer within ' + hangMs + ' ms; npm run fuzz -- --replay ' + foundPath + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 500);
`;
