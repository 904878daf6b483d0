/** Record batches as kafkajs shows them to an application. Nothing is decoded before somebody looks. */
import { MalformedBytes } from '../../base/byte-reader.ts';
import { BrokerError } from '../../model/errors.ts';
import { crcIsTrue, leaderEpochAt } from '../../record/batch-header.ts';
import { iterateRecords, type RecordHeader, type RecordView } from '../../record/records.ts';
import { decompressBatch, isCompressed } from '../codecs/batch-compression.ts';
import { toKafkaJSError } from '../error-mapping.ts';
import type { Bytes } from '../types/bytes.ts';
import type { Batch, KafkaMessage, MessageHeaders } from '../types/consumer.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { TakenBatches } from './partition-feed.ts';

type ToBytes = (bytes: Uint8Array) => Bytes;

export class KafkaBatch implements Batch {
  readonly topic: string;
  readonly partition: number;
  readonly highWatermark: string;
  /** Exclusive: where the log goes on behind it, also when its last records are gone by compaction. */
  readonly endOffset: number;
  private readonly toBytes: ToBytes;
  private taken: TakenBatches;
  private decoded: KafkaMessage[] | undefined;

  constructor(tp: TopicPartition, taken: TakenBatches, toBytes: ToBytes) {
    this.topic = tp.topic;
    this.partition = tp.partition;
    this.highWatermark = String(taken.highWatermark);
    this.endOffset = taken.batches.at(-1)!.end;
    this.taken = taken;
    this.toBytes = toBytes;
  }

  get isCompressed(): boolean {
    return this.taken.batches.some(({ bytes }) => isCompressed(bytes));
  }

  /** Before anybody looks: codecs take their time. Rejects with a KafkaJSError for a batch that cannot be read. */
  async decompress(): Promise<void> {
    const batches = await Promise.all(
      this.taken.batches.map(async (batch) => ({
        ...batch,
        bytes: await decompressBatch(batch.bytes, this.toBytes),
      })),
    );
    this.taken = { ...this.taken, batches };
  }

  get messages(): KafkaMessage[] {
    this.decoded ??= [...this.iterate()];
    return this.decoded;
  }

  /** One at a time. Throws a KafkaJSError for a batch that cannot be read. */
  *iterate(): Generator<KafkaMessage, void, undefined> {
    if (this.decoded) return yield* this.decoded;
    for (const { bytes, from } of this.taken.batches) {
      for (const record of recordsOf(bytes)) {
        if (record.offset >= from) yield toMessage(record, this.toBytes);
      }
    }
  }

  /** Of the log when the record before `offset` was written. */
  leaderEpochBefore(offset: number): number {
    const { batches } = this.taken;
    return leaderEpochAt((batches.find(({ end }) => end >= offset) ?? batches.at(-1)!).bytes);
  }

  isEmpty(): boolean {
    return this.firstOffset() === null;
  }

  firstOffset(): string | null {
    return this.messages[0]?.offset ?? null;
  }

  lastOffset(): string {
    return String(this.endOffset - 1);
  }

  /** How far the end of this batch is behind the end of the partition. */
  offsetLag(): string {
    return String(this.taken.highWatermark - this.endOffset);
  }

  /** The same of its beginning. */
  offsetLagLow(): string {
    const first = this.firstOffset();
    return first === null ? '0' : String(this.taken.highWatermark - 1 - Number(first));
  }
}

function* recordsOf(bytes: Uint8Array): Generator<RecordView, void, undefined> {
  try {
    if (!crcIsTrue(bytes)) throw new MalformedBytes('its checksum is wrong');
    yield* iterateRecords(bytes);
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error;
    const text = `A record batch cannot be read: ${error.message}.`;
    throw toKafkaJSError(new BrokerError('CORRUPT_MESSAGE', text));
  }
}

function toMessage(record: RecordView, toBytes: ToBytes): KafkaMessage {
  return {
    key: record.key && toBytes(record.key),
    value: record.value && toBytes(record.value),
    timestamp: String(record.timestampMs),
    // Of the record, not of its batch: the format has a byte for them and no use for it.
    attributes: 0,
    offset: String(record.offset),
    headers: headersOf(record.headers, toBytes),
  };
}

/** A key that comes more than once has an array. Like kafkajs, a header without a value gives null. */
function headersOf(headers: readonly RecordHeader[], toBytes: ToBytes): MessageHeaders {
  const byKey = new Map<string, Bytes | Bytes[]>();
  for (const header of headers) {
    const value = (header.value && toBytes(header.value)) as Bytes;
    const before = byKey.get(header.key);
    if (before === undefined) byKey.set(header.key, value);
    else if (Array.isArray(before)) before.push(value);
    else byKey.set(header.key, [before, value]);
  }
  return Object.fromEntries(byKey);
}
