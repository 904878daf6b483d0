/** Entries for logs under test. The content of a batch tells its offset, so that a read of the wrong one is seen. */
import { nodeId, term, uuid, type Term } from '../../src/model/ids.ts';
import type { Configuration, LogEntry } from '../../src/model/log-entry.ts';
import { afterBatch, afterMarker, ORIGIN, type Position } from '../../src/model/position.ts';
import type { GroupId } from '../../src/model/topic-partition.ts';
import { stampBatch } from '../../src/record/batch-header.ts';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import type { Logger } from '../../src/platform/logger.ts';
import type { LogSettings } from '../../src/storage/log.ts';

export const GROUP: GroupId = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition: 3 };
export const OTHER_GROUP: GroupId = { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'), partition: 4 };

export const SETTINGS: LogSettings = {
  segmentBytes: 1 << 30,
  segmentMs: Number.MAX_SAFE_INTEGER,
  retentionMs: -1,
  retentionBytes: -1,
};

export const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => SILENT,
};

export function configurationOf(...nodes: number[]): Configuration {
  const directoryId = uuid('AAAAAAAAAAAAAAAAAAAABA');
  return { voters: nodes.map((id) => ({ nodeId: nodeId(id), directoryId })), learners: [] };
}

const encoder = new TextEncoder();

export interface BatchShape {
  readonly records?: number;
  readonly valueBytes?: number;
  readonly timestampMs?: number;
}

/** Builds a log's worth of entries, each where the one before it ended. */
export class EntryMaker {
  position: Position;
  term: Term;
  /** Stands in every value. */
  private readonly label: string;

  constructor(position: Position = ORIGIN, atTerm = 1, label = '') {
    this.label = label;
    this.position = position;
    this.term = term(atTerm);
  }

  batch(shape: BatchShape = {}): LogEntry {
    const { records = 1, valueBytes = 20, timestampMs = 1000 } = shape;
    const builder = new BatchBuilder();
    for (let i = 0; i < records; i += 1) {
      const text = `${this.label}${this.position.nextOffset + i}^${this.term} `;
      const value = encoder.encode(text.padEnd(valueBytes, 'x'));
      builder.append({ key: null, value, timestampMs: timestampMs + i });
    }
    const bytes = builder.finish();
    stampBatch(bytes, this.position.nextOffset, this.term);
    return this.place({
      kind: 'batch',
      prev: this.position,
      end: afterBatch(this.position, records),
      term: this.term,
      bytes,
    });
  }

  batches(count: number, shape: BatchShape = {}): LogEntry[] {
    return Array.from({ length: count }, () => this.batch(shape));
  }

  termStart(): LogEntry {
    const { position, term } = this;
    return this.place({ kind: 'term-start', prev: position, end: afterMarker(position), term });
  }

  configuration(...nodes: number[]): LogEntry {
    const { position, term } = this;
    const configuration = configurationOf(...nodes);
    const end = afterMarker(position);
    return this.place({ kind: 'configuration', prev: position, end, term, configuration });
  }

  /** The next entries go on from `position` in a later term. */
  backTo(position: Position, nextTerm: number = this.term + 1): this {
    this.position = position;
    this.term = term(nextTerm);
    return this;
  }

  private place(entry: LogEntry): LogEntry {
    this.position = entry.end;
    return entry;
  }
}
