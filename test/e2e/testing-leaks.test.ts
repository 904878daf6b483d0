// Goal: a hundred clusters one after another in one process leave nothing behind, also when brokers were killed and
// links cut. Method: a process of its own that looks at itself after every tenth.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { builtCommand } from '../support/built-command.ts';

const SCRIPT = new URL('testing-hundred-clusters.mjs', import.meta.url).pathname;
const CLUSTERS = 100;
/** Seventy clusters that are held would take twenty times as much; what grows in the first ones is compiled code. */
const HEAP_BYTES_MAX = 4_000_000;

interface Look {
  readonly resources: readonly string[];
  readonly listeners: readonly string[];
  readonly directories: readonly string[];
  readonly heapBytes: number;
}

it('a hundred clusters leave no handle, timer, listener, directory or memory behind', async () => {
  const module = join(dirname(await builtCommand()), '../testing/index.js');
  // Its own, so that only its own clusters show there.
  const temporary = mkdtempSync(join(tmpdir(), 'flotilla-leaks-'));
  onTestFinished(() => rmSync(temporary, { recursive: true }));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', SCRIPT, module, String(CLUSTERS)],
    { timeout: 120_000, env: { ...process.env, TMPDIR: temporary } },
  );
  const { before, looks } = JSON.parse(stdout) as { before: Look; looks: Look[] };
  expect(looks).toHaveLength(CLUSTERS / 10);
  for (const look of looks) {
    expect(look.resources).toEqual(before.resources);
    expect(look.directories).toEqual(before.directories);
    expect(look.listeners).toEqual(looks[0]!.listeners);
  }
  expect(leastHeap(looks.slice(-3)) - leastHeap(looks.slice(0, 3))).toBeLessThan(HEAP_BYTES_MAX);
}, 150_000);

/** Of several, because a collection may come in the middle of the end of a cluster. */
function leastHeap(looks: readonly Look[]): number {
  return Math.min(...looks.map((look) => look.heapBytes));
}
