/**
 * Reads one partition in order, for as long as it takes: through leader changes, broker restarts and lost
 * connections. The next fetch is under way while the records of the last one are written.
 */
import type { FetchResult } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { baseOffsetAt, lastOffsetDeltaAt } from '../../record/batch-header.ts';
import { iterateRecords } from '../../record/records.ts';
import {
  isBrokerError,
  mayReadAgain,
  retrying,
  unlessUnknownFor,
  type UseBroker,
} from '../cluster-client.ts';
import { decompressed } from '../compression.ts';
import type { RecordOutput } from './record-output.ts';

/** A topic that is unknown for so long was deleted meanwhile. */
const UNKNOWN_MS_MAX = 3_000;

export interface PartitionReaderOptions {
  readonly use: UseBroker;
  readonly output: RecordOutput;
  /** Exclusive; undefined: follow for ever. */
  readonly end: number | undefined;
  readonly fetchBytesMax: number;
  readonly waitMsMax: number;
  /** How long it keeps trying without an answer. */
  readonly silenceMsMax: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

export class PartitionReader {
  private readonly partition: TopicPartition;
  private readonly options: PartitionReaderOptions;
  private nextOffset: number;

  constructor(partition: TopicPartition, start: number, options: PartitionReaderOptions) {
    this.partition = partition;
    this.nextOffset = start;
    this.options = options;
  }

  /** Resolves at the end, at the wanted number of records, or when it is aborted. */
  async run(): Promise<void> {
    const { output, end } = this.options;
    let fetching = this.isOver() ? undefined : this.fetch(this.nextOffset);
    while (fetching !== undefined) {
      const fetched = await fetching;
      const startsAt = this.nextOffset;
      const after = offsetAfter(fetched, startsAt);
      const isLast = end !== undefined && after >= end;
      fetching = isLast ? undefined : this.fetch(after);
      // It may fail before anybody awaits it, and is of no interest when the output ends first.
      fetching?.catch(() => undefined);
      await this.emit(fetched, startsAt);
      this.nextOffset = after;
      if (this.isOver()) fetching = undefined;
    }
    await output.flush();
  }

  private isOver(): boolean {
    const { output, end, signal } = this.options;
    return signal.aborted || output.isComplete || (end !== undefined && this.nextOffset >= end);
  }

  private async emit(fetched: FetchResult, from: number): Promise<void> {
    const { output, end = Number.POSITIVE_INFINITY, signal } = this.options;
    for (const batch of fetched.batches) {
      for (const record of iterateRecords(await decompressed(batch))) {
        if (output.isComplete || signal.aborted) return await output.flush();
        // The first batch may begin before the wanted offset.
        if (record.offset < from || record.offset >= end) continue;
        if (output.add(this.partition, record)) await output.flush();
      }
    }
    await output.flush();
  }

  private async fetch(offset: number): Promise<FetchResult> {
    const { fetchBytesMax, waitMsMax, silenceMsMax, signal } = this.options;
    const request = { ...this.partition, bytesMin: 1, bytesMax: fetchBytesMax, waitMsMax };
    try {
      return await retrying(
        () => this.options.use((broker) => broker.fetch({ ...request, offset })),
        {
          giveUpAfterMs: silenceMsMax,
          mayRepeat: unlessUnknownFor(UNKNOWN_MS_MAX, mayReadAgain),
          signal,
        },
      );
    } catch (error) {
      if (signal.aborted) return NOTHING;
      if (!isBrokerError(error) || error.errorName !== 'OFFSET_OUT_OF_RANGE') throw error;
      return await this.skipRemoved(offset, error);
    }
  }

  /** Retention may remove what was about to be read: said aloud, then reading goes on behind the gap. */
  private async skipRemoved(offset: number, error: Error): Promise<FetchResult> {
    const { topic, partition } = this.partition;
    const listed = await this.options.use((broker) =>
      broker.listOffsets({ ...this.partition, at: { kind: 'earliest' } }),
    );
    const earliest = listed.offset ?? 0;
    if (earliest <= offset) throw error;
    this.options.tell(
      `${topic}/${partition}: the offsets ${offset} to ${earliest - 1} are gone by retention; reading goes on at ${earliest}.`,
    );
    return await this.fetch(earliest);
  }
}

const NOTHING = { batches: [] } as unknown as FetchResult;

function offsetAfter(fetched: FetchResult, from: number): number {
  const last = fetched.batches.at(-1);
  return last === undefined
    ? from
    : Math.max(from, baseOffsetAt(last) + lastOffsetDeltaAt(last) + 1);
}
