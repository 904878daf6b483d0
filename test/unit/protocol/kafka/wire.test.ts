// Goal: the parts of the codec that the messages do not show: lengths and varints at their ends, bounds before anything
// is allocated, and every type of the schema language. Method: bytes by hand, and a schema that no API has.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../../src/base/byte-reader.ts';
import { InvariantViolation } from '../../../../src/base/invariant.ts';
import type { Uuid } from '../../../../src/model/ids.ts';
import { defineApi } from '../../../../src/protocol/kafka/api.ts';
import { APIS } from '../../../../src/protocol/kafka/registry.ts';
import {
  bool,
  bytes,
  float64,
  int32,
  int64,
  int8,
  list,
  records,
  string,
  struct,
  structs,
  uint16,
  uint32,
  uuid,
} from '../../../../src/protocol/kafka/schema.ts';
import { parseVersions } from '../../../../src/protocol/kafka/versions.ts';
import {
  ELEMENTS_MAX,
  STRING_BYTES_MAX,
  WireReader,
} from '../../../../src/protocol/kafka/wire-reader.ts';
import { WireWriter } from '../../../../src/protocol/kafka/wire-writer.ts';
import { arbitraryValue } from './messages.ts';

function written(write: (writer: WireWriter) => unknown): Uint8Array {
  const writer = new WireWriter();
  write(writer);
  return Uint8Array.from(Buffer.concat(writer.chunks()));
}

function reader(...octets: readonly number[]): WireReader {
  return new WireReader(Uint8Array.from(octets));
}

const EVERYTHING = defineApi({
  key: 999,
  name: 'Everything',
  versions: '1-4',
  flexibleFrom: 3,
  request: {
    flag: bool({ default: true }),
    tiny: int8(),
    port: uint16(),
    mask: uint32({ versions: '2+', default: 7 }),
    ratio: float64(),
    id: uuid(),
    maybe: string({ versions: '1-2', nullable: true, default: null }),
    names: list(string(), { nullable: true }),
    place: struct({ node: int32({ default: -1 }) }, { versions: '3+', nullable: true }),
    batches: records({ nullable: '2+' }),
    hints: structs({ at: int64(), note: bytes() }, { versions: '3+', tag: 5 }),
    leader: struct({ node: int32({ default: -1 }) }, { versions: '3+', tag: 2 }),
  },
  response: {},
});

describe('unsigned varints', () => {
  it('are read as they were written, over all 32 bits', () => {
    const edges = [0, 0x7f, 0x80, 0x3fff, 0x4000, 0xfff_ffff, 0x1000_0000, 0xffff_ffff];
    fc.assert(
      fc.property(fc.oneof(fc.nat(0xffff_ffff), fc.constantFrom(...edges)), (value) => {
        const encoded = written((writer) => writer.unsignedVarint(value));
        expect(encoded.length).toBe(Math.max(1, Math.ceil((32 - Math.clz32(value)) / 7)));
        expect(new WireReader(encoded).unsignedVarint()).toBe(value);
      }),
    );
  });

  it('have at most 5 bytes and 32 bits', () => {
    expect(() => reader(0xff, 0xff, 0xff, 0xff, 0x10).unsignedVarint()).toThrow('32 bits');
    expect(() => reader(0x80, 0x80, 0x80, 0x80, 0x80, 0x00).unsignedVarint()).toThrow('32 bits');
    expect(() => reader(0x80).unsignedVarint()).toThrow(MalformedBytes);
    // Padded ones are legal for Kafka, whose clients reserve room for lengths.
    expect(reader(0x81, 0x80, 0x00).unsignedVarint()).toBe(1);
  });
});

describe('strings', () => {
  it('keep every character, a byte order mark as well', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isCompact) => {
        const value = `\u{feff}${text}`;
        const wire = new WireReader(written((writer) => writer.text(value, isCompact)));
        expect(wire.text(isCompact ? wire.compactLength() : wire.int16())).toBe(value);
        expect(wire.remaining).toBe(0);
      }),
    );
  });

  it('end at 32,767 bytes, in both directions', () => {
    const longest = 'x'.repeat(STRING_BYTES_MAX);
    expect(written((writer) => writer.text(longest, true))).toHaveLength(STRING_BYTES_MAX + 3);
    const tooLong = [`${longest}x`, `${longest.slice(1)}é`];
    for (const text of tooLong) {
      expect(() => written((writer) => writer.text(text, true))).toThrow(InvariantViolation);
    }
    const wire = new WireReader(new Uint8Array(STRING_BYTES_MAX + 1));
    expect(() => wire.text(STRING_BYTES_MAX + 1)).toThrow(MalformedBytes);
  });

  it('are UTF-8', () => {
    expect(() => reader(0xc3, 0x28).text(2)).toThrow('not UTF-8');
  });
});

describe('lists', () => {
  const { request } = APIS.DescribeGroups;

  it('are refused before anything is allocated if their bytes cannot be there', () => {
    for (const count of [0x7fff_ffff, 3, -2]) {
      const encoded = written((writer) => writer.int32(count).int32(0));
      expect(() => request.read(new WireReader(encoded), 0)).toThrow('a list');
    }
  });

  it(`have at most ${ELEMENTS_MAX} elements in one message`, () => {
    const atMost = new WireReader(new Uint8Array(2 * ELEMENTS_MAX));
    atMost.expectElements(ELEMENTS_MAX - 1, 2);
    atMost.expectElements(1, 2);
    expect(() => atMost.expectElements(1, 2)).toThrow(`more than ${ELEMENTS_MAX}`);
    const frame = new Uint8Array(4 + 2 * (ELEMENTS_MAX + 1));
    new DataView(frame.buffer).setInt32(0, ELEMENTS_MAX + 1);
    expect(() => request.read(new WireReader(frame), 0)).toThrow(MalformedBytes);
  });
});

describe('64-bit numbers', () => {
  it('are refused beyond the safe integers', () => {
    const { request } = APIS.InitProducerId;
    const encoded = (high: number, low: number): Uint8Array =>
      written((writer) =>
        writer.uint8(0).int32(1).int32(high).int32(low).int16(0).unsignedVarint(0),
      );
    const read = (high: number, low: number): number =>
      request.read(new WireReader(encoded(high, low)), 3).producerId;
    expect(read(0x1f_ffff, -1)).toBe(Number.MAX_SAFE_INTEGER);
    expect(read(-1, -2)).toBe(-2);
    expect(() => read(0x20_0000, 0)).toThrow(MalformedBytes);
    expect(() => read(0x7fff_ffff, -1)).toThrow(MalformedBytes);
  });
});

describe('the schema language', () => {
  it('reads what it wrote, with every type and in every version', () => {
    for (const version of [1, 2, 3, 4]) {
      fc.assert(
        fc.property(arbitraryValue(EVERYTHING.request.fields, version), (value) => {
          const encoded = written((writer) =>
            EVERYTHING.request.write(writer, version, value as never),
          );
          expect(EVERYTHING.request.read(new WireReader(encoded), version)).toEqual(value);
        }),
      );
    }
  });

  it('gives every field, and the default of each that the version does not have', () => {
    const draft = {
      tiny: -1,
      port: 9092,
      ratio: 0.5,
      id: 'AAAAAAAAAAAAAAAAAAAAAA' as Uuid,
      names: null,
      batches: [],
    };
    const encoded = written((writer) => EVERYTHING.request.write(writer, 1, draft));
    expect(EVERYTHING.request.read(new WireReader(encoded), 1)).toEqual({
      flag: true,
      tiny: -1,
      port: 9092,
      mask: 7,
      ratio: 0.5,
      id: draft.id,
      maybe: null,
      names: null,
      place: { node: -1 },
      batches: new Uint8Array(0),
      hints: [],
      leader: { node: -1 },
    });
  });

  it('has versions that are ranges', () => {
    expect(parseVersions('3')).toEqual({ min: 3, max: 3 });
    expect(parseVersions('3-7')).toEqual({ min: 3, max: 7 });
    expect(parseVersions('3+')).toEqual({ min: 3, max: Infinity });
    for (const wrong of ['7-3', '-1', '3.5', '1e1']) {
      expect(() => parseVersions(wrong as '1')).toThrow(InvariantViolation);
    }
  });
});
