/** As much of Node's Buffer as kafkajs 2.2.4 uses: a Uint8Array with a few names. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Names of the methods of DataView behind those of Buffer. */
const NUMBERS = {
  Int8: ['Int8', 1],
  Int16BE: ['Int16', 2],
  Int32BE: ['Int32', 4],
  UInt32BE: ['Uint32', 4],
  DoubleBE: ['Float64', 8],
};

export class Buffer extends Uint8Array {
  // What `map` and the like make is no Buffer, and need not be one.
  static get [Symbol.species]() {
    return Uint8Array;
  }

  static alloc(size) {
    return new Buffer(size);
  }

  static allocUnsafe(size) {
    return new Buffer(size);
  }

  /** Text is UTF-8; an ArrayBuffer is used as it is, anything else is copied. */
  static from(value, encoding = 'utf8') {
    if (typeof value === 'string') {
      if (!/^utf-?8$/i.test(encoding)) throw new TypeError(`No ${encoding} here, only UTF-8.`);
      return viewOf(encoder.encode(value));
    }
    if (value instanceof ArrayBuffer) return new Buffer(value);
    const copy = new Buffer(value.length);
    copy.set(value);
    return copy;
  }

  static isBuffer(value) {
    return value instanceof Buffer;
  }

  static byteLength(value) {
    return typeof value === 'string' ? encoder.encode(value).length : value.byteLength;
  }

  static concat(pieces) {
    const joined = new Buffer(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    return joined;
  }

  /** As in Node, and unlike Uint8Array's: the same memory. */
  slice(start = 0, end = this.length) {
    return this.subarray(start, end);
  }

  subarray(start, end) {
    return viewOf(Uint8Array.prototype.subarray.call(this, start, end));
  }

  copy(target, targetStart = 0, start = 0, end = this.length) {
    const bytes = this.subarray(start, Math.min(end, start + target.length - targetStart));
    target.set(bytes, targetStart);
    return bytes.length;
  }

  write(text, offset = 0, length = this.length - offset) {
    return encoder.encodeInto(text, this.subarray(offset, offset + length)).written;
  }

  equals(other) {
    return this.length === other.length && this.every((byte, at) => byte === other[at]);
  }

  toString() {
    return decoder.decode(this);
  }

  toJSON() {
    return { type: 'Buffer', data: Array.from(this) };
  }
}

function viewOf({ buffer, byteOffset, byteLength }) {
  return new Buffer(buffer, byteOffset, byteLength);
}

for (const [name, [type, size]] of Object.entries(NUMBERS)) {
  Buffer.prototype[`read${name}`] = function read(offset = 0) {
    return new DataView(this.buffer, this.byteOffset, this.length)[`get${type}`](offset);
  };
  Buffer.prototype[`write${name}`] = function write(value, offset = 0) {
    new DataView(this.buffer, this.byteOffset, this.length)[`set${type}`](offset, value);
    return offset + size;
  };
}
