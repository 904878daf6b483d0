import { ByteWriter } from '../../base/byte-writer.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { RecordView } from '../../record/records.ts';
import type { RecordWriter } from './record-format.ts';

const CHUNK_BYTES = 256 * 1024;

/**
 * Collects records and writes them in large chunks, one write at a time. A chunk holds whole records, so those
 * of several partitions never mix within one. Bounded by its callers: they await `flush` before they go on.
 */
export class RecordOutput {
  records = 0;
  /** Of the values. */
  bytes = 0;

  private readonly recordsMax: number;
  private readonly format: RecordWriter;
  private readonly write: (bytes: Uint8Array) => Promise<void>;
  private writer = new ByteWriter(CHUNK_BYTES);
  private writing: Promise<void> = Promise.resolve();

  constructor(options: {
    recordsMax: number;
    format: RecordWriter;
    write: (bytes: Uint8Array) => Promise<void>;
  }) {
    this.recordsMax = options.recordsMax;
    this.format = options.format;
    this.write = options.write;
  }

  /** As many as were asked for. */
  get isComplete(): boolean {
    return this.records >= this.recordsMax;
  }

  /** True when the chunk is full and wants a `flush`. */
  add(from: TopicPartition, record: RecordView): boolean {
    this.format(this.writer, from, record);
    this.records += 1;
    this.bytes += record.value?.length ?? 0;
    return this.writer.length >= CHUNK_BYTES;
  }

  /** Resolves when everything added so far is written. */
  async flush(): Promise<void> {
    if (this.writer.length > 0) {
      const chunk = this.writer.written();
      this.writer = new ByteWriter(CHUNK_BYTES);
      this.writing = this.writing.then(() => this.write(chunk));
    }
    await this.writing;
  }
}
