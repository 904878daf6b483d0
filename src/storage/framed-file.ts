/**
 * The envelope of every small file of ours (docs/formats/files.md): magic, format version, length, body,
 * checksum over all that stands before it. And the one way to put such a file in the place of an older one so
 * that a crash leaves either of them, whole (ALICE; FAILURES.md rows 10 and 11).
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { crc32c } from '../base/crc32c.ts';
import { DiskFault, type Disk } from '../platform/disk.ts';
import { TERM_MAX, term, type Term } from '../model/ids.ts';
import { position, type Position } from '../model/position.ts';
import { LogDamage } from './log.ts';
import { GROUP_IDENTITY_BYTES, isSameIdentity } from './seal.ts';

export const FRAME_OVERHEAD_BYTES = 16;
export const TEMPORARY_SUFFIX = '.new';

export interface FrameKind {
  /** Four ASCII characters. */
  readonly magic: string;
  readonly version: number;
  /** For messages: "the log-start checkpoint". */
  readonly name: string;
}

export function encodeFrame(kind: FrameKind, body: ByteWriter): Uint8Array {
  const frame = new ByteWriter(body.length + FRAME_OVERHEAD_BYTES);
  for (let i = 0; i < 4; i += 1) frame.uint8(kind.magic.charCodeAt(i));
  frame.uint16(kind.version).uint16(0).uint32(body.length).bytes(body.written());
  frame.uint32(crc32c(frame.written()));
  return frame.finish();
}

/** The body; throws LogDamage unless `bytes` is exactly one sound frame of this kind. */
export function decodeFrame(kind: FrameKind, bytes: Uint8Array): ByteReader {
  if (bytes.length < FRAME_OVERHEAD_BYTES) throw new LogDamage(`${kind.name} is cut off`);
  const crcAt = bytes.length - 4;
  const crc = new ByteReader(bytes.subarray(crcAt)).uint32();
  const reader = new ByteReader(bytes.subarray(0, crcAt));
  const magic = String.fromCharCode(...reader.bytes(4));
  if (magic !== kind.magic) throw new LogDamage(`${kind.name} does not begin with ${kind.magic}`);
  const version = reader.uint16();
  reader.uint16();
  const length = reader.uint32();
  // The frame of every version ends in this checksum, so a true one means a newer format and not damage.
  if (crc !== crc32c(bytes.subarray(0, crcAt)))
    throw new LogDamage(`${kind.name} fails its checksum`);
  if (version !== kind.version) {
    throw new LogDamage(
      `${kind.name} has format version ${version}; this Flotilla reads ${kind.version}, use a newer one`,
    );
  }
  if (length !== reader.remaining)
    throw new LogDamage(`${kind.name} has another length than it says`);
  return reader;
}

/** Runs a decoder of a body, and turns what it makes of nonsense into damage. */
export function decodeBody<T>(
  kind: FrameKind,
  bytes: Uint8Array,
  read: (body: ByteReader) => T,
): T {
  const body = decodeFrame(kind, bytes);
  try {
    const value = read(body);
    if (body.remaining > 0) throw new MalformedBytes('bytes are left over');
    return value;
  } catch (error) {
    if (error instanceof MalformedBytes) throw new LogDamage(`${kind.name}: ${error.message}`);
    throw error;
  }
}

/** A disk may hand out a subclass whose `slice` is a view and which compares as another type. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export async function readWholeFile(disk: Disk, path: string): Promise<Uint8Array | undefined> {
  try {
    const file = await disk.open(path, 'read');
    try {
      return plainBytes(await file.read(0, await file.size()));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof DiskFault && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** Not synced: only for what can be derived again. */
export async function writeWholeFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'write');
  try {
    await file.truncate(0);
    await file.write(0, [bytes]);
  } finally {
    await file.close();
  }
}

/** Durable when it resolves. The order is the point: content, then name, then directory. */
export async function replaceFile(
  disk: Disk,
  directory: string,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const temporary = `${directory}/${name}${TEMPORARY_SUFFIX}`;
  const file = await disk.open(temporary, 'write');
  try {
    await file.truncate(0);
    await file.write(0, [bytes]);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(temporary, `${directory}/${name}`);
  await disk.syncDirectory(directory);
}

/** An absent file is as good as a removed one. */
export async function removeIfThere(disk: Disk, path: string): Promise<void> {
  try {
    await disk.remove(path);
  } catch (error) {
    if (!(error instanceof DiskFault && error.kind === 'not-found')) throw error;
  }
}

export function writePosition(writer: ByteWriter, at: Position): void {
  writer.int64(at.nextOffset).uint32(at.ordinal);
}

export function checkIdentity(body: ByteReader, identity: Uint8Array): void {
  if (!isSameIdentity(body.bytes(GROUP_IDENTITY_BYTES), identity)) {
    throw new LogDamage('the file belongs to another partition');
  }
}

export function readPosition(body: ByteReader): Position {
  const nextOffset = body.int64();
  const ordinal = body.uint32();
  if (nextOffset < 0) throw new MalformedBytes('an offset is negative');
  return position(nextOffset, ordinal);
}

export function readTerm(body: ByteReader): Term {
  const value = body.uint32();
  if (value > TERM_MAX) throw new MalformedBytes('a term is beyond an int32');
  return term(value);
}
