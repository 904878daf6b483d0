// The command as it is shipped: the modules that a start needs, of ours and of the packages below, in a few files. Node
// finds, reads and compiles 675 files otherwise, which is more than half of a broker's start. The library (`exports` in
// package.json) stays as tsc writes it.
import { build } from 'esbuild';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of many files each, plain JavaScript. Who has native parts, workers or optional packages of its own stays outside. */
const PACKAGES = ['commander', 'prom-client', 'ws', 'yaml', 'zod'];
/** What those need. */
const NEEDED = ['@opentelemetry/api', 'bintrees', 'tdigest'];

/** The command, and what it forks beside itself (src/cli/bench/fork-script.ts). */
const ENTRIES = ['cli/main.js', 'cli/bench/tcp-sink.js', 'cli/bench/ceil/replica.js'];

/** `modules`: the directory that has the packages. */
export async function bundleCommand(dist, modules = 'node_modules') {
  const target = join(dist, 'command');
  rmSync(target, { recursive: true, force: true });
  await build({
    entryPoints: ENTRIES.map((entry) => join(dist, entry)),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: target,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    plugins: [{ name: 'packages', setup: leaveOthersOutside }],
    // Packages that are CommonJS ask for Node's modules this way.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  });
  chmodSync(join(target, 'main.js'), 0o755);
  writeFileSync(join(target, 'LICENSES'), licenses(modules));
}

function leaveOthersOutside({ onResolve }) {
  const inside = [...PACKAGES, ...NEEDED];
  onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
    if (kind === 'entry-point') return undefined;
    const isInside = inside.some((name) => path === name || path.startsWith(`${name}/`));
    return isInside ? undefined : { path, external: true };
  });
}

/** Their terms ask for it. */
function licenses(modules) {
  return [...PACKAGES, ...NEEDED]
    .map((name) => {
      const file = readdirSync(join(modules, name)).find((one) => /^licen[cs]e/i.test(one));
      return `${name}\n\n${readFileSync(join(modules, name, file), 'utf8')}\n`;
    })
    .join('\n');
}
