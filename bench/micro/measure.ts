import { median } from '../../src/cli/bench/result-line.ts';

const ROUNDS = 7;
const ROUND_MS = 100;

/** Prints the median of some rounds. `call` gives back something that depends on its work, so that none is skipped. */
export function measure(name: string, bytesPerCall: number, call: () => number): void {
  let calls = 1;
  let sum = 0;
  const run = (): number => {
    const startedAt = performance.now();
    for (let i = 0; i < calls; i += 1) sum += call();
    return performance.now() - startedAt;
  };
  while (run() < ROUND_MS) calls *= 2;
  const nanos = median(Array.from({ length: ROUNDS }, () => (run() / calls) * 1e6));
  if (Number.isNaN(sum)) throw new Error(`${name} gives no number`);
  print(name, nanos, bytesPerCall);
}

/** For work that goes on by itself; one call a round. */
export async function measureAsync(
  name: string,
  bytesPerRound: number,
  round: () => Promise<void>,
): Promise<void> {
  const nanos: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const startedAt = performance.now();
    await round();
    nanos.push((performance.now() - startedAt) * 1e6);
  }
  print(name, median(nanos), bytesPerRound);
}

function print(name: string, nanos: number, bytes: number): void {
  const speed = bytes === 0 ? '' : `${((bytes / nanos) * 1000).toFixed(0)} MB/s`.padStart(14);
  process.stdout.write(`${name.padEnd(44)}${nanos.toFixed(1).padStart(14)} ns${speed}\n`);
}
