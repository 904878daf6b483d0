/**
 * `.index` and `.timeindex` beside a segment that is no longer written (byte tables in docs/formats/files.md). Both
 * are caches: written when the segment rolls or the log stops cleanly, never relied upon when they contradict
 * the segment, rebuilt by reading it. The header of `.index` sums the segment up, terms and configurations
 * included, so that a clean start reads no segment at all.
 */
import { MalformedBytes, type ByteReader } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import type { Term } from '../model/ids.ts';
import type { TermRun } from '../model/log-entry.ts';
import { isBefore, isSamePosition } from '../model/position.ts';
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
import { Segment } from './segment.ts';
import type { PlacedConfiguration } from './term-runs.ts';

export const INDEX_FILE: FrameKind = { magic: 'FLIX', version: 1, name: 'the index' };
export const TIME_INDEX_FILE: FrameKind = { magic: 'FLTX', version: 1, name: 'the time index' };

export interface SegmentSummary {
  readonly segment: Segment;
  /** The term of the entry before the segment. */
  readonly prevTerm: Term;
  /** Contiguous from the segment's start to its end. */
  readonly runs: readonly TermRun[];
  readonly configurations: readonly PlacedConfiguration[];
}

export function encodeIndex(identity: Uint8Array, summary: SegmentSummary): Uint8Array {
  const { segment } = summary;
  const body = new ByteWriter(256 + segment.index.offsets.length * 16);
  body.bytes(identity);
  writePosition(body, segment.start);
  writePosition(body, segment.end);
  body.uint32(summary.prevTerm).int64(segment.bytes).int64(segment.createdMs);
  body.int64(segment.maxTimestampMs).uint32(summary.runs.length);
  for (const run of summary.runs) {
    body.uint32(run.term);
    writePosition(body, run.to);
  }
  body.uint32(summary.configurations.length);
  for (const one of summary.configurations) {
    writePosition(body, one.position);
    writeConfiguration(body, one.configuration);
  }
  writePairs(body, segment.index.offsets, segment.index.filePositions);
  return encodeFrame(INDEX_FILE, body);
}

export function encodeTimeIndex(identity: Uint8Array, segment: Segment): Uint8Array {
  const body = new ByteWriter(64 + segment.index.timestamps.length * 16);
  body.bytes(identity);
  writePairs(body, segment.index.timestamps, segment.index.timeOffsets);
  return encodeFrame(TIME_INDEX_FILE, body);
}

export interface IndexFiles {
  readonly index: Uint8Array;
  readonly timeIndex: Uint8Array;
}

/** Throws LogDamage when either file is unsound, or they belong to another partition. */
export function decodeIndexFiles(
  files: IndexFiles,
  identity: Uint8Array,
  indexIntervalBytes: number,
): SegmentSummary {
  const summary = decodeBody(INDEX_FILE, files.index, (body) => {
    checkIdentity(body, identity);
    return readSummary(body, indexIntervalBytes);
  });
  const index = summary.segment.index;
  decodeBody(TIME_INDEX_FILE, files.timeIndex, (body) => {
    checkIdentity(body, identity);
    readPairs(body, index.timestamps, index.timeOffsets);
  });
  return summary;
}

function readSummary(body: ByteReader, indexIntervalBytes: number): SegmentSummary {
  const segment = new Segment(readPosition(body), indexIntervalBytes);
  segment.end = readPosition(body);
  const prevTerm = readTerm(body);
  segment.bytes = body.int64();
  segment.createdMs = body.int64();
  segment.maxTimestampMs = body.int64();
  const runs: TermRun[] = [];
  let from = segment.start;
  for (let count = body.uint32(); count > 0; count -= 1) {
    const runTerm = readTerm(body);
    const to = readPosition(body);
    if (runTerm < (runs.at(-1)?.term ?? prevTerm)) throw new MalformedBytes('the terms fall');
    if (!isBefore(from, to)) throw new MalformedBytes('a run of a term is empty');
    runs.push({ term: runTerm, from, to });
    from = to;
  }
  if (!isSamePosition(from, segment.end))
    throw new MalformedBytes('the runs do not fill the segment');
  const configurations: PlacedConfiguration[] = [];
  for (let count = body.uint32(); count > 0; count -= 1) {
    configurations.push({ position: readPosition(body), configuration: readConfiguration(body) });
  }
  readPairs(body, segment.index.offsets, segment.index.filePositions);
  return { segment, prevTerm, runs, configurations };
}

function writePairs(body: ByteWriter, left: readonly number[], right: readonly number[]): void {
  body.uint32(left.length);
  for (let i = 0; i < left.length; i += 1) body.int64(left[i]!).int64(right[i]!);
}

/** Both lists must rise. */
function readPairs(body: ByteReader, left: number[], right: number[]): void {
  for (let count = body.uint32(); count > 0; count -= 1) {
    const a = body.int64();
    const b = body.int64();
    if (a <= (left.at(-1) ?? -2) || b <= (right.at(-1) ?? -1)) {
      throw new MalformedBytes('the entries of an index do not rise');
    }
    left.push(a);
    right.push(b);
  }
}
