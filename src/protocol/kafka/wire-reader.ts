import { ByteReader, MalformedBytes } from '../../base/byte-reader.ts';

/** Kafka's own limit, also where the length is a varint. */
export const STRING_BYTES_MAX = 0x7fff;
/**
 * List elements in one message. The smallest take 2 bytes on the wire and about 100 in memory: without this, a frame
 * of 100 MiB could ask for gigabytes.
 */
export const ELEMENTS_MAX = 1_000_000;

/** A byte order mark is a character like others: what a client calls its topic must come back to it. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What Kafka's protocol has beyond fixed widths, each bounded by the bytes that are there. */
export class WireReader extends ByteReader {
  private elementsLeft = ELEMENTS_MAX;

  /** At most 5 bytes and 32 bits. Longer than need be is accepted, as Kafka does. */
  unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.uint8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    const last = this.uint8();
    if (last > 0x0f) throw new MalformedBytes('an unsigned varint has more than 32 bits');
    return value + last * 0x1000_0000;
  }

  /** -1 for null. */
  compactLength(): number {
    return this.unsignedVarint() - 1;
  }

  text(length: number): string {
    if (length > STRING_BYTES_MAX) throw new MalformedBytes(`a string of ${length} bytes`);
    const encoded = this.bytes(length);
    try {
      return decoder.decode(encoded);
    } catch {
      throw new MalformedBytes('a string is not UTF-8');
    }
  }

  float64(): number {
    const { buffer, byteOffset } = this.bytes(8);
    return new DataView(buffer, byteOffset).getFloat64(0);
  }

  /** To be called before anything is allocated for `count` elements of at least `bytesEach`. */
  expectElements(count: number, bytesEach: number): void {
    if (count < 0) throw new MalformedBytes('a list has a negative length');
    if (count * bytesEach > this.remaining) {
      throw new MalformedBytes(`a list of ${count} elements in ${this.remaining} bytes`);
    }
    this.elementsLeft -= count;
    if (this.elementsLeft < 0) throw new MalformedBytes(`more than ${ELEMENTS_MAX} list elements`);
  }
}
