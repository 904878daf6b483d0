/** Finds the marks of a seed: while Kafka's messages are written, and by walking the fields of protobuf. */
import { WireWriter } from '../../src/protocol/kafka/wire-writer.ts';
import type { Mark } from './seed.ts';

/** Notes where each number of a message goes. Strings and lists begin with one. */
export class MarkingWriter extends WireWriter {
  readonly marks: Mark[] = [];

  override uint8(value: number): this {
    return super.uint8(value);
  }

  override uint16(value: number): this {
    this.marks.push({ at: this.length, width: 2 });
    return super.uint16(value);
  }

  override uint32(value: number): this {
    this.marks.push({ at: this.length, width: 4 });
    return super.uint32(value);
  }

  override int64(value: number): this {
    this.marks.push({ at: this.length, width: 8 });
    return super.int64(value);
  }

  override unsignedVarint(value: number): this {
    this.marks.push({ at: this.length, width: 0 });
    return super.unsignedVarint(value);
  }
}

const WIRE_BYTES = 2;
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** Of a message from `start` to `end`: its tags with the whole field behind them, its lengths, and the same inside of these. */
export function protobufMarks(bytes: Uint8Array, start = 0, end = bytes.length): Mark[] {
  const marks: Mark[] = [];
  for (let at = start; at < end;) {
    const fieldAt = at;
    const [tag, valueAt] = varintAt(bytes, at, end);
    if (valueAt === undefined || tag < 8) return [];
    const wireType = tag & 7;
    let fieldEnd: number | undefined;
    if (wireType === 0) fieldEnd = varintAt(bytes, valueAt, end)[1];
    else if (wireType === WIRE_BYTES) {
      const [length, contentAt] = varintAt(bytes, valueAt, end);
      if (contentAt === undefined || length > end - contentAt) return [];
      fieldEnd = contentAt + length;
      marks.push({ at: valueAt, width: 0 }, ...protobufMarks(bytes, contentAt, fieldEnd));
    } else fieldEnd = valueAt + (FIXED_BYTES[wireType] ?? Infinity);
    if (fieldEnd === undefined || fieldEnd > end) return [];
    marks.push({ at: fieldAt, width: 0, end: fieldEnd });
    if (wireType === 0) marks.push({ at: valueAt, width: 0 });
    at = fieldEnd;
  }
  return marks;
}

function varintAt(bytes: Uint8Array, at: number, end: number): [number, number | undefined] {
  let value = 0;
  for (let i = 0; i < 10 && at + i < end; i += 1) {
    const byte = bytes[at + i]!;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) return [value, at + i + 1];
  }
  return [value, undefined];
}
