// What generated code takes from protobufjs, with two changes. 64-bit fields are read as numbers (protobufjs gives
// Long objects: slower, and a second kind of number in our code), and one beyond 2^53 - 1 is an error. And the
// generated modules keep their types here, not in a table that the whole process shares.
//
// It is JavaScript because generated JavaScript imports it; its types are in protobuf-runtime.d.ts.
import protobuf from 'protobufjs/minimal.js';

const BITS_27 = 0x800_0000;
const BITS_28 = 0x1000_0000;
const BITS_55 = 0x80_0000_0000_0000;
const BITS_56 = 0x100_0000_0000_0000;

// The latest 64-bit varint, as 28 + 28 + 8 bits: a number holds no more than 53, and an object costs an allocation.
let low = 0;
let middle = 0;
let high = 0;

function readVarint(reader) {
  low = readPart(reader, 4);
  middle = hasMore ? readPart(reader, 4) : 0;
  high = hasMore ? readPart(reader, 2) & 0xff : 0;
  if (hasMore) throw new RangeError('a varint is longer than 10 bytes');
}

let hasMore = false;

function readPart(reader, bytesMax) {
  const bytes = reader.buf;
  let part = 0;
  hasMore = true;
  for (let shift = 0; hasMore && shift < bytesMax * 7; shift += 7) {
    if (reader.pos >= reader.len) throw new RangeError('a varint is cut off');
    const byte = bytes[reader.pos];
    reader.pos += 1;
    part |= (byte & 0x7f) << shift;
    hasMore = byte >= 0x80;
  }
  return part;
}

function safe(value) {
  if (!Number.isSafeInteger(value)) throw new RangeError('a 64-bit field is out of range');
  return value;
}

export class Reader extends protobuf.Reader {
  static create(bytes) {
    return new Reader(bytes);
  }

  uint64() {
    readVarint(this);
    return safe(low + middle * BITS_28 + high * BITS_56);
  }

  int64() {
    readVarint(this);
    if (high < 0x80) return safe(low + middle * BITS_28 + high * BITS_56);
    // Two's complement: the complement of each part is exact where the sum of the parts is not.
    const complement =
      BITS_28 - 1 - low + (BITS_28 - 1 - middle) * BITS_28 + (0xff - high) * BITS_56;
    return safe(-complement - 1);
  }

  sint64() {
    readVarint(this);
    const half = (low >>> 1) + middle * BITS_27 + high * BITS_55;
    return safe((low & 1) === 0 ? half : -half - 1);
  }
}

export const { Writer } = protobuf;

// The generated code imports it so.
// oxlint-disable-next-line import/no-default-export
export default {
  Reader,
  Writer,
  // Without Long, the default of a 64-bit field is 0.
  util: Object.create(protobuf.util, { Long: { value: null } }),
  roots: {},
};
