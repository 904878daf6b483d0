/**
 * From `send` to the lanes: the partition of each message, room in the buffer, and a lane for each partition. Sends to a
 * topic take their places in the order of the calls, also while its partitions are still being looked up.
 */
import { type NewRecord, recordBytesMax } from '../../record/batch-builder.ts';
import type { ProducerIdentity } from '../../broker/api.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { compressBatch, decompressBatch } from '../codecs/batch-compression.ts';
import { KafkaJSStaleTopicMetadataAssignment } from '../errors.ts';
import { abortable, retry, throwIfAborted } from '../retry.ts';
import type { Message, PartitionMetadata, RecordMetadata } from '../types/producer.ts';
import { Delivery } from './delivery.ts';
import { encodeMessage } from './encode-message.ts';
import type { SendOptions } from './outbox-batch.ts';
import type { Partitioner } from './partitioners.ts';
import { type LaneOptions, PartitionLane } from './partition-lane.ts';
import type { ProducerSettings } from './producer-settings.ts';
import { SendBuffer } from './send-buffer.ts';

type Assignment = ReadonlyMap<number, readonly NewRecord[]>;

interface Sending {
  readonly topic: string;
  readonly messages: readonly Message[];
  readonly records: readonly NewRecord[];
  readonly bytes: number;
  readonly options: SendOptions;
  /** Until then it waits for room; those before it that wait as well count in. */
  readonly roomByMs: number;
}

/** Retries for a topic that is not there, or not there yet. */
const TOPIC_RETRIES_MAX = 5;

export class RecordSender {
  readonly buffer: SendBuffer;
  private readonly cluster: Cluster;
  private readonly settings: ProducerSettings;
  private readonly partitioner: Partitioner;
  private readonly laneOptions: LaneOptions;
  private readonly lanes = new Map<string, Map<number, PartitionLane>>();
  private readonly admissions = new Map<string, Promise<unknown>>();
  private readonly deliveries = new Set<Delivery>();
  private closeError: Error | undefined;
  private identity: Promise<ProducerIdentity> | undefined;

  constructor(cluster: Cluster, settings: ProducerSettings, partitioner: Partitioner) {
    this.cluster = cluster;
    this.settings = settings;
    this.partitioner = partitioner;
    const { clock, toBytes } = cluster.options.platform;
    const { bufferBytesMax, bufferWaitMsMax } = settings;
    this.buffer = new SendBuffer({ clock, bytesMax: bufferBytesMax, waitMsMax: bufferWaitMsMax });
    this.laneOptions = {
      ...settings,
      cluster,
      identify: (spentId) => this.identify(spentId),
      compress: (type, batch) => compressBatch(type, batch, toBytes),
      decompress: (batch) => decompressBatch(batch, toBytes),
      refreshTopic: (topic) => {
        cluster.topics.forget(topic);
        return this.partitionsOf(topic);
      },
    };
  }

  /** One entry for each partition, in the order in which the messages name them first. */
  async send(
    topic: string,
    messages: readonly Message[],
    options: SendOptions,
    signal?: AbortSignal,
  ): Promise<RecordMetadata[]> {
    if (messages.length === 0) return [];
    throwIfAborted(signal);
    const { clock } = this.cluster.options.platform;
    const nowMs = clock.now();
    const records = messages.map((message) => encodeMessage(message, nowMs));
    const bytes = records.reduce((sum, record) => sum + recordBytesMax(record), 0);
    const roomByMs = clock.monotonic() + this.settings.bufferWaitMsMax;
    const sending = { topic, messages, records, bytes, options, roomByMs };
    const { promise } = this.sendAtOnce(sending) ?? (await this.sendInTurn(sending, signal));
    if (signal === undefined) return promise;
    // Given up meanwhile, nobody hears of its failure.
    promise.catch(() => undefined);
    return abortable((resolve, reject) => {
      promise.then(resolve, reject);
      return () => undefined;
    }, signal);
  }

  open(): void {
    this.closeError = undefined;
  }

  /** When everything that was sent before has its answer, good or bad. */
  async flush(): Promise<void> {
    for (const lane of this.allLanes()) lane.flush();
    await Promise.allSettled([...this.admissions.values()]);
    for (const lane of this.allLanes()) lane.flush();
    await Promise.allSettled([...this.deliveries].map(({ promise }) => promise));
  }

  /** What is not written yet fails; `open` lets new records in again. */
  close(error: Error): void {
    this.closeError = error;
    for (const lane of this.allLanes()) lane.close(error);
    this.lanes.clear();
    this.identity = undefined;
  }

  private allLanes(): PartitionLane[] {
    return [...this.lanes.values()].flatMap((lanes) => [...lanes.values()]);
  }

  /** Undefined when something has to be waited for first. */
  private sendAtOnce(sending: Sending): Delivery | undefined {
    const { topic, bytes } = sending;
    if (this.admissions.has(topic)) return undefined;
    const partitions = this.cluster.topics.fresh(topic);
    if (partitions === undefined) return undefined;
    const assignment = this.assign(sending, partitions);
    if (!isKnown(assignment, partitions) || !this.buffer.tryReserve(bytes)) return undefined;
    return this.dispatch(sending, assignment);
  }

  private sendInTurn(sending: Sending, signal?: AbortSignal): Promise<Delivery> {
    const { topic } = sending;
    const before = this.admissions.get(topic) ?? Promise.resolve();
    const admitted = before.then(() => this.admit(sending, signal));
    const turn: Promise<unknown> = admitted
      .catch(() => undefined)
      .then(() => {
        if (this.admissions.get(topic) === turn) this.admissions.delete(topic);
      });
    this.admissions.set(topic, turn);
    return admitted;
  }

  private async admit(sending: Sending, signal?: AbortSignal): Promise<Delivery> {
    const { topic, bytes, roomByMs } = sending;
    let partitions = await this.partitionsOf(topic, signal);
    let assignment = this.assign(sending, partitions);
    if (!isKnown(assignment, partitions)) {
      // The topic may have been given more partitions meanwhile.
      this.cluster.topics.forget(topic);
      partitions = await this.partitionsOf(topic, signal);
      assignment = this.assign(sending, partitions);
    }
    if (!isKnown(assignment, partitions)) throw unknownPartitions(topic, assignment, partitions);
    await this.buffer.reserve(bytes, roomByMs, signal);
    if (this.closeError === undefined) return this.dispatch(sending, assignment);
    this.buffer.release(bytes);
    throw this.closeError;
  }

  private partitionsOf(topic: string, signal?: AbortSignal): Promise<PartitionMetadata[]> {
    const { allowAutoTopicCreation: create, retry: options } = this.settings;
    const retries = Math.min(options.retries, TOPIC_RETRIES_MAX);
    return retry(
      this.cluster.options.platform,
      { ...options, retries },
      () => this.cluster.topics.partitionsOf(topic, { create }),
      signal,
    );
  }

  private assign(sending: Sending, partitionMetadata: PartitionMetadata[]): Assignment {
    const { topic, messages, records } = sending;
    const assignment = new Map<number, NewRecord[]>();
    for (const [i, message] of messages.entries()) {
      const partition = this.partitioner({ topic, partitionMetadata, message });
      const assigned = assignment.get(partition);
      if (assigned === undefined) assignment.set(partition, [records[i]!]);
      else assigned.push(records[i]!);
    }
    return assignment;
  }

  private dispatch({ topic, bytes, options }: Sending, assignment: Assignment): Delivery {
    const delivery = new Delivery(topic, () => {
      this.deliveries.delete(delivery);
      this.buffer.release(bytes);
    });
    this.deliveries.add(delivery);
    for (const [partition, records] of assignment) {
      this.lane(topic, partition).add(records, options, delivery);
    }
    return delivery;
  }

  private lane(topic: string, partition: number): PartitionLane {
    const lanes = this.lanes.get(topic) ?? new Map<number, PartitionLane>();
    this.lanes.set(topic, lanes);
    const lane = lanes.get(partition) ?? new PartitionLane(topic, partition, this.laneOptions);
    lanes.set(partition, lane);
    return lane;
  }

  /** One producer id for all partitions, until it is spent for one of them. */
  private async identify(spentId: number | undefined): Promise<ProducerIdentity> {
    const identity = await this.identity?.catch(() => undefined);
    if (identity !== undefined && identity.producerId !== spentId) return identity;
    const asked = this.cluster.request('InitProducerId', (broker) => broker.initProducerId(), {
      retry: { retries: this.settings.retry.retries },
    });
    this.identity = asked;
    return asked;
  }
}

function isKnown(assignment: Assignment, partitions: readonly PartitionMetadata[]): boolean {
  return unknownOf(assignment, partitions).length === 0;
}

function unknownOf(assignment: Assignment, partitions: readonly PartitionMetadata[]): number[] {
  const known = new Set(partitions.map(({ partitionId }) => partitionId));
  return [...assignment.keys()].filter((partition) => !known.has(partition));
}

function unknownPartitions(
  topic: string,
  assignment: Assignment,
  partitions: readonly PartitionMetadata[],
): KafkaJSStaleTopicMetadataAssignment {
  const unknown = unknownOf(assignment, partitions);
  // As JSON, which tells "1" from 1.
  const named = unknown.map((partition) => JSON.stringify(partition)).join(', ');
  return new KafkaJSStaleTopicMetadataAssignment(
    `Topic ${topic} has ${partitions.length} partitions, numbered from 0; there is no partition ${named}.`,
    { topic, unknownPartitions: unknown },
  );
}
