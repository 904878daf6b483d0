// Goal: consumed bytes come out as they are, in the form that was asked for. Method: examples, and random bytes.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteWriter } from '../../../src/base/byte-writer.ts';
import {
  compileFormat,
  writeJsonLine,
  writeValueLine,
  type RecordWriter,
} from '../../../src/cli/consume/record-format.ts';
import type { RecordView } from '../../../src/record/records.ts';

const encode = (text: string) => new TextEncoder().encode(text);

const RECORD: RecordView = {
  offset: 42,
  timestampMs: 1_700_000_000_000,
  key: encode('k'),
  value: encode('välue'),
  headers: [
    { key: 'a', value: encode('1') },
    { key: 'b', value: null },
  ],
};

function bytesOf(writer: RecordWriter, record: RecordView = RECORD): Uint8Array {
  const out = new ByteWriter(16);
  writer(out, { topic: 'demo', partition: 3 }, record);
  return out.finish();
}

const show = (format: string, record?: RecordView) =>
  new TextDecoder().decode(bytesOf(compileFormat(format), record));

test('every field and escape', () => {
  expect(show('%t/%p %o %T %k=%v %s [%h] %%\\n\\t\\\\')).toBe(
    'demo/3 42 1700000000000 k=välue 6 [a=1,b=] %\n\t\\',
  );
});

test('text beyond ASCII stays in place', () => {
  expect(show('→%o€')).toBe('→42€');
});

test('a null key or value is nothing, and has size -1', () => {
  expect(show('%k|%v|%s', { ...RECORD, key: null, value: null })).toBe('||-1');
});

test.each(['%x', '%', 'a\\', '\\q', '%-5o'])('the format %j is refused', (format) => {
  expect(() => compileFormat(format)).toThrow('is not known');
});

test('values and keys come out byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (key, value) => {
      const record = { ...RECORD, key, value };
      expect([...bytesOf(writeValueLine, record)]).toEqual([...value, 10]);
      expect([...bytesOf(compileFormat('%k%v'), record)]).toEqual([...key, ...value]);
    }),
  );
});

test('JSON is one line, with text where it is text and base64 where it is not', () => {
  const binary = { ...RECORD, value: Uint8Array.of(0xff, 0x00), headers: [] };
  const line = new TextDecoder().decode(bytesOf(writeJsonLine, binary));
  expect(line.endsWith('}\n')).toBe(true);
  expect(JSON.parse(line)).toEqual({
    topic: 'demo',
    partition: 3,
    offset: 42,
    timestampMs: 1_700_000_000_000,
    key: 'k',
    valueBase64: '/wA=',
    headers: [],
  });
});

test('JSON gives back any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (value) => {
      const line = new TextDecoder().decode(bytesOf(writeJsonLine, { ...RECORD, value }));
      const parsed = JSON.parse(line) as { value?: string; valueBase64?: string };
      const back =
        parsed.value === undefined
          ? Buffer.from(parsed.valueBase64!, 'base64')
          : encode(parsed.value);
      expect([...back]).toEqual([...value]);
    }),
  );
});
