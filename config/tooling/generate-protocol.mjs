// `npm run protocol`: src/protocol/*.proto -> src/protocol/generated/*.js and *.d.ts, which are committed.
// test/unit/protocol/drift.test.ts calls `generate` too and compares.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const SOURCE = fileURLToPath(new URL('../../src/protocol', import.meta.url));
const PBJS = createRequire(import.meta.url).resolve('protobufjs-cli/bin/pbjs');

const OPTIONS = [
  ...['--target', 'static-module', '--wrap', 'esm', '--es6', '--sparse'],
  ...['--dependency', '../protobuf-runtime.js', '--force-number'],
  // Encode and decode only: a tenth of the code, and nothing that reads a schema at run time.
  ...[
    '--no-create',
    '--no-verify',
    '--no-convert',
    '--no-delimited',
    '--no-typeurl',
    '--no-service',
  ],
];

export function generate(targetDirectory) {
  mkdirSync(targetDirectory, { recursive: true });
  for (const file of readdirSync(SOURCE).filter((name) => name.endsWith('.proto'))) {
    const proto = path.join(SOURCE, file);
    if (/\bs?fixed64\b/.test(readFileSync(proto, 'utf8'))) {
      throw new Error(`${file}: protobuf-runtime.js does not read fixed64 fields`);
    }
    const name = path.basename(file, '.proto');
    const target = path.join(targetDirectory, `${name}.js`);
    const files = ['--root', name, '--path', SOURCE, '--out', target, proto];
    // The declarations are made from the comments of the code, which it then does without.
    for (const option of ['--dts', '--no-comments']) {
      execFileSync(process.execPath, [PBJS, ...OPTIONS, option, ...files]);
    }
    const origin = `// Generated from ${file} by \`npm run protocol\`; not edited by hand.`;
    const head = `/* oxlint-disable */\n${origin}\n`;
    rewrite(target, (text) => head + text);
    // Our 64-bit fields are numbers, so Long is of no use.
    const declarations = target.replace(/\.js$/, '.d.ts');
    rewrite(declarations, (text) => head + text.replace('import Long = require("long");\n', ''));
  }
}

function rewrite(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate(path.join(SOURCE, 'generated'));
