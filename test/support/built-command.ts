/**
 * The command `flotilla` as it is shipped, compiled for the tests: they start real processes, and starting them from
 * TypeScript takes longer than the tests themselves. It is never `dist/`, which a build may replace under a running
 * broker; a build has the name of its sources, so it is made once and stays as it is.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleCommand } from '../../config/tooling/bundle-command.mjs';

export const ROOT = new URL('../..', import.meta.url).pathname;
const BUILDS = join(ROOT, 'node_modules/.cache/flotilla-tests');
/** Older ones are removed: no test runs that long. */
const BUILD_KEPT_MS = 60 * 60 * 1000;

let built: Promise<string> | undefined;

/** The path of main.js. */
export function builtCommand(): Promise<string> {
  built ??= build();
  return built;
}

async function build(): Promise<string> {
  const directory = join(BUILDS, nameOfSources());
  const main = join(directory, 'dist/command/main.js');
  if (!existsSync(main)) await buildInto(directory);
  utimesSync(directory, new Date(), new Date());
  removeOldBuilds();
  return main;
}

/** Two test files may do this at once; the first to finish gives its build the name. */
async function buildInto(directory: string): Promise<void> {
  const own = `${directory}.${process.pid}`;
  const dist = join(own, 'dist');
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  try {
    await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.json', '--outDir', dist], {
      cwd: ROOT,
    });
  } catch (error) {
    // Type errors are the type checker's business, which is run beside the tests; it has written the files.
    if (!existsSync(join(dist, 'cli/main.js'))) throw error;
  }
  copyWhatTscLeavesOut(dist);
  await bundleCommand(dist, join(ROOT, 'node_modules'));
  // For its version and its `"type": "module"`.
  cpSync(join(ROOT, 'package.json'), join(own, 'package.json'));
  try {
    renameSync(own, directory);
  } catch (error) {
    if (!existsSync(directory)) throw error;
    rmSync(own, { recursive: true });
  }
}

/** As config/tooling/finish-build.mjs does for `npm run build`. */
function copyWhatTscLeavesOut(dist: string): void {
  const from = join(ROOT, 'src/protocol');
  const to = join(dist, 'protocol');
  cpSync(join(from, 'generated'), join(to, 'generated'), { recursive: true });
  cpSync(join(from, 'protobuf-runtime.js'), join(to, 'protobuf-runtime.js'));
}

function nameOfSources(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(join(ROOT, 'src'), { recursive: true }).map(String).sort()) {
    const { mtimeMs, size } = statSync(join(ROOT, 'src', name));
    hash.update(`${name} ${mtimeMs} ${size}\n`);
  }
  hash.update(String(statSync(join(ROOT, 'package.json')).mtimeMs));
  return hash.digest('hex').slice(0, 16);
}

function removeOldBuilds(): void {
  for (const name of readdirSync(BUILDS)) {
    const path = join(BUILDS, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > BUILD_KEPT_MS) rmSync(path, { recursive: true, force: true });
  }
}
