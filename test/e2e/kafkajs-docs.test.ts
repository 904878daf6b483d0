// Goal: the program of docs/kafkajs-over-websocket.md works as it stands there. Method: its file, written beside a built package and
// kafkajs, and run by Node against brokers in this process.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { builtCommand, ROOT } from '../support/built-command.ts';

const PAGE = join(ROOT, 'docs/kafkajs-over-websocket.md');
let cluster: TestCluster;
let directory: string;

beforeAll(async () => {
  const built = join(dirname(await builtCommand()), '../..');
  // A project as somebody has it who installed both.
  directory = mkdtempSync(join(tmpdir(), 'flotilla-kafkajs-'));
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(built, join(directory, 'node_modules/flotilla'));
  symlinkSync(join(ROOT, 'node_modules/kafkajs'), join(directory, 'node_modules/kafkajs'));
  const page = readFileSync(PAGE, 'utf8');
  for (const [, name, code] of page.matchAll(/```js\n\/\/ (\S+)\n([^]*?)```/g)) {
    writeFileSync(join(directory, name!), code!);
  }
  cluster = await startCluster({ brokers: 3 });
});

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

it('the program that writes a record and reads it in a group', async () => {
  const env = { ...process.env, NODE_OPTIONS: '', BROKER: cluster.url, KAFKAJS_LOG_LEVEL: 'ERROR' };
  const options = { cwd: directory, timeout: 60_000, env };
  const { stdout } = await promisify(execFile)(process.execPath, ['billing.mjs'], options);
  expect(stdout).toContain('customer-7: twelve\n');
}, 90_000);
