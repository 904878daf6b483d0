/** The bytes do not hold what the format says. Thrown by every decoder; carries no stack to a user. */
export class MalformedBytes extends Error {
  override readonly name = 'MalformedBytes';
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Big-endian reader over a view. Never reads past the end, never allocates what a length field claims. */
export class ByteReader {
  private readonly source: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(source: Uint8Array) {
    this.source = source;
    this.view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  }

  get position(): number {
    return this.at;
  }

  get remaining(): number {
    return this.source.length - this.at;
  }

  uint8(): number {
    return this.view.getUint8(this.take(1));
  }

  int8(): number {
    return this.view.getInt8(this.take(1));
  }

  uint16(): number {
    return this.view.getUint16(this.take(2));
  }

  int16(): number {
    return this.view.getInt16(this.take(2));
  }

  uint32(): number {
    return this.view.getUint32(this.take(4));
  }

  int32(): number {
    return this.view.getInt32(this.take(4));
  }

  int64(): number {
    const at = this.take(8);
    const value = this.view.getInt32(at) * 0x1_0000_0000 + this.view.getUint32(at + 4);
    if (!Number.isSafeInteger(value)) throw new MalformedBytes('a 64-bit field is out of range');
    return value;
  }

  /** Zigzag varint of at most 10 bytes that holds a safe integer. */
  varint(): number {
    const first = this.uint8();
    // Without the sign bit, which is the lowest: a large value with it would not be exact any more.
    let half = (first & 0x7f) >>> 1;
    let scale = 0x40;
    let byte = first;
    for (let i = 1; byte >= 0x80 && i < 10; i += 1) {
      byte = this.uint8();
      half += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
    if (byte < 0x80) {
      const decoded = (first & 1) === 0 ? half : -half - 1;
      if (!Number.isSafeInteger(decoded)) throw new MalformedBytes('a varint is out of range');
      return decoded;
    }
    throw new MalformedBytes('a varint is longer than 10 bytes');
  }

  /** A view, not a copy. */
  bytes(length: number): Uint8Array {
    if (length < 0) throw new MalformedBytes('a length is negative');
    const at = this.take(length);
    return this.source.subarray(at, at + length);
  }

  /** uint16 length and UTF-8. */
  string(): string {
    const encoded = this.bytes(this.uint16());
    try {
      return decoder.decode(encoded);
    } catch {
      throw new MalformedBytes('a string is not UTF-8');
    }
  }

  private take(length: number): number {
    if (length > this.remaining) {
      throw new MalformedBytes(`${length} bytes wanted at ${this.at}, ${this.remaining} left`);
    }
    const at = this.at;
    this.at += length;
    return at;
  }
}
