/**
 * A broker in memory that does what a test says: topics as lists of batches, and groups with the real coordinator. Any
 * request for a group can be refused or changed on its way.
 */
import type {
  BrokerApi,
  FetchRequest,
  FetchResult,
  TopicDescription,
} from '../../../../src/broker/api.ts';
import { type CoordinatorRequest, GroupCoordinator } from '../../../../src/group/coordinator.ts';
import { fetchOffsets } from '../../../../src/group/fetch-offsets.ts';
import { GroupImage } from '../../../../src/group/image.ts';
import type { Outcome } from '../../../../src/group/outcome.ts';
import type { GroupRequest, GroupResponse } from '../../../../src/group/requests.ts';
import { deferred, type Deferred } from '../../../../src/client/deferred.ts';
import { BrokerError } from '../../../../src/model/errors.ts';
import { nodeId, offset, term } from '../../../../src/model/ids.ts';
import type { TopicPartition } from '../../../../src/model/topic-partition.ts';
import type { Clock, Timer } from '../../../../src/platform/clock.ts';
import { brokerWith, TOPIC_ID } from '../../gateway/broker.ts';
import { SETTINGS } from '../../group/rig.ts';
import { endOf, ScriptedPartition } from './scripted-partition.ts';

export class MemoryBroker {
  readonly topics = new Map<string, ScriptedPartition[]>();
  readonly requests: GroupRequest[] = [];
  image = new GroupImage();
  /** Called with each request for a group; throws what it is refused with. */
  intercept: (request: GroupRequest) => void | Promise<void> = () => undefined;
  private readonly clock: Clock;
  private coordinator: GroupCoordinator;
  private timer: Timer | undefined;
  private readonly waiting = new Map<number, Deferred<GroupResponse>>();
  private readonly readers = new Set<() => void>();
  private tokens = 0;
  private ids = 0;

  constructor(clock: Clock) {
    this.clock = clock;
    this.coordinator = this.takeOffice();
  }

  readonly api: BrokerApi = brokerWith({
    describeTopics: async (names) =>
      (names ?? [...this.topics.keys()]).map((name) => this.describe(name)),
    createTopic: async ({ name }) => {
      this.addTopic(name, 1);
      return { name, topicId: TOPIC_ID, partitionCount: 1, replicationFactor: 1, warnings: [] };
    },
    fetch: (request) => this.fetch(request),
    listOffsets: async ({ at, ...tp }) => {
      const { logStart, end } = this.partition(tp);
      const found = at.kind === 'earliest' ? logStart : end;
      return { offset: offset(found), timestampMs: undefined, leaderEpoch: term(0) };
    },
    group: async (request) => (await this.group(request)) as never,
  });

  private async group(request: GroupRequest): Promise<GroupResponse> {
    this.requests.push(request);
    await this.intercept(request);
    if (request.kind === 'fetch-offsets') return fetchOffsets(this.image, request);
    return this.coordinate(request);
  }

  addTopic(name: string, partitionCount: number): void {
    const partitions = this.topics.get(name) ?? [];
    while (partitions.length < partitionCount) partitions.push(new ScriptedPartition());
    this.topics.set(name, partitions);
  }

  produce(topic: string, count: number, partition = 0): void {
    this.partition({ topic, partition }).append(count);
    for (const look of this.readers) look();
  }

  committed(groupId: string, topic: string, partition = 0): number | undefined {
    return this.image.offset(groupId, topic, partition)?.offset;
  }

  count(kind: GroupRequest['kind']): number {
    return this.requests.filter((request) => request.kind === kind).length;
  }

  /** Another coordinator takes over: who waits is sent away. */
  failOver(): void {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const answer of waiting) answer.reject(new BrokerError('NOT_COORDINATOR'));
    this.coordinator = this.takeOffice();
  }

  private takeOffice(): GroupCoordinator {
    const randomId = (): string => {
      this.ids += 1;
      return `id${this.ids}`;
    };
    const nowMs = this.clock.now();
    return new GroupCoordinator({ image: this.image, settings: SETTINGS, randomId, nowMs });
  }

  private coordinate(request: CoordinatorRequest): Promise<GroupResponse> {
    this.tokens += 1;
    const answer = deferred<GroupResponse>();
    this.waiting.set(this.tokens, answer);
    this.take(this.coordinator.handle(request, this.tokens, this.clock.now()));
    return answer.promise;
  }

  private take({ records, replies }: Outcome): void {
    for (const { key, value } of records) this.image.replay(key, value);
    for (const reply of replies) {
      const answer = this.waiting.get(reply.token);
      this.waiting.delete(reply.token);
      if ('error' in reply) answer?.reject(reply.error);
      else answer?.resolve(reply.response);
    }
    this.timer?.cancel();
    const delayMs = Math.max(this.coordinator.nextDeadlineMs() - this.clock.now(), 1);
    this.timer = this.clock.setTimer(Math.min(delayMs, 1e9), () =>
      this.take(this.coordinator.tick(this.clock.now())),
    );
  }

  private describe(name: string): TopicDescription {
    const partitions = this.topics.get(name);
    if (partitions === undefined) {
      const error = { name: 'UNKNOWN_TOPIC_OR_PARTITION', message: `There is no ${name}.` };
      return { name, error, partitions: [] };
    }
    const leader = nodeId(1);
    const leadership = {
      leader,
      leaderEpoch: term(0),
      replicas: [leader],
      inSyncReplicas: [leader],
    };
    return {
      name,
      topicId: TOPIC_ID,
      partitions: partitions.map((_, partition) => ({ partition, ...leadership })),
    };
  }

  private partition({ topic, partition }: TopicPartition): ScriptedPartition {
    const found = this.topics.get(topic)?.[partition];
    if (found === undefined) throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION');
    return found;
  }

  private async fetch(request: FetchRequest): Promise<FetchResult> {
    const partition = this.partition(request);
    const { logStart, end } = partition;
    if (request.offset > end || request.offset < logStart) {
      const range = { startOffset: offset(logStart), endOffset: offset(end) };
      throw new BrokerError('OFFSET_OUT_OF_RANGE', undefined, range);
    }
    if (request.offset === end && request.waitMsMax > 0) await this.more(request.waitMsMax);
    const batches: Uint8Array[] = [];
    let bytes = 0;
    for (const batch of partition.batches) {
      if (endOf(batch) <= request.offset) continue;
      bytes += batch.length;
      if (batches.length > 0 && bytes > request.bytesMax) break;
      batches.push(batch);
    }
    return {
      batches,
      highWatermark: offset(partition.end),
      logStartOffset: offset(partition.logStart),
      leaderEpoch: term(partition.epoch),
    };
  }

  private more(waitMsMax: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        timer.cancel();
        this.readers.delete(done);
        resolve();
      };
      const timer = this.clock.setTimer(waitMsMax, done);
      this.readers.add(done);
    });
  }
}
