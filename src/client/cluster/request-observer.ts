/** The network events of kafkajs, for the requests of one client. Costs nothing while nobody listens. */
import type { Clock } from '../../platform/clock.ts';
import { KafkaJSProtocolError } from '../errors.ts';
import { toKafkaJSError } from '../error-mapping.ts';
import type { RequestEvent, RequestQueueSizeEvent, RequestTimeoutEvent } from '../types/events.ts';

/** Our operations by the names and keys of the Kafka APIs that correspond. */
const APIS = {
  Produce: 0,
  Fetch: 1,
  ListOffsets: 2,
  Metadata: 3,
  OffsetCommit: 8,
  OffsetFetch: 9,
  FindCoordinator: 10,
  JoinGroup: 11,
  Heartbeat: 12,
  LeaveGroup: 13,
  SyncGroup: 14,
  DescribeGroups: 15,
  ListGroups: 16,
  CreateTopics: 19,
  DeleteTopics: 20,
  InitProducerId: 22,
  DescribeConfigs: 32,
  AlterConfigs: 33,
  CreatePartitions: 37,
  DeleteGroups: 42,
} as const;

export type ApiName = keyof typeof APIS;

export interface RequestListeners {
  /** Whether anyone listens. */
  isObserved(): boolean;
  request(payload: RequestEvent['payload']): void;
  requestTimeout(payload: RequestTimeoutEvent['payload']): void;
  queueSize(payload: RequestQueueSizeEvent['payload']): void;
}

export class RequestObserver {
  private readonly clock: Clock;
  private readonly clientId: string;
  private readonly listeners: RequestListeners;
  private inFlight = 0;
  private count = 0;

  constructor(clock: Clock, clientId: string, listeners: RequestListeners) {
    this.clock = clock;
    this.clientId = clientId;
    this.listeners = listeners;
  }

  /** Calls before it returns: requests leave in the order of the calls. */
  async observe<T>(apiName: ApiName, broker: string, call: () => Promise<T>): Promise<T> {
    const { listeners, clientId } = this;
    this.count += 1;
    const correlationId = this.count;
    if (!listeners.isObserved()) return call();
    const createdAt = this.clock.now();
    const startedAt = this.clock.monotonic();
    const facts = {
      apiKey: APIS[apiName],
      apiName,
      apiVersion: 0,
      broker,
      clientId,
      correlationId,
      createdAt,
      sentAt: createdAt,
      pendingDuration: 0,
    };
    this.changeQueue(1, broker);
    try {
      const answer = await call();
      const duration = Math.round(this.clock.monotonic() - startedAt);
      listeners.request({ ...facts, duration, size: 0 });
      return answer;
    } catch (error) {
      const known = toKafkaJSError(error, broker);
      if (known instanceof KafkaJSProtocolError && known.type === 'REQUEST_TIMED_OUT') {
        listeners.requestTimeout(facts);
      }
      throw error;
    } finally {
      this.changeQueue(-1, broker);
    }
  }

  private changeQueue(by: 1 | -1, broker: string): void {
    this.inFlight += by;
    this.listeners.queueSize({ broker, clientId: this.clientId, queueSize: this.inFlight });
  }
}
