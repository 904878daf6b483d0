// 64-bit fields are numbers, exact up to 2^53 - 1 and an error beyond. Method: round trips through the generated
// code over the edges and random safe integers, and varints made by hand.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flotilla } from '../../../src/protocol/generated/flotilla.js';
import { Reader, Writer } from '../../../src/protocol/protobuf-runtime.js';

const { FetchRequest, Position, ProduceResponse } = flotilla.v1;

const EDGES = [
  0,
  1,
  127,
  128,
  2 ** 28 - 1,
  2 ** 28,
  2 ** 32,
  2 ** 35,
  2 ** 52,
  Number.MAX_SAFE_INTEGER,
];

function varint(bytes: readonly number[]): Reader {
  return new Reader(Uint8Array.from(bytes));
}

describe('64-bit fields', () => {
  it('an unsigned field gives the number back', () => {
    for (const nextOffset of EDGES) {
      expect(Position.decode(Position.encode({ nextOffset }).finish()).nextOffset).toBe(nextOffset);
    }
  });

  it('a signed field gives the number back, also below zero', () => {
    for (const edge of EDGES.flatMap((value) => [value, -value])) {
      const fetch = FetchRequest.decode(FetchRequest.encode({ offset: edge }).finish());
      expect(fetch.offset + 0).toBe(edge + 0);
      const produce = ProduceResponse.encode({ logAppendTimeMs: edge }).finish();
      expect(ProduceResponse.decode(produce).logAppendTimeMs + 0).toBe(edge + 0);
    }
  });

  it('every safe integer survives all three encodings', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const bytes = Writer.create().int64(value).sint64(value).uint64(Math.abs(value)).finish();
        const reader = new Reader(bytes);
        expect(reader.int64()).toBe(value);
        expect(reader.sint64()).toBe(value);
        expect(reader.uint64()).toBe(Math.abs(value));
        expect(reader.pos).toBe(bytes.length);
      }),
    );
  });

  it('a field that is not there is the number 0', () => {
    expect(Position.decode(new Uint8Array()).nextOffset).toBe(0);
  });

  it('a greater number is an error, never another number', () => {
    // 2^53, and the greatest and least of 64 bits.
    const tooGreat = [128, 128, 128, 128, 128, 128, 128, 16];
    const allOnes = [255, 255, 255, 255, 255, 255, 255, 255, 255, 1];
    const least = [128, 128, 128, 128, 128, 128, 128, 128, 128, 1];
    for (const bytes of [tooGreat, allOnes])
      expect(() => varint(bytes).uint64()).toThrow(RangeError);
    for (const bytes of [tooGreat, least]) expect(() => varint(bytes).int64()).toThrow(RangeError);
    for (const bytes of [allOnes, least]) expect(() => varint(bytes).sint64()).toThrow(RangeError);
    expect(varint(allOnes).int64()).toBe(-1);
  });

  it('a varint that is cut off or longer than 10 bytes is an error', () => {
    expect(() => varint([128, 128]).uint64()).toThrow('cut off');
    expect(() => varint(Array<number>(11).fill(128)).uint64()).toThrow('longer than 10 bytes');
  });
});
