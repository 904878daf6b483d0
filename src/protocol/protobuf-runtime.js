// What generated code takes from protobufjs, with two changes. 64-bit fields are read as numbers, and one beyond
// 2^53 - 1 is an error; protobufjs gives Long objects, a second kind of number in our code (measured: a produce
// receipt is decoded in 0.27 us, with Long in 0.65). And the generated modules keep their types here, not in a table
// that the whole process shares.
//
// It is JavaScript because generated JavaScript imports it; its types are in protobuf-runtime.d.ts.
import protobuf from 'protobufjs/minimal.js';

const BITS_27 = 0x800_0000;
const BITS_28 = 0x1000_0000;
const BITS_55 = 0x80_0000_0000_0000;
const BITS_56 = 0x100_0000_0000_0000;
/** 49 bits: every step of the sum is exact, and so is what zigzag makes of it. */
const SHORT_BYTES_MAX = 7;
const LONG = -1;

/** The value of a varint of at most 7 bytes; LONG, with nothing read, if it is longer. */
function readShort(reader) {
  const { buf, len } = reader;
  let at = reader.pos;
  let value = 0;
  let scale = 1;
  for (const end = at + SHORT_BYTES_MAX; at < end; at += 1) {
    if (at >= len) throw new RangeError('a varint is cut off');
    const byte = buf[at];
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) {
      reader.pos = at + 1;
      return value;
    }
    scale *= 0x80;
  }
  return LONG;
}

/** A longer one as 28 + 28 + 8 bits, since a number holds no more than 53. */
function readLong(reader) {
  const parts = [0, 0, 0];
  for (let i = 0; i < 10; i += 1) {
    if (reader.pos >= reader.len) throw new RangeError('a varint is cut off');
    const byte = reader.buf[reader.pos];
    reader.pos += 1;
    parts[i >> 2] |= (byte & 0x7f) << ((i & 3) * 7);
    if (byte < 0x80) return { low: parts[0], middle: parts[1], high: parts[2] & 0xff };
  }
  throw new RangeError('a varint is longer than 10 bytes');
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
    const short = readShort(this);
    if (short !== LONG) return short;
    const { low, middle, high } = readLong(this);
    return safe(low + middle * BITS_28 + high * BITS_56);
  }

  int64() {
    const short = readShort(this);
    if (short !== LONG) return short;
    const { low, middle, high } = readLong(this);
    if (high < 0x80) return safe(low + middle * BITS_28 + high * BITS_56);
    // Two's complement: the complement of each part is exact where the sum of the parts is not.
    const complement =
      BITS_28 - 1 - low + (BITS_28 - 1 - middle) * BITS_28 + (0xff - high) * BITS_56;
    return safe(-complement - 1);
  }

  sint64() {
    const short = readShort(this);
    if (short !== LONG) return short % 2 === 0 ? short / 2 : -(short + 1) / 2;
    const { low, middle, high } = readLong(this);
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
