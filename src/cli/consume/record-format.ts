/**
 * What `consume` writes for a record: values as they are, a format string as kcat has them, or JSON. A format is
 * compiled once into steps; keys and values are copied as bytes, never through strings.
 */
import { InvalidArgumentError } from 'commander';
import type { ByteWriter } from '../../base/byte-writer.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { RecordView } from '../../record/records.ts';

export type RecordWriter = (out: ByteWriter, from: TopicPartition, record: RecordView) => void;

const NEWLINE = 10;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const writeValueLine: RecordWriter = (out, _from, record) => {
  if (record.value !== null) out.bytes(record.value);
  out.uint8(NEWLINE);
};

const FIELDS: Readonly<Record<string, RecordWriter>> = {
  t: (out, from) => writeText(out, from.topic),
  p: (out, from) => writeText(out, String(from.partition)),
  o: (out, _from, record) => writeText(out, String(record.offset)),
  T: (out, _from, record) => writeText(out, String(record.timestampMs)),
  k: (out, _from, record) => writeBytes(out, record.key),
  v: (out, _from, record) => writeBytes(out, record.value),
  s: (out, _from, record) => writeText(out, String(record.value?.length ?? -1)),
  h: writeHeaders,
  '%': (out) => writeText(out, '%'),
};

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '0': '\0',
  '\\': '\\',
};

const USAGE =
  'Known are %t topic, %p partition, %o offset, %T timestamp, %k key, %v value, %s size, %h headers, %%, \\n, \\t, \\r, \\0 and \\\\.';

/** `%p %o %k %v\n`. */
export function compileFormat(format: string): RecordWriter {
  const steps: RecordWriter[] = [];
  let literal = '';
  const closeLiteral = () => {
    const bytes = encoder.encode(literal);
    if (bytes.length > 0) steps.push((out) => void out.bytes(bytes));
    literal = '';
  };
  for (let at = 0; at < format.length; at += 1) {
    const character = format[at]!;
    if (character !== '%' && character !== '\\') {
      literal += character;
      continue;
    }
    at += 1;
    const name = format[at] ?? '';
    const known = character === '%' ? FIELDS[name] : ESCAPES[name];
    if (known === undefined) {
      throw new InvalidArgumentError(`"${character}${name}" is not known. ${USAGE}`);
    }
    if (typeof known === 'string') {
      literal += known;
    } else {
      closeLiteral();
      steps.push(known);
    }
  }
  closeLiteral();
  return (out, from, record) => {
    for (const step of steps) step(out, from, record);
  };
}

/** One object a line. What is not UTF-8 comes as `keyBase64` or `valueBase64` instead. */
export const writeJsonLine: RecordWriter = (out, from, record) => {
  const line = JSON.stringify({
    topic: from.topic,
    partition: from.partition,
    offset: record.offset,
    timestampMs: record.timestampMs,
    ...jsonField('key', record.key),
    ...jsonField('value', record.value),
    headers: record.headers.map(({ key, value }) => ({ key, ...jsonField('value', value) })),
  });
  writeText(out, `${line}\n`);
};

function jsonField(name: string, bytes: Uint8Array | null): Record<string, string | null> {
  if (bytes === null) return { [name]: null };
  try {
    return { [name]: decoder.decode(bytes) };
  } catch {
    return { [`${name}Base64`]: Buffer.from(bytes).toString('base64') };
  }
}

/** `a=1,b=2`, as kcat has it. */
function writeHeaders(out: ByteWriter, _from: TopicPartition, record: RecordView): void {
  record.headers.forEach(({ key, value }, i) => {
    writeText(out, `${i === 0 ? '' : ','}${key}=`);
    writeBytes(out, value);
  });
}

function writeText(out: ByteWriter, text: string): void {
  out.bytes(encoder.encode(text));
}

function writeBytes(out: ByteWriter, bytes: Uint8Array | null): void {
  if (bytes !== null) out.bytes(bytes);
}
