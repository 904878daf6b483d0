// Goal: the command is shipped in few files, and with the terms of what lies inside. Method: the build that all tests run.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { builtCommand, ROOT } from '../support/built-command.ts';

const command = await builtCommand();
const directory = dirname(command);
const sources = readdirSync(directory)
  .filter((name) => name.endsWith('.js'))
  .map((name) => readFileSync(join(directory, name), 'utf8'));

it('can be executed, and has its scripts beside it', () => {
  expect(statSync(command).mode & 0o111).toBe(0o111);
  expect(readdirSync(directory)).toEqual(
    expect.arrayContaining(['main.js', 'replica.js', 'tcp-sink.js']),
  );
});

it('holds the licence of every package that was put inside', () => {
  // Our own modules may lie below `.cache`.
  const inside = new Set(
    sources.flatMap((text) =>
      [...text.matchAll(/^\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^./\n][^/\n]*)\//gm)].map(
        ([, name]) => name!,
      ),
    ),
  );
  expect([...inside].sort()).toEqual(
    expect.arrayContaining(['commander', 'prom-client', 'ws', 'yaml', 'zod']),
  );
  const titles = readFileSync(join(directory, 'LICENSES'), 'utf8').split('\n');
  for (const name of inside) expect(titles).toContain(name);
});

it('asks for no other package than those that are installed with it', () => {
  const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
  const installed = Object.keys((JSON.parse(manifest) as { dependencies: object }).dependencies);
  const asked = sources
    .flatMap((text) => [...text.matchAll(/^(?:import|\}|import .*) ?(?:from )?"([^."][^"]*)";$/gm)])
    .map(([, name]) => name!)
    .filter((name) => !isBuiltin(name));
  expect(asked).toContain('pino');
  for (const name of asked) {
    expect(
      installed.some((one) => name === one || name.startsWith(`${one}/`)),
      name,
    ).toBe(true);
  }
});
