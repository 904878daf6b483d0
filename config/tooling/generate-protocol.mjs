// `npm run protocol`: src/protocol/*.proto -> src/protocol/generated/*.js and *.d.ts, which are committed.
// test/unit/protocol/drift.test.ts calls `generateCode` too and compares.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const SOURCE = fileURLToPath(new URL('../../src/protocol', import.meta.url));
const PBJS = createRequire(import.meta.url).resolve('protobufjs-cli/bin/pbjs');

const OPTIONS = [
  // Not --sparse: it leaves out what an imported message refers to, and the code then fails when it is used.
  ...['--target', 'static-module', '--wrap', 'esm', '--es6'],
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

/** The code alone takes a second for all files, its declarations ten more: pbjs makes them with jsdoc. */
export function generateCode(targetDirectory) {
  forEachProto(targetDirectory, ({ file, run, code }) => {
    run('--no-comments');
    rewrite(code, (text) => `${headOf(file)}\n${requireResolved(file, text)}`);
  });
}

function generateAll(targetDirectory) {
  // The declarations are made from the comments of the code, which it then does without.
  forEachProto(targetDirectory, ({ run }) => run('--dts'));
  generateCode(targetDirectory);
  forEachProto(targetDirectory, ({ file, code, declarations }) => {
    // Our 64-bit fields are numbers, so Long is of no use.
    const withoutLong = (text) => text.replace('import Long = require("long");\n', '');
    rewrite(declarations, (text) => `${headOf(file)}\n${originOf(code)}\n${withoutLong(text)}`);
  });
}

/** The code generator does not complain when it cannot find a message; it writes its name without a package. */
function requireResolved(file, text) {
  const [unresolved] = /\$root\.[A-Z]\w*/.exec(text) ?? [];
  if (unresolved !== undefined) throw new Error(`${file}: ${unresolved} is not there`);
  return text;
}

/** By this line of the declarations the drift test knows that they belong to the code. */
export function originOf(codeFile) {
  return `// Of the code with sha256 ${createHash('sha256').update(readFileSync(codeFile)).digest('hex')}.`;
}

function headOf(file) {
  return `/* oxlint-disable */\n// Generated from ${file} by \`npm run protocol\`; not edited by hand.`;
}

function forEachProto(targetDirectory, visit) {
  mkdirSync(targetDirectory, { recursive: true });
  for (const file of readdirSync(SOURCE).filter((name) => name.endsWith('.proto'))) {
    const proto = path.join(SOURCE, file);
    if (/\bs?fixed64\b/.test(readFileSync(proto, 'utf8'))) {
      throw new Error(`${file}: protobuf-runtime.js does not read fixed64 fields`);
    }
    const name = path.basename(file, '.proto');
    const code = path.join(targetDirectory, `${name}.js`);
    const declarations = path.join(targetDirectory, `${name}.d.ts`);
    const files = ['--root', name, '--path', SOURCE, '--out', code, proto];
    const run = (option) => execFileSync(process.execPath, [PBJS, ...OPTIONS, option, ...files]);
    visit({ file, run, code, declarations });
  }
}

function rewrite(file, change) {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generateAll(path.join(SOURCE, 'generated'));
