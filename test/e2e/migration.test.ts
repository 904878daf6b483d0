// A kafkajs program moved to flotilla/client. Method: the two files of docs/examples differ in the import and the URL and in
// nothing else; ours runs, as it is, as a process against real brokers.
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { startCluster } from '../../src/testing/index.ts';
import { builtCommand, ROOT } from '../support/built-command.ts';

const EXAMPLES = join(ROOT, 'docs/examples');
const OURS = 'orders-flotilla.mjs';
const THEIRS = 'orders-kafkajs.mjs';

const BUILD_MS_MAX = 180_000;

beforeAll(async () => {
  await builtCommand();
}, BUILD_MS_MAX);

describe('the move from kafkajs', () => {
  it('changes the import and the URL of a program, and nothing else', () => {
    const [ours, theirs] = [OURS, THEIRS].map((file) =>
      readFileSync(join(EXAMPLES, file), 'utf8').split('\n'),
    );
    expect(ours).toHaveLength(theirs!.length);
    const changed = theirs!.flatMap((line, at) => (line === ours![at] ? [] : [[line, ours![at]]]));
    expect(changed).toEqual([
      ["import { Kafka } from 'kafkajs';", "import { Kafka } from 'flotilla/client';"],
      [
        "  brokers: [process.env.BROKER ?? 'localhost:9092'],",
        "  brokers: [process.env.BROKER ?? 'ws://localhost:8081'],",
      ],
    ]);
    const page = readFileSync(join(ROOT, 'docs/migrating-from-kafkajs.md'), 'utf8');
    for (const [before, after] of changed) {
      expect(page).toContain(`-${before}`);
      expect(page).toContain(`+${after}`);
    }
  });

  it('leaves a program that runs', async () => {
    await using cluster = await startCluster({ brokers: 3 });
    // Inside of the built package, where its own name means itself.
    const dist = dirname(dirname(await builtCommand()));
    const program = join(dirname(dist), `${process.pid}-${OURS}`);
    copyFileSync(join(EXAMPLES, OURS), program);
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [program], {
        env: { ...process.env, BROKER: cluster.url },
        timeout: 50_000,
      });
      expect([stderr, stdout.trim().split('\n')]).toEqual([
        '',
        [
          'ada owes 62.5',
          'grace owes 62.5',
          'edsger owes 62.5',
          'barbara owes 62.5',
          'committed 100 of 100 orders',
        ],
      ]);
    } finally {
      rmSync(program);
    }
  });
});
