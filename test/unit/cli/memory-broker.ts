import type {
  BrokerApi,
  FetchRequest,
  FetchResult,
  ListOffsetsRequest,
  ListedOffset,
  PartitionDescription,
  ProduceReceipt,
  ProduceRequest,
} from '../../../src/broker/api.ts';
import { nodeId, offset, term, uuid, type Term } from '../../../src/model/ids.ts';
import type { TopicPartition } from '../../../src/model/topic-partition.ts';
import { BrokerError, type ErrorName } from '../../../src/model/errors.ts';
import {
  baseOffsetAt,
  lastOffsetDeltaAt,
  recordsCountAt,
  stampBatch,
} from '../../../src/record/batch-header.ts';
import { iterateRecords } from '../../../src/record/records.ts';

/** What happens to one produce request, in the order of the requests; `write` when the script is over. */
export type Step =
  | { readonly kind: 'write' }
  /** An error before anything was written. */
  | { readonly kind: 'refuse'; readonly error: ErrorName }
  /** Written, but the answer is lost. */
  | { readonly kind: 'write-and-lose-answer' }
  /** Not written, and the request or its answer is lost. */
  | { readonly kind: 'lose-request' }
  /** In the leader's log, committed only after `fetches` more fetches, and the answer is lost. */
  | { readonly kind: 'write-late'; readonly fetches: number };

/** A broker in memory with one leader, as input for the clients of the command line. */
export class MemoryBroker {
  leaderEpoch: Term = term(1);
  readonly requests: ProduceRequest[] = [];
  inFlightMost = 0;
  fetchErrors: ErrorName[] = [];

  private readonly steps: Step[];
  private readonly logs = new Map<number, { batches: Uint8Array[]; highWatermark: number }>();
  private uncommittedFor = 0;
  private readonly inFlight = new Map<number, number>();
  private waiters: (() => void)[] = [];

  readonly partitionCount: number;

  constructor(options: { partitionCount?: number; steps?: readonly Step[] } = {}) {
    this.partitionCount = options.partitionCount ?? 1;
    this.steps = [...(options.steps ?? [])];
  }

  /** The methods that are implemented; the others are not called. */
  api(): BrokerApi {
    return this as unknown as BrokerApi;
  }

  values(partition = 0): string[] {
    return this.log(partition)
      .batches.flatMap((batch) => [...iterateRecords(batch)])
      .map((record) => new TextDecoder().decode(record.value ?? new Uint8Array(0)));
  }

  async produce(request: ProduceRequest): Promise<ProduceReceipt> {
    this.requests.push(request);
    const { partition } = request;
    const inFlight = (this.inFlight.get(partition) ?? 0) + 1;
    this.inFlight.set(partition, inFlight);
    this.inFlightMost = Math.max(this.inFlightMost, inFlight);
    await new Promise((resolve) => setImmediate(resolve));
    this.inFlight.set(partition, inFlight - 1);
    const step = this.steps.shift() ?? { kind: 'write' };
    switch (step.kind) {
      case 'write':
        return this.write(request);
      case 'refuse':
        throw new BrokerError(step.error);
      case 'write-and-lose-answer':
        this.write(request);
        throw new BrokerError('NETWORK_EXCEPTION');
      case 'lose-request':
        throw new BrokerError('NETWORK_EXCEPTION');
      case 'write-late': {
        const committed = this.log(partition).highWatermark;
        this.write(request);
        this.log(partition).highWatermark = committed;
        this.uncommittedFor = step.fetches;
        throw new BrokerError('REQUEST_TIMED_OUT');
      }
    }
  }

  async fetch(request: FetchRequest): Promise<FetchResult> {
    const error = this.fetchErrors.shift();
    if (error !== undefined) throw new BrokerError(error);
    const log = this.log(request.partition);
    if (this.uncommittedFor > 0) {
      this.uncommittedFor -= 1;
      if (this.uncommittedFor === 0) log.highWatermark = this.endOf(request.partition);
    }
    if (request.offset >= log.highWatermark && request.waitMsMax > 0) {
      await Promise.race([
        new Promise<void>((resolve) => this.waiters.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, Math.min(request.waitMsMax, 20))),
      ]);
    }
    const batches: Uint8Array[] = [];
    let bytes = 0;
    for (const batch of log.batches) {
      const last = baseOffsetAt(batch) + lastOffsetDeltaAt(batch);
      if (last < request.offset || last >= log.highWatermark) continue;
      if (batches.length > 0 && bytes + batch.length > request.bytesMax) break;
      batches.push(batch);
      bytes += batch.length;
    }
    return {
      batches,
      highWatermark: offset(log.highWatermark),
      logStartOffset: offset(0),
      leaderEpoch: this.leaderEpoch,
    };
  }

  async listOffsets(request: ListOffsetsRequest): Promise<ListedOffset> {
    const latest = this.log(request.partition).highWatermark;
    const value = request.at.kind === 'latest' ? latest : 0;
    return { offset: offset(value), timestampMs: undefined, leaderEpoch: this.leaderEpoch };
  }

  async describePartition(tp: TopicPartition): Promise<PartitionDescription> {
    const log = this.log(tp.partition);
    const end = [this.endOf(tp.partition), 0] as const;
    const leader = nodeId(1);
    return {
      ...tp,
      topicId: uuid('AAAAAAAAAAAAAAAAAAAAAA'),
      leader,
      leaderEpoch: this.leaderEpoch,
      replicas: [
        {
          nodeId: leader,
          isReachable: true,
          role: 'leader',
          term: this.leaderEpoch,
          votedFor: leader,
          leader,
          logStartOffset: offset(0),
          logEnd: end,
          syncedEnd: end,
          commitIndex: [log.highWatermark, 0],
          highWatermark: offset(log.highWatermark),
          followers: [],
        },
      ],
    };
  }

  async describeTopics(names: readonly string[]) {
    const partitions = Array.from({ length: this.partitionCount }, (_, partition) => ({
      partition,
      leader: nodeId(1),
      leaderEpoch: this.leaderEpoch,
      replicas: [nodeId(1)],
      inSyncReplicas: [nodeId(1)],
    }));
    return names.map((name) => ({ name, partitions }));
  }

  async describeTopicConfig() {
    return [{ name: 'max.message.bytes', value: '2000' }];
  }

  private write(request: ProduceRequest): ProduceReceipt {
    const log = this.log(request.partition);
    const batch = request.records.slice();
    const baseOffset = this.endOf(request.partition);
    stampBatch(batch, baseOffset, this.leaderEpoch);
    log.batches.push(batch);
    log.highWatermark = baseOffset + recordsCountAt(batch);
    for (const wake of this.waiters.splice(0)) wake();
    return {
      baseOffset: offset(baseOffset),
      lastOffset: offset(log.highWatermark - 1),
      leaderEpoch: this.leaderEpoch,
      logAppendTimeMs: -1,
      logStartOffset: offset(0),
      waitedFor: 'synced-on-majority',
    };
  }

  private endOf(partition: number): number {
    const last = this.log(partition).batches.at(-1);
    return last === undefined ? 0 : baseOffsetAt(last) + lastOffsetDeltaAt(last) + 1;
  }

  private log(partition: number) {
    const known = this.logs.get(partition) ?? { batches: [], highWatermark: 0 };
    this.logs.set(partition, known);
    return known;
  }
}
