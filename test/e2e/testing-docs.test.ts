// Goal: the code of docs/testing-your-app.md works as it stands there. Method: the files of the page, written beside a
// built package and run by the test runners that they are for.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtCommand, ROOT } from '../support/built-command.ts';

const PAGE = join(ROOT, 'docs/testing-your-app.md');
let directory: string;

beforeAll(async () => {
  const built = join(dirname(await builtCommand()), '../..');
  // A project as somebody has it who installed both.
  directory = mkdtempSync(join(tmpdir(), 'flotilla-docs-'));
  mkdirSync(join(directory, 'node_modules'));
  symlinkSync(built, join(directory, 'node_modules/flotilla'));
  symlinkSync(join(ROOT, 'node_modules/vitest'), join(directory, 'node_modules/vitest'));
  const page = readFileSync(PAGE, 'utf8');
  for (const [, name, code] of page.matchAll(/```[jt]s\n\/\/ (\S+)\n([^]*?)```/g)) {
    writeFileSync(join(directory, name!), code!);
  }
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function run(program: string, ...args: readonly string[]): Promise<string> {
  const options = { cwd: directory, timeout: 60_000, env: { ...process.env, NODE_OPTIONS: '' } };
  const { stdout } = await promisify(execFile)(program, [...args], options);
  return stdout;
}

it('the fixture for Vitest, and the simulation', async () => {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--root', directory, '--dir', directory, '--reporter', 'json'];
  const report = JSON.parse(await run(process.execPath, vitest, ...args)) as {
    numPassedTests: number;
    success: boolean;
  };
  expect(report).toMatchObject({ numPassedTests: 2, success: true });
}, 90_000);

it('the example for node:test', async () => {
  const report = await run(process.execPath, '--test', '--test-reporter=tap', 'orders-test.mjs');
  expect(report).toContain('# pass 1\n# fail 0');
}, 90_000);
