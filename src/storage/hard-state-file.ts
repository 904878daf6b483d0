/**
 * The bytes of the hard-state file (byte table in docs/formats/files.md): a header, the voucher, then blocks, then zeros
 * up to the size that the header names. A block holds what one sync made durable; the voucher, rewritten after it without
 * a sync of its own, says so. Thus a bad block that was synced is told from a torn write, even if all of its page is
 * gone, since the voucher lies on another. And since the size is fixed, a file that was cut short is seen too.
 */
import { ByteReader } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import { crc32c } from '../base/crc32c.ts';
import { uuidToBytes, uuidToText } from '../base/uuid.ts';
import { nodeId, NODE_ID_MAX, term, TERM_MAX, uuid } from '../model/ids.ts';
import type { HardState } from '../model/log-entry.ts';
import { groupKey, type GroupKey } from '../model/topic-partition.ts';
import { StorageRefused } from './storage-refused.ts';

const FILE_MAGIC = 0x464c4853; // "FLHS"
const BLOCK_MAGIC = 0x464c4842; // "FLHB"
const VOUCHER_MAGIC = 0x464c4856; // "FLHV"
const VERSION = 1;
export const HEADER_BYTES = 16;
/** A page of its own for each: disks lose whole sectors, file systems whole pages. */
export const VOUCHER_AT = 4096;
const VOUCHER_BYTES = 12;
/** Between the header and here only the voucher says anything. */
export const BLOCKS_AT = 8192;
const BLOCK_HEAD_BYTES = 12;
const ROW_BYTES = 29;
const CRC_BYTES = 4;
const BLOCK_BYTES_MIN = BLOCK_HEAD_BYTES + CRC_BYTES;
const CAPACITY_MIN = 64 * 1024;

const HAS_NO_VOTE = 0;
const HAS_VOTE = 1;
const FORGOTTEN = 2;

/** Undefined: the group was deleted. */
export type HardStateRow = readonly [GroupKey, HardState | undefined];

export function encodeHardStateBlock(rows: readonly HardStateRow[], at: number): Uint8Array {
  const block = new ByteWriter(BLOCK_HEAD_BYTES + rows.length * ROW_BYTES + CRC_BYTES);
  block.uint32(BLOCK_MAGIC).uint32(at).uint32(rows.length);
  for (const [key, state] of rows) {
    const [topicId, partition] = key.split(':');
    const isVoteGiven = state?.votedFor !== undefined;
    const flag = state === undefined ? FORGOTTEN : isVoteGiven ? HAS_VOTE : HAS_NO_VOTE;
    block.bytes(uuidToBytes(topicId!)).uint32(Number(partition)).uint8(flag);
    block.uint32(state?.currentTerm ?? 0).uint32(state?.votedFor ?? 0);
  }
  block.uint32(crc32c(block.written()));
  return block.finish();
}

/** Says that every block before `end` is durable. */
export function encodeVoucher(end: number): Uint8Array {
  const voucher = new ByteWriter(VOUCHER_BYTES).uint32(VOUCHER_MAGIC).uint32(end);
  return voucher.uint32(crc32c(voucher.written())).finish();
}

/** A whole new file that holds these rows, all of them vouched for; `end` is where the next block goes. */
export function encodeHardStateFile(rows: readonly HardStateRow[]): {
  readonly bytes: Uint8Array;
  readonly end: number;
} {
  const block = encodeHardStateBlock(rows, BLOCKS_AT);
  const end = BLOCKS_AT + block.length;
  const capacity = Math.max(CAPACITY_MIN, Math.ceil((end * 4) / 4096) * 4096);
  const header = new ByteWriter(HEADER_BYTES);
  header.uint32(FILE_MAGIC).uint16(VERSION).uint16(0).uint32(capacity);
  header.uint32(crc32c(header.written()));
  const bytes = new Uint8Array(capacity);
  bytes.set(header.finish(), 0);
  bytes.set(encodeVoucher(end), VOUCHER_AT);
  bytes.set(block, BLOCKS_AT);
  return { bytes, end };
}

export interface DecodedHardState {
  readonly states: Map<GroupKey, HardState>;
  /** Bytes behind the last sound block that are not zero: a write that a crash cut short. */
  readonly tornBytes: number;
}

/** Throws StorageRefused when anything that was durable is not sound any more. */
export function decodeHardStateFile(bytes: Uint8Array, path: string): DecodedHardState {
  checkHeader(bytes, path);
  const states = new Map<GroupKey, HardState>();
  let at = BLOCKS_AT;
  for (;;) {
    const block = readBlock(bytes, at);
    if (block === undefined) break;
    for (const [key, state] of block.rows) {
      if (state === undefined) states.delete(key);
      else states.set(key, state);
    }
    at += block.size;
  }
  // The first block was there before the file had its name.
  const isShort = at === BLOCKS_AT || at < vouchedEnd(bytes) || hasBlockBehind(bytes, at);
  if (isShort) throw damaged(path, `at byte ${at}`);
  let end = bytes.length;
  while (end > at && bytes[end - 1] === 0) end -= 1;
  return { states, tornBytes: end - at };
}

/** Of the sound blocks, in order, as a reader finds them: for those who look at the file from outside. */
export function blockPlaces(bytes: Uint8Array): { readonly at: number; readonly end: number }[] {
  const places: { at: number; end: number }[] = [];
  for (let at = BLOCKS_AT; ;) {
    const block = readBlock(bytes, at);
    if (block === undefined) return places;
    places.push({ at, end: at + block.size });
    at += block.size;
  }
}

function checkHeader(bytes: Uint8Array, path: string): void {
  if (bytes.length < HEADER_BYTES) throw damaged(path, 'it is cut off');
  const header = new ByteReader(bytes.subarray(0, HEADER_BYTES));
  const magic = header.uint32();
  const version = header.uint16();
  header.uint16();
  const capacity = header.uint32();
  if (magic !== FILE_MAGIC || header.uint32() !== crc32c(bytes.subarray(0, 12))) {
    throw damaged(path, 'its header is not sound');
  }
  if (version !== VERSION) {
    throw new StorageRefused(
      `${path} has format version ${version}; this Flotilla reads ${VERSION}, so start a newer one.`,
    );
  }
  if (capacity !== bytes.length || capacity < CAPACITY_MIN) {
    throw damaged(path, `it has ${bytes.length} bytes instead of ${capacity}`);
  }
}

function readBlock(
  bytes: Uint8Array,
  at: number,
): { rows: HardStateRow[]; size: number } | undefined {
  if (bytes.length - at < BLOCK_BYTES_MIN) return undefined;
  const reader = new ByteReader(bytes.subarray(at));
  if (reader.uint32() !== BLOCK_MAGIC || reader.uint32() !== at) return undefined;
  const count = reader.uint32();
  const size = BLOCK_BYTES_MIN + count * ROW_BYTES;
  if (size > bytes.length - at) return undefined;
  const crc = new ByteReader(bytes.subarray(at + size - CRC_BYTES)).uint32();
  if (crc !== crc32c(bytes.subarray(at, at + size - CRC_BYTES))) return undefined;
  const rows: HardStateRow[] = [];
  for (let i = 0; i < count; i += 1) {
    const row = readRow(reader);
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return { rows, size };
}

function readRow(reader: ByteReader): HardStateRow | undefined {
  const topicId = uuid(uuidToText(reader.bytes(16)));
  const key = groupKey({ topicId, partition: reader.uint32() });
  const flag = reader.uint8();
  const currentTerm = reader.uint32();
  const votedFor = reader.uint32();
  if (flag > FORGOTTEN || currentTerm > TERM_MAX || votedFor > NODE_ID_MAX) return undefined;
  if (flag === FORGOTTEN) return [key, undefined];
  return [
    key,
    { currentTerm: term(currentTerm), votedFor: flag === HAS_VOTE ? nodeId(votedFor) : undefined },
  ];
}

/** 0 when the voucher is not sound: it may have been torn, and then says nothing. */
function vouchedEnd(bytes: Uint8Array): number {
  const reader = new ByteReader(bytes.subarray(VOUCHER_AT, VOUCHER_AT + VOUCHER_BYTES));
  const isVoucher = reader.uint32() === VOUCHER_MAGIC;
  const end = reader.uint32();
  const crc = crc32c(bytes.subarray(VOUCHER_AT, VOUCHER_AT + VOUCHER_BYTES - CRC_BYTES));
  return isVoucher && reader.uint32() === crc ? end : 0;
}

/** Whether a sound block lies behind `from`: blocks are written one after another, each when all before it is durable. */
function hasBlockBehind(bytes: Uint8Array, from: number): boolean {
  const first = BLOCK_MAGIC >>> 24;
  for (let at = bytes.indexOf(first, from + 1); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (readBlock(bytes, at) !== undefined) return true;
  }
  return false;
}

function damaged(path: string, what: string): StorageRefused {
  return new StorageRefused(
    `${path} is damaged (${what}), so this broker no longer knows its votes and must not take part: ` +
      'restore the disk, or format the broker anew with a new directory id.',
  );
}
