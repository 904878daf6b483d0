import { MalformedBytes } from '../../base/byte-reader.ts';
import { invariant } from '../../base/invariant.ts';
import { uuidToBytes, uuidToText } from '../../base/uuid.ts';
import type { ScalarKind } from './schema.ts';
import type { WireReader } from './wire-reader.ts';
import type { WireWriter } from './wire-writer.ts';

/** How one type looks in one version. */
export interface Codec<T = unknown> {
  /** No value is shorter. */
  readonly minBytes: number;
  /** Throws MalformedBytes. */
  read(reader: WireReader): T;
  write(writer: WireWriter, value: T): void;
}

/** What the version says about how a value looks. */
export interface Form {
  /** Lengths are varints, and structs end in tagged fields. */
  readonly flexible: boolean;
  readonly nullable: boolean;
}

type SizedKind = 'string' | 'bytes' | 'records';

export function scalarCodec(kind: ScalarKind, form: Form): Codec {
  if (kind === 'string') return stringCodec(form);
  if (kind === 'bytes' || kind === 'records') return bytesCodec(form);
  return FIXED[kind];
}

const FIXED = {
  bool: fixed(
    1,
    (reader) => reader.uint8() !== 0,
    (writer, value: boolean) => writer.uint8(value ? 1 : 0),
  ),
  int8: fixed(
    1,
    (reader) => reader.int8(),
    (writer, value) => writer.uint8(value & 0xff),
  ),
  int16: fixed(
    2,
    (reader) => reader.int16(),
    (writer, value) => writer.int16(value),
  ),
  int32: fixed(
    4,
    (reader) => reader.int32(),
    (writer, value) => writer.int32(value),
  ),
  int64: fixed(
    8,
    (reader) => reader.int64(),
    (writer, value) => writer.int64(value),
  ),
  uint16: fixed(
    2,
    (reader) => reader.uint16(),
    (writer, value) => writer.uint16(value),
  ),
  uint32: fixed(
    4,
    (reader) => reader.uint32(),
    (writer, value) => writer.uint32(value),
  ),
  float64: fixed(
    8,
    (reader) => reader.float64(),
    (writer, value) => writer.float64(value),
  ),
  uuid: fixed(
    16,
    (reader) => uuidToText(reader.bytes(16)),
    (writer, value: string) => writer.bytes(uuidToBytes(value)),
  ),
} satisfies Record<Exclude<ScalarKind, SizedKind>, unknown>;

function fixed<T = number>(
  minBytes: number,
  read: (reader: WireReader) => T,
  write: (writer: WireWriter, value: T) => unknown,
): Codec<T> {
  return { minBytes, read, write };
}

function stringCodec({ flexible, nullable }: Form): Codec<string | null> {
  return {
    minBytes: flexible ? 1 : 2,
    read: (reader) => {
      const length = flexible ? reader.compactLength() : reader.int16();
      return length === -1 ? readNull(nullable) : reader.text(length);
    },
    write: (writer, value) => {
      if (value === null) {
        writeNull(nullable);
        if (flexible) writer.uint8(0);
        else writer.int16(-1);
      } else {
        writer.text(value, flexible);
      }
    },
  };
}

/** Records may be written in pieces; what is read is one view. */
function bytesCodec({
  flexible,
  nullable,
}: Form): Codec<Uint8Array | readonly Uint8Array[] | null> {
  const writeLength = (writer: WireWriter, length: number): unknown =>
    flexible ? writer.unsignedVarint(length + 1) : writer.int32(length);
  return {
    minBytes: flexible ? 1 : 4,
    read: (reader) => {
      const length = flexible ? reader.compactLength() : reader.int32();
      return length === -1 ? readNull(nullable) : reader.bytes(length);
    },
    write: (writer, value) => {
      if (value === null) {
        writeNull(nullable);
        writeLength(writer, -1);
      } else if (value instanceof Uint8Array) {
        writeLength(writer, value.length);
        writer.bulk(value);
      } else {
        writeLength(
          writer,
          value.reduce((sum, piece) => sum + piece.length, 0),
        );
        for (const piece of value) writer.bulk(piece);
      }
    },
  };
}

/** What stands for "null" was read: is it legal? */
export function readNull(nullable: boolean): null {
  if (!nullable) throw new MalformedBytes('a null where none may be');
  return null;
}

export function writeNull(nullable: boolean): void {
  invariant(nullable, 'this version of the message has no null here');
}
