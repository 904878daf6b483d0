// Goal: the tables that browsers load say the same as the generated code, byte for byte where both write. Method: random messages
// of every type, written by one and read by the other; and the committed tables are those of the .proto files.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { compactTables } from '../../../config/tooling/generate-compact.mjs';
import { flotilla as compactFlotilla } from '../../../src/protocol/compact/generated/flotilla.ts';
import { flotilla as compactGroup } from '../../../src/protocol/compact/generated/group.ts';
import type { CompactMessage } from '../../../src/protocol/compact/messages.ts';
import * as compact from '../../../src/protocol/compact/protobuf-runtime.ts';
import { flotilla as generatedFlotilla } from '../../../src/protocol/generated/flotilla.js';
import { flotilla as generatedGroup } from '../../../src/protocol/generated/group.js';

const SOURCE = path.resolve(import.meta.dirname, '../../../src/protocol');
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const SAFE = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

const FILES = [
  ['flotilla', 'flotilla.v1', compactFlotilla.v1, generatedFlotilla.v1],
  ['group', 'flotilla.group.v1', compactGroup.group.v1, generatedGroup.group.v1],
] as const;

const SCALARS: Record<string, fc.Arbitrary<unknown>> = {
  uint32: fc.integer({ min: 0, max: 0xffff_ffff }),
  int32: fc.integer(),
  sint32: fc.integer(),
  uint64: fc.integer({ min: 0, max: SAFE.max }),
  int64: fc.integer(SAFE),
  sint64: fc.integer(SAFE),
  double: fc.double({ noNaN: true }),
  bool: fc.boolean(),
  string: fc.string({ unit: 'grapheme', maxLength: 20 }),
  bytes: fc.uint8Array({ maxLength: 300 }),
};

/** Any message of a type, at most one member of each oneof. */
function arbitraryOf(type: protobuf.Type, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const fields = type.fieldsArray.map((field): [string, fc.Arbitrary<unknown>] => {
    const { name, resolvedType } = field;
    let one = SCALARS[field.type];
    if (resolvedType instanceof protobuf.Enum) one = fc.integer({ min: 0, max: 5 });
    if (resolvedType instanceof protobuf.Type) {
      one = depth > 3 ? fc.constant({}) : arbitraryOf(resolvedType, depth + 1);
    }
    if (field instanceof protobuf.MapField) one = fc.dictionary(SCALARS['string'] as never, one!);
    else if (field.repeated) one = fc.array(one!, { maxLength: 4 });
    return [name, one!];
  });
  const oneofs = type.oneofsArray.filter(({ fieldsArray }) => fieldsArray.length > 1);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }).map((message) => {
    for (const { fieldsArray } of oneofs) {
      const set = fieldsArray.filter(({ name }) => name in message);
      for (const { name } of set.slice(1)) delete message[name];
    }
    return message;
  });
}

/** What a reader sees: every field of the type, with its default; bytes of whatever class as one. */
function seen(type: protobuf.Type, message: object): unknown {
  const values = message as Record<string, unknown>;
  const entries = type.fieldsArray.map((field) => {
    const { name, resolvedType } = field;
    const value = values[name];
    const plain = (one: unknown): unknown => {
      if (one instanceof Uint8Array) return [...one];
      if (resolvedType instanceof protobuf.Type && one !== null) return seen(resolvedType, one!);
      return one;
    };
    if (field instanceof protobuf.MapField) return [name, { ...(value as object) }];
    return [name, Array.isArray(value) ? value.map(plain) : plain(value)];
  });
  const choices = type.oneofsArray
    .filter(({ fieldsArray }) => fieldsArray.length > 1)
    .map(({ name }) => [name, values[name]]);
  return Object.fromEntries([...entries, ...choices]);
}

describe.each(FILES)('%s.proto', (file, namespace, tables, generated) => {
  const root = new protobuf.Root().loadSync(path.join(SOURCE, `${file}.proto`)).resolveAll();
  const types = (root.lookup(namespace) as protobuf.Namespace).nestedArray;
  const messages = types.filter((type) => type instanceof protobuf.Type);

  it('is what the committed table was made from', () => {
    const committed = readFileSync(path.join(SOURCE, `compact/generated/${file}.ts`), 'utf8');
    expect(committed).toBe(compactTables().get(`${file}.ts`));
  });

  it.each(messages.map((type) => [type.name, type] as const))('%s', (name, type) => {
    const table = tables[name]!;
    const code = (generated as unknown as Record<string, CompactMessage>)[name]!;
    fc.assert(
      fc.property(arbitraryOf(type), (message) => {
        const theirs = code.encode(message).finish();
        const ours = table.encode(message).finish();
        expect(Buffer.compare(ours, theirs)).toBe(0);
        expect(seen(type, table.decode(theirs))).toEqual(seen(type, code.decode(ours)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('hostile bytes', () => {
  it('end in a RangeError, or in the message that the generated code reads', () => {
    const table = compactFlotilla.v1['ServerFrame']!;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          table.decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['a varint of 11 bytes', [0x08, ...Array<number>(10).fill(0xff), 1], 'longer than 10'],
    ['a field that is cut off', [0x12, 0x7f, 1], 'cut off'],
    ['the number 0', [0x00], 'number 0'],
    ['a group', [0x0b], 'wire type 3'],
  ])('%s', (_, bytes, text) => {
    const table = compactFlotilla.v1['ServerFrame']!;
    expect(() => table.decode(new Uint8Array(bytes))).toThrow(text);
  });

  it.each([
    ['a text that is not UTF-8', [0x0a, 2, 0xc3, 0x28]],
    ['a length of 10 bytes', [0x0a, ...Array<number>(9).fill(0x80), 0]],
    ['a tag of 6 bytes', [0x8a, 0x80, 0x80, 0x80, 0x80, 0x00, 0]],
  ])('%s is refused, as with the generated code', (_, bytes) => {
    const source = Uint8Array.from(bytes);
    expect(() => generatedFlotilla.v1.DeleteTopicRequest.decode(source)).toThrow();
    expect(() => compactFlotilla.v1['DeleteTopicRequest']!.decode(source)).toThrow(RangeError);
  });

  it.each([
    ['adds to the first', [0x08, 1, 0x92, 1, 2, 0x08, 1, 0x92, 1, 2, 0x10, 2]],
    ['of a oneof is the one', [0x08, 1, 0x3a, 2, 0x08, 1, 0x22, 0]],
  ])('a message that comes again %s, as with the generated code', (_, bytes) => {
    const source = Uint8Array.from(bytes);
    const theirs = generatedFlotilla.v1.ClientFrame.decode(source);
    const ours = compactFlotilla.v1['ClientFrame']!.decode(source);
    const written = compactFlotilla.v1['ClientFrame']!.encode(ours).finish();
    expect(hexOf(written)).toBe(hexOf(generatedFlotilla.v1.ClientFrame.encode(theirs).finish()));
  });

  it('a 64-bit number beyond 2^53 - 1 is refused', () => {
    const bytes = compact.Writer.create().uint64(SAFE.max).finish();
    expect(new compact.Reader(bytes).uint64()).toBe(SAFE.max);
    const beyond = new Uint8Array([...Array<number>(7).fill(0x80), 0x10]);
    expect(() => new compact.Reader(beyond).uint64()).toThrow('out of range');
  });
});

it('a text keeps its leading byte order mark, as with the generated code', () => {
  const written = generatedFlotilla.v1.DeleteTopicRequest.encode({ name: '\ufeffa' }).finish();
  const read = compactFlotilla.v1['DeleteTopicRequest']!.decode(new compact.Reader(written));
  expect(read).toMatchObject({ name: '\ufeffa' });
});
