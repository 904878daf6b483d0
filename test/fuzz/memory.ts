/** How much memory is held, garbage that was not collected yet included. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** On the heap of JavaScript, and in buffers beside it. */
export function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Which of the inputs makes memory grow the most, and by how much. */
export async function largestOf(
  inputs: readonly Uint8Array[],
  run: (input: Uint8Array) => Promise<void>,
): Promise<{ index: number; bytes: number }> {
  const collect = garbageCollector();
  let largest = { index: 0, bytes: 0 };
  for (const [index, input] of inputs.entries()) {
    collect();
    const before = heldBytes();
    // What it throws was noted already.
    await run(input).catch(() => undefined);
    const bytes = heldBytes() - before;
    if (bytes > largest.bytes) largest = { index, bytes };
  }
  return largest;
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
