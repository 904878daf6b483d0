// Goal: what a writer wrote a reader reads, and no reader believes what is not there. Method: random values, random bytes.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader, MalformedBytes } from '../../../src/base/byte-reader.ts';
import { ByteWriter } from '../../../src/base/byte-writer.ts';

const safeInteger = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 300 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 31, -(2 ** 31), 2 ** 32),
);

function read<T>(write: (writer: ByteWriter) => unknown, take: (reader: ByteReader) => T): T {
  const writer = new ByteWriter(1);
  write(writer);
  const reader = new ByteReader(writer.finish());
  const value = take(reader);
  expect(reader.remaining).toBe(0);
  return value;
}

describe('writer and reader', () => {
  it('agree on int64 over all safe integers', () => {
    fc.assert(
      fc.property(safeInteger, (value) => {
        expect(
          read(
            (w) => w.int64(value),
            (r) => r.int64(),
          ),
        ).toBe(value);
      }),
    );
  });

  it('agree on varints over all safe integers', () => {
    fc.assert(
      fc.property(safeInteger, (value) => {
        expect(
          read(
            (w) => w.varint(value),
            (r) => r.varint(),
          ),
        ).toBe(value);
      }),
    );
  });

  it('agree on every fixed width, at its ends and beside each other', () => {
    const bytes = new ByteWriter(1)
      .uint8(255)
      .uint16(65_535)
      .int16(-32_768)
      .uint32(0xffff_ffff)
      .int32(-2_147_483_648)
      .bytes(Uint8Array.of(1, 2))
      .string('Flöte')
      .finish();
    const reader = new ByteReader(bytes);
    expect(reader.uint8()).toBe(255);
    expect(reader.uint16()).toBe(65_535);
    expect(reader.int16()).toBe(-32_768);
    expect(reader.uint32()).toBe(0xffff_ffff);
    expect(reader.int32()).toBe(-2_147_483_648);
    expect([...reader.bytes(2)]).toEqual([1, 2]);
    expect(reader.string()).toBe('Flöte');
    expect(reader.remaining).toBe(0);
  });

  it('keep a byte order mark: two names that differ in it are two names', () => {
    const bytes = new ByteWriter().string('\ufeffa').finish();
    expect(new ByteReader(bytes).string()).toBe('\ufeffa');
  });

  it('agree on any sequence of values, however the buffer grows', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(safeInteger, fc.string({ unit: 'grapheme' }), fc.uint8Array())),
        (values) => {
          const writer = new ByteWriter(1);
          for (const value of values) {
            if (typeof value === 'number') writer.int64(value);
            else if (typeof value === 'string') writer.string(value);
            else writer.uint16(value.length).bytes(value);
          }
          const reader = new ByteReader(writer.written());
          for (const value of values) {
            if (typeof value === 'number') expect(reader.int64()).toBe(value);
            else if (typeof value === 'string') expect(reader.string()).toBe(value);
            else expect([...reader.bytes(reader.uint16())]).toEqual([...value]);
          }
        },
      ),
    );
  });
});

describe('the bytes', () => {
  it('are those of Kafka: big-endian, zigzag varints', () => {
    const hex = (write: (writer: ByteWriter) => unknown): string => {
      const writer = new ByteWriter();
      write(writer);
      return Buffer.from(writer.finish()).toString('hex');
    };
    expect(hex((w) => w.int64(1))).toBe('0000000000000001');
    expect(hex((w) => w.int64(-1))).toBe('ffffffffffffffff');
    expect(hex((w) => w.int64(-(2 ** 32)))).toBe('ffffffff00000000');
    expect(hex((w) => w.varint(0))).toBe('00');
    expect(hex((w) => w.varint(-1))).toBe('01');
    expect(hex((w) => w.varint(1))).toBe('02');
    expect(hex((w) => w.varint(300))).toBe('d804');
    expect(hex((w) => w.string('é'))).toBe('0002c3a9');
  });

  it('of a finished writer do not change with later writes', () => {
    const writer = new ByteWriter(8).uint32(1);
    const finished = writer.finish();
    writer.setUint32(0, 2);
    expect([...finished]).toEqual([0, 0, 0, 1]);
    expect([...writer.written()]).toEqual([0, 0, 0, 2]);
  });
});

describe('a reader', () => {
  it('refuses what is cut short, at every length', () => {
    const bytes = new ByteWriter().int64(5).string('abc').varint(100_000).finish();
    for (let length = 0; length < bytes.length; length += 1) {
      const reader = new ByteReader(bytes.subarray(0, length));
      expect(() => {
        reader.int64();
        reader.string();
        reader.varint();
      }).toThrow(MalformedBytes);
    }
  });

  it('answers any bytes with values or MalformedBytes, and never reads past the end', () => {
    const reads = [
      (r: ByteReader) => r.varint(),
      (r: ByteReader) => r.int64(),
      (r: ByteReader) => r.string(),
      (r: ByteReader) => r.bytes(r.int32()),
    ];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), fc.array(fc.nat(3)), (bytes, choices) => {
        const padded = Uint8Array.from([9, 9, ...bytes, 9, 9]);
        const reader = new ByteReader(padded.subarray(2, 2 + bytes.length));
        try {
          for (const choice of choices) reads[choice]!(reader);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBytes);
        }
        expect(reader.position).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });

  it.each([
    ['a varint of eleven bytes', '8080808080808080808001', (r: ByteReader) => r.varint()],
    ['a varint beyond the safe integers', 'ffffffffffffffffff01', (r: ByteReader) => r.varint()],
    ['an int64 beyond the safe integers', '7fffffffffffffff', (r: ByteReader) => r.int64()],
    ['an int64 below the safe integers', '8000000000000000', (r: ByteReader) => r.int64()],
    ['text that is not UTF-8', '0002c328', (r: ByteReader) => r.string()],
    ['a negative length', '00', (r: ByteReader) => r.bytes(-1)],
    ['a length of gigabytes', '7fffffff00', (r: ByteReader) => r.bytes(r.int32())],
  ])('refuses %s', (_, hex, take) => {
    expect(() => take(new ByteReader(Buffer.from(hex, 'hex')))).toThrow(MalformedBytes);
  });
});

describe('a writer', () => {
  it('refuses what its fields cannot hold', () => {
    expect(() => new ByteWriter().int64(2 ** 53)).toThrow('safe integer');
    expect(() => new ByteWriter().int64(0.5)).toThrow('safe integer');
    expect(() => new ByteWriter().string('x'.repeat(65_536))).toThrow('65,535');
  });
});
