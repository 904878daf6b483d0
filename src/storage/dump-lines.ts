/** How `flotilla log dump` shows things: one line each, with the same facts as plain data for `--format json`. */
import type { Configuration, LogEntry } from '../model/log-entry.ts';
import { showPosition, type Position } from '../model/position.ts';
import {
  attributesAt,
  baseSequenceAt,
  COMPRESSION_MASK,
  CONTROL_BIT,
  LOG_APPEND_TIME_BIT,
  maxTimestampAt,
  producerEpochAt,
  producerIdAt,
  recordsCountAt,
  TRANSACTIONAL_BIT,
} from '../record/batch-header.ts';
import { iterateRecords } from '../record/records.ts';
import type { Group } from './group.ts';

export interface DumpLine {
  /** Stable words: 'file', 'seal', 'batch', 'marker', 'record', 'index', 'state', 'fault'. */
  readonly kind: string;
  readonly file: string;
  /** For people. */
  readonly text: string;
  readonly isFault: boolean;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Fields = Readonly<Record<string, unknown>>;

/** Takes the lines of one file, and counts the faults among them. */
export class DumpSheet {
  faults = 0;

  private readonly file: string;
  private readonly emit: (line: DumpLine) => void;

  constructor(file: string, emit: (line: DumpLine) => void) {
    this.file = file;
    this.emit = emit;
  }

  line(kind: string, text: string, fields: Fields = {}): void {
    this.emit({ kind, file: this.file, text, isFault: false, fields });
  }

  fault(text: string, fields: Fields = {}): void {
    this.faults += 1;
    this.emit({ kind: 'fault', file: this.file, text: `FAULT ${text}`, isFault: true, fields });
  }
}

export function dumpSeal(sheet: DumpSheet, { seal, filePosition, bytes }: Group): void {
  sheet.line(
    'seal',
    `@${filePosition} seal ${showPosition(seal.prev)}^${seal.prevTerm} entries ${seal.entryCount} ` +
      `bytes ${bytes.length} synced ${showPosition(seal.synced)} written ${showTime(seal.writtenMs)}`,
    { filePosition, ...seal },
  );
}

export function dumpEntry(sheet: DumpSheet, entry: LogEntry, isIntact: boolean): void {
  if (entry.kind === 'batch') dumpBatch(sheet, entry, isIntact);
  else dumpMarker(sheet, entry);
}

function dumpBatch(
  sheet: DumpSheet,
  entry: LogEntry & { readonly kind: 'batch' },
  isIntact: boolean,
): void {
  const { bytes } = entry;
  const lastOffset = entry.end.nextOffset - 1;
  const producerId = producerIdAt(bytes);
  const fields = {
    baseOffset: entry.prev.nextOffset,
    lastOffset,
    leaderEpoch: entry.term,
    records: recordsCountAt(bytes),
    bytes: bytes.length,
    maxTimestampMs: maxTimestampAt(bytes),
    producerId,
    producerEpoch: producerEpochAt(bytes),
    baseSequence: baseSequenceAt(bytes),
    attributes: attributesAt(bytes),
    crcIsTrue: isIntact,
  };
  const producer =
    producerId < 0
      ? ''
      : ` producer ${producerId}/${fields.producerEpoch} sequence ${fields.baseSequence}`;
  const text =
    `  batch ${fields.baseOffset}..${lastOffset}^${entry.term} records ${fields.records} bytes ${bytes.length} ` +
    `time ${showTime(fields.maxTimestampMs)}${showAttributes(fields.attributes)}${producer}`;
  if (isIntact) sheet.line('batch', `${text} crc ok`, fields);
  else sheet.fault(`${text.trim()} crc bad`, fields);
}

function dumpMarker(sheet: DumpSheet, entry: Exclude<LogEntry, { kind: 'batch' }>): void {
  const text = `  marker ${entry.kind} ${showPosition(entry.end)}^${entry.term}`;
  const fields = { marker: entry.kind, end: entry.end, leaderEpoch: entry.term };
  if (entry.kind === 'term-start') sheet.line('marker', text, fields);
  else {
    const { configuration } = entry;
    sheet.line('marker', `${text} ${showConfiguration(configuration)}`, {
      ...fields,
      configuration,
    });
  }
}

/** The records of an intact batch. What cannot be taken apart is a fault of the batch, not of the dump. */
export function dumpRecords(sheet: DumpSheet, batch: Uint8Array): void {
  try {
    for (const record of iterateRecords(batch)) {
      const { offset, timestampMs, key, value } = record;
      const headers = record.headers.length === 0 ? '' : ` headers ${record.headers.length}`;
      sheet.line(
        'record',
        `    ${offset} time ${showTime(timestampMs)} key ${showBytes(key)} value ${showBytes(value)}${headers}`,
        { offset, timestampMs, key: showBytes(key), value: showBytes(value) },
      );
    }
  } catch (error) {
    sheet.fault(
      `records cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

export function showConfiguration(configuration: Configuration): string {
  const names = (replicas: Configuration['voters']): string =>
    replicas.map((replica) => replica.nodeId).join(',');
  const parts = [`voters ${names(configuration.voters)}`];
  if (configuration.oldVoters !== undefined) parts.push(`old ${names(configuration.oldVoters)}`);
  if (configuration.learners.length > 0) parts.push(`learners ${names(configuration.learners)}`);
  return parts.join(' ');
}

export function showEnds(from: Position, to: Position): string {
  return `${showPosition(from)} to ${showPosition(to)}`;
}

function showAttributes(attributes: number): string {
  const compression = attributes & COMPRESSION_MASK;
  let text = compression === 0 ? '' : ` compression ${compression}`;
  if ((attributes & LOG_APPEND_TIME_BIT) !== 0) text += ' log-append-time';
  if ((attributes & TRANSACTIONAL_BIT) !== 0) text += ' transactional';
  if ((attributes & CONTROL_BIT) !== 0) text += ' control';
  return text;
}

/** Milliseconds as they are when they are no date. */
function showTime(ms: number): string {
  const date = new Date(ms);
  return ms < 0 || Number.isNaN(date.getTime()) ? String(ms) : date.toISOString();
}

const PREVIEW_BYTES = 60;

function showBytes(bytes: Uint8Array | null): string {
  if (bytes === null) return 'null';
  const text = JSON.stringify(new TextDecoder().decode(bytes.subarray(0, PREVIEW_BYTES)));
  return bytes.length > PREVIEW_BYTES ? `${text}... (${bytes.length} bytes)` : text;
}
