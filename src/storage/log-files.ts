/**
 * The small files of a partition directory besides segments and indexes (byte tables in docs/formats/files.md):
 *
 * `log-start`   the checkpoint: base (RAFT.md rule 3), logStartOffset, state at the base
 * `reset`       the intent of rule 15, in the form of the checkpoint that it becomes
 * `rewrite`     a tail of a segment on its way to its place; see `SegmentFiles.rewriteTail`
 * `clean-stop`  the mark of a clean stop: everything up to here is synced, indexes are complete
 * `producer-state`  what partition/ derived from the log up to some offset; a cache of the log above the base
 */
import { ByteWriter } from '../base/byte-writer.ts';
import { MalformedBytes, type ByteReader } from '../base/byte-reader.ts';
import { offset, term, type Offset } from '../model/ids.ts';
import type { Configuration, LogBase } from '../model/log-entry.ts';
import { ORIGIN, type Position } from '../model/position.ts';
import { readConfiguration, writeConfiguration } from '../record/marker.ts';
import {
  checkIdentity,
  decodeBody,
  encodeFrame,
  readPosition,
  readTerm,
  writePosition,
  type FrameKind,
} from './framed-file.ts';

export const LOG_START = 'log-start';
export const RESET = 'reset';
export const REWRITE = 'rewrite';
export const CLEAN_STOP = 'clean-stop';
export const PRODUCER_STATE = 'producer-state';

export const LOG_START_FILE: FrameKind = {
  magic: 'FLLS',
  version: 1,
  name: 'the log-start checkpoint',
};
export const REWRITE_FILE: FrameKind = { magic: 'FLRW', version: 1, name: 'the rewrite intent' };
export const CLEAN_STOP_FILE: FrameKind = {
  magic: 'FLCS',
  version: 1,
  name: 'the clean-stop mark',
};

export const PRODUCER_STATE_FILE: FrameKind = {
  magic: 'FLPS',
  version: 1,
  name: 'the producer state',
};

export interface LogStart {
  readonly base: LogBase;
  readonly logStartOffset: Offset;
  readonly state: Uint8Array;
}

/** Of a log that nothing was ever written to (rule 3). */
export function newLogStart(configuration: Configuration): LogStart {
  return {
    base: { position: ORIGIN, term: term(0), configuration },
    logStartOffset: ORIGIN.nextOffset,
    state: new Uint8Array(0),
  };
}

export interface TailRewrite {
  /** Without its ending. */
  readonly segmentName: string;
  readonly filePosition: number;
  /** What stands from `filePosition` on, to the end of the file. */
  readonly bytes: Uint8Array;
}

export interface CleanStop {
  readonly end: Position;
  /** Undefined when the log had no segment. */
  readonly lastSegment: { readonly name: string; readonly bytes: number } | undefined;
}

export function encodeLogStart(identity: Uint8Array, start: LogStart): Uint8Array {
  const body = new ByteWriter(256 + start.state.length).bytes(identity);
  writePosition(body, start.base.position);
  body.uint32(start.base.term).int64(start.logStartOffset);
  writeConfiguration(body, start.base.configuration);
  body.uint32(start.state.length).bytes(start.state);
  return encodeFrame(LOG_START_FILE, body);
}

export function decodeLogStart(identity: Uint8Array, bytes: Uint8Array): LogStart {
  return decodeBody(LOG_START_FILE, bytes, (body) => {
    checkIdentity(body, identity);
    const position = readPosition(body);
    const baseTerm = readTerm(body);
    const logStartOffset = readOffset(body);
    const configuration = readConfiguration(body);
    const state = body.bytes(body.uint32()).slice();
    return { base: { position, term: baseTerm, configuration }, logStartOffset, state };
  });
}

export function encodeTailRewrite(identity: Uint8Array, rewrite: TailRewrite): Uint8Array {
  const body = new ByteWriter(128 + rewrite.bytes.length).bytes(identity);
  body.string(rewrite.segmentName).int64(rewrite.filePosition);
  body.uint32(rewrite.bytes.length).bytes(rewrite.bytes);
  return encodeFrame(REWRITE_FILE, body);
}

export function decodeTailRewrite(identity: Uint8Array, bytes: Uint8Array): TailRewrite {
  return decodeBody(REWRITE_FILE, bytes, (body) => {
    checkIdentity(body, identity);
    const segmentName = body.string();
    if (!/^\d{20}$/.test(segmentName)) throw new MalformedBytes('it names no segment');
    const filePosition = body.int64();
    if (filePosition < 0) throw new MalformedBytes('its place is negative');
    return { segmentName, filePosition, bytes: body.bytes(body.uint32()) };
  });
}

export function encodeCleanStop(identity: Uint8Array, stop: CleanStop): Uint8Array {
  const body = new ByteWriter(128).bytes(identity);
  writePosition(body, stop.end);
  body.string(stop.lastSegment?.name ?? '').int64(stop.lastSegment?.bytes ?? 0);
  return encodeFrame(CLEAN_STOP_FILE, body);
}

export function decodeCleanStop(identity: Uint8Array, bytes: Uint8Array): CleanStop {
  return decodeBody(CLEAN_STOP_FILE, bytes, (body) => {
    checkIdentity(body, identity);
    const end = readPosition(body);
    const name = body.string();
    const segmentBytes = body.int64();
    return { end, lastSegment: name === '' ? undefined : { name, bytes: segmentBytes } };
  });
}

export function encodeProducerState(identity: Uint8Array, state: Uint8Array): Uint8Array {
  const body = new ByteWriter(64 + state.length).bytes(identity);
  body.uint32(state.length).bytes(state);
  return encodeFrame(PRODUCER_STATE_FILE, body);
}

export function decodeProducerState(identity: Uint8Array, bytes: Uint8Array): Uint8Array {
  return decodeBody(PRODUCER_STATE_FILE, bytes, (body) => {
    checkIdentity(body, identity);
    return body.bytes(body.uint32()).slice();
  });
}

function readOffset(body: ByteReader): Offset {
  const value = body.int64();
  if (value < 0) throw new MalformedBytes('an offset is negative');
  return offset(value);
}
