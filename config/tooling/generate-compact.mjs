// Part of `npm run protocol`: src/protocol/*.proto as the tables of src/protocol/compact, for the builds that browsers load. A
// table is a tenth of the generated code, and its reader is slower. Drift is looked for by test/unit/protocol/compact.test.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import protobuf from 'protobufjs';

const SOURCE = fileURLToPath(new URL('../../src/protocol', import.meta.url));
const NAMES = ['flotilla', 'group'];

/** `flotilla`: the code of its table, by the name of the file. */
export function compactTables() {
  return new Map(NAMES.map((name) => [`${name}.ts`, tableOf(name)]));
}

function tableOf(name) {
  const root = new protobuf.Root();
  root.loadSync(path.join(SOURCE, `${name}.proto`)).resolveAll();
  const messages = [];
  collect(root, messages);
  const [{ parent }] = messages;
  const names = parent.fullName.split('.').filter(Boolean);
  const lines = messages.map(
    (message) => `  ${[message.name, ...message.fieldsArray.map(fieldOf)].join(' ')}`,
  );
  const nested = names.slice(1).reduceRight((inner, key) => `{ ${key}: ${inner} }`, 'messages');
  return `// Generated from ${name}.proto by \`npm run protocol\`; not edited by hand.
import { messagesOf } from '../messages.ts';

const messages = messagesOf(\`
${lines.join('\n')}
\`);

export const ${names[0]} = ${nested};
`;
}

function collect(namespace, messages) {
  for (const nested of namespace.nestedArray) {
    if (nested instanceof protobuf.Type) messages.push(nested);
    if (nested instanceof protobuf.Namespace) collect(nested, messages);
  }
}

/** name:number:type, the type behind `*` (repeated), `?` (optional), `{` (a map from strings) or `oneof/`. */
function fieldOf(field) {
  const { name, id, resolvedType, type } = field;
  const isEnum = resolvedType instanceof protobuf.Enum;
  const base = isEnum ? 'int32' : (resolvedType?.name ?? type);
  const isOptional = field.options?.proto3_optional === true;
  let mark = '';
  if (field.map) mark = '{';
  else if (field.repeated) mark = '*';
  else if (isOptional) mark = '?';
  else if (field.partOf) mark = `${field.partOf.name}/`;
  return `${name}:${id}:${mark}${base}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = path.join(SOURCE, 'compact/generated');
  mkdirSync(target, { recursive: true });
  for (const [file, code] of compactTables()) writeFileSync(path.join(target, file), code);
}
