/**
 * BrokerApi over one connection to a broker: requests out, answers in, many at once. It knows nothing of sockets and
 * runs as it is in Node, in a browser and in the simulator. It repeats nothing and reconnects nothing.
 *
 * Every request ends: with its answer, after its time, or with the connection. An error after a request was sent says
 * so by its name: REQUEST_TIMED_OUT and NETWORK_EXCEPTION leave open whether a write has happened.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import type * as api from '../broker/api.ts';
import * as requests from '../broker/wire/requests.ts';
import { partitionDescription } from '../broker/wire/replicas.ts';
import * as responses from '../broker/wire/responses.ts';
import { decodeGroupResponse, encodeGroupRequest } from '../group/codec.ts';
import type {
  GroupRequest,
  GroupRequestKind,
  GroupRequestOf,
  GroupResponseOf,
} from '../group/requests.ts';
import { BrokerError } from '../model/errors.ts';
import type { NodeId } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type { Clock } from '../platform/clock.ts';
import type { Connection } from '../platform/network.ts';
import {
  decodeServerFrame,
  encodeRequest,
  PROTOCOL_VERSION,
  type Request,
  type RequestKind,
  type ServerFrame,
} from '../protocol/client-frame.ts';
import { helloFromWire, type ServerHello } from './hello.ts';
import { Liveness } from './liveness.ts';
import { PendingRequests } from './pending-requests.ts';
import { splitBatches } from './split-batches.ts';
import type { SubscribeOptions, Subscription } from './subscription.ts';
import { Subscriptions } from './subscriptions.ts';

export interface BrokerClientOptions {
  readonly clientName: string;
  /** Beyond what the request itself may take (`timeoutMs`, `waitMsMax`). */
  readonly requestTimeoutMs: number;
  /** After so long without a sign of life the broker is asked for one (liveness.ts). */
  readonly silenceMsMax: number;
}

/** The handshake asks the broker for nothing that it does not know. */
const HELLO_MS_MAX = 5000;
/** How long a silent broker has to answer; at most what it has for any answer. */
const PROBE_MS_MAX = 10_000;
const NO_BYTES = new Uint8Array();

type AnsweredKind = Exclude<RequestKind, 'addCredit'>;
type AnswerOf<Kind extends AnsweredKind> = NonNullable<ServerFrame[Kind]>;

export class BrokerClient implements api.BrokerApi {
  /** Resolves with the reason, as soon as nothing can be asked any more. */
  readonly closed: Promise<string>;
  private readonly connection: Connection;
  private readonly options: BrokerClientOptions;
  private readonly pending: PendingRequests;
  private readonly subscriptions: Subscriptions;
  private readonly liveness: Liveness;
  /** Resolves when the connection itself has ended. */
  private readonly gone: Promise<void>;
  private readonly drainListeners = new Set<(withinMs: number) => void>();
  /** Of the broker's notice, once it has come. */
  private drainingMs: number | undefined;
  private greeting: ServerHello | undefined;
  private closeReason: string | undefined;
  private announceClosed: (reason: string) => void = () => {};

  constructor(connection: Connection, clock: Clock, options: BrokerClientOptions) {
    this.connection = connection;
    this.options = options;
    this.pending = new PendingRequests(clock, (id) => this.subscriptions.has(id));
    this.subscriptions = new Subscriptions({
      subscribe: (subscribe) => {
        if (this.greeting?.features.includes('subscriptions') === false) throw noSubscriptions();
        return this.ask('subscribe', { subscribe }, options.requestTimeoutMs);
      },
      unsubscribe: (subscription) => this.call('unsubscribe', { unsubscribe: { subscription } }),
      post: (request) => this.connection.send(encodeRequest(this.pending.nextId(), request)),
    });
    this.closed = new Promise((resolve) => (this.announceClosed = resolve));
    this.gone = new Promise((resolve) => {
      connection.handle({
        frame: (frame) => this.receive(frame),
        alive: () => this.liveness.heard(),
        closed: (reason) => {
          this.fail(reason);
          resolve();
        },
      });
    });
    const answerMs = Math.min(PROBE_MS_MAX, options.requestTimeoutMs);
    this.liveness = new Liveness(clock, {
      silenceMs: options.silenceMsMax,
      answerMs,
      probe: () => void this.describeCluster().catch(() => undefined),
      giveUp: (silentMs) => this.abandon(`no sign of life for ${silentMs} ms`),
    });
  }

  /** The first request; the others wait for its answer. */
  async greet(clientVersion: string): Promise<ServerHello> {
    const version = { protocolVersionMin: PROTOCOL_VERSION, protocolVersionMax: PROTOCOL_VERSION };
    const { clientName } = this.options;
    const hello = { clientName, clientVersion, ...version };
    const answer = await this.call('hello', { hello }, HELLO_MS_MAX);
    this.greeting = helloFromWire(answer);
    return this.greeting;
  }

  async close(): Promise<void> {
    this.fail('closed by the client');
    this.connection.close('closed by the client');
    await this.gone;
  }

  /** The records of one partition as they are committed; see subscription.ts. */
  subscribe(options: SubscribeOptions): Subscription {
    return this.subscriptions.open(options);
  }

  /**
   * Called once, when the broker says that it stops soon; at once if it has said so already. What is in flight is still
   * answered if that is done in time; what comes next belongs on another broker. Gives a function that takes the listener away.
   */
  onDraining(listener: (withinMs: number) => void): () => void {
    if (this.drainingMs === undefined) this.drainListeners.add(listener);
    else listener(this.drainingMs);
    return () => this.drainListeners.delete(listener);
  }

  async describeCluster(): Promise<api.ClusterDescription> {
    return responses.clusterDescription.fromWire(
      await this.call('describeCluster', { describeCluster: {} }),
    );
  }

  async describeTopics(names?: readonly string[]): Promise<api.TopicDescription[]> {
    const describeTopics = requests.describeTopicsRequest.toWire(names);
    return responses.topicDescriptions.fromWire(
      await this.call('describeTopics', { describeTopics }),
    );
  }

  /** The records are not copied here; they must not change until the receipt is there. */
  async produce(request: api.ProduceRequest): Promise<api.ProduceReceipt> {
    const produce = requests.produceRequest.toWire(request);
    return responses.produceReceipt.fromWire(
      await this.call('produce', { produce }, this.timeoutMs(request.timeoutMs)),
    );
  }

  async fetch(request: api.FetchRequest): Promise<api.FetchResult> {
    const fetch = requests.fetchRequest.toWire(request);
    const answer = await this.call('fetch', { fetch }, this.timeoutMs(request.waitMsMax));
    return responses.fetchHeader.fromWire(answer, splitBatches(answer.records ?? NO_BYTES));
  }

  async listOffsets(request: api.ListOffsetsRequest): Promise<api.ListedOffset> {
    const listOffsets = requests.listOffsetsRequest.toWire(request);
    return responses.listedOffset.fromWire(await this.call('listOffsets', { listOffsets }));
  }

  async createTopic(request: api.CreateTopicRequest): Promise<api.CreatedTopic> {
    const createTopic = requests.createTopicRequest.toWire(request);
    return responses.createdTopic.fromWire(await this.call('createTopic', { createTopic }));
  }

  async deleteTopic(name: string): Promise<void> {
    await this.call('deleteTopic', { deleteTopic: { name } });
  }

  async addPartitions(name: string, partitionCount: number): Promise<void> {
    const addPartitions = requests.addPartitionsRequest.toWire(name, partitionCount);
    await this.call('addPartitions', { addPartitions });
  }

  async describeTopicConfig(name: string): Promise<api.ConfigEntry[]> {
    return responses.configEntries.fromWire(
      await this.call('describeTopicConfig', { describeTopicConfig: { name } }),
    );
  }

  async alterTopicConfig(
    name: string,
    changes: Readonly<Record<string, string | null>>,
  ): Promise<void> {
    const alterTopicConfig = requests.alterTopicConfigRequest.toWire(name, changes);
    await this.call('alterTopicConfig', { alterTopicConfig });
  }

  async describePartition(tp: TopicPartition): Promise<api.PartitionDescription> {
    const describePartition = requests.partitionRequest.toWire(tp);
    return partitionDescription.fromWire(
      await this.call('describePartition', { describePartition }),
    );
  }

  async transferLeadership(tp: TopicPartition, to: NodeId): Promise<void> {
    const transferLeadership = requests.transferLeadershipRequest.toWire(tp, to);
    await this.call('transferLeadership', { transferLeadership });
  }

  async clusterHealth(): Promise<api.ClusterHealth> {
    return responses.clusterHealth.fromWire(
      await this.call('clusterHealth', { clusterHealth: {} }),
    );
  }

  async initProducerId(): Promise<api.ProducerIdentity> {
    return responses.producerIdentity.fromWire(
      await this.call('initProducerId', { initProducerId: {} }),
    );
  }

  async group<Kind extends GroupRequestKind>(
    request: GroupRequestOf<Kind>,
  ): Promise<GroupResponseOf<Kind>> {
    const group = encodeGroupRequest(request);
    const answer = await this.call('group', { group }, this.timeoutMs(membersWaitMsOf(request)));
    const response = decodeGroupResponse(answer);
    if (response.kind === request.kind) return response as GroupResponseOf<Kind>;
    throw this.breakOff(`the answer to ${request.kind} is one to ${response.kind}`);
  }

  async findCoordinator(groupId: string): Promise<api.BrokerDescription> {
    return responses.brokerDescription.fromWire(
      await this.call('findCoordinator', { findCoordinator: { groupId } }),
    );
  }

  private timeoutMs(ownMs: number): number {
    return this.options.requestTimeoutMs + Math.max(ownMs, 0);
  }

  /** Sends before it returns, so requests leave in the order of the calls. */
  private async call<Kind extends AnsweredKind>(
    kind: Kind,
    request: Pick<Request, Kind>,
    timeoutMs = this.options.requestTimeoutMs,
  ): Promise<AnswerOf<Kind>> {
    return this.ask(kind, request, timeoutMs).answer;
  }

  private ask<Kind extends AnsweredKind>(
    kind: Kind,
    request: Pick<Request, Kind>,
    timeoutMs: number,
  ): { readonly id: number; readonly answer: Promise<AnswerOf<Kind>> } {
    if (this.closeReason !== undefined) throw lost(this.closeReason);
    const id = this.pending.nextId();
    const chunks = encodeRequest(id, request);
    this.checkSize(chunks);
    const answer = this.pending.add(id, timeoutMs).then((frame): AnswerOf<Kind> => {
      const body = frame[kind];
      if (!body) throw this.breakOff(`the answer to ${kind} is a ${frame.response ?? 'nothing'}`);
      return body;
    });
    this.connection.send(chunks);
    return { id, answer };
  }

  /** A frame that the broker must refuse would end the connection and everything else in flight on it. */
  private checkSize(chunks: readonly Uint8Array[]): void {
    const bytesMax = this.greeting?.limits.frameBytesMax;
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (bytesMax === undefined || bytes <= bytesMax) return;
    throw new BrokerError(
      'MESSAGE_TOO_LARGE',
      `The request has ${bytes} bytes; this broker takes at most ${bytesMax}.`,
    );
  }

  private receive(bytes: Uint8Array): void {
    this.liveness.heard();
    let frame: ServerFrame;
    try {
      frame = decodeServerFrame(bytes);
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error;
      this.breakOff(error.message);
      return;
    }
    const { correlationId, error, draining } = frame;
    if (error) return this.pending.reject(correlationId, responses.errorResponse.fromWire(error));
    if (draining) return this.drain(draining.withinMs ?? 0);
    const fault = this.subscriptions.receive(frame);
    if (fault !== undefined) this.breakOff(fault);
    else this.pending.resolve(correlationId, frame);
  }

  private drain(withinMs: number): void {
    this.drainingMs = withinMs;
    for (const listener of this.drainListeners) listener(withinMs);
    this.drainListeners.clear();
  }

  /** The broker does not speak the protocol, so nothing that it says can be trusted. */
  private breakOff(fault: string): BrokerError {
    const reason = `the broker broke the protocol: ${fault}`;
    this.abandon(reason);
    return lost(reason);
  }

  private abandon(reason: string): void {
    this.fail(reason);
    this.connection.close(reason);
  }

  private fail(reason: string): void {
    if (this.closeReason !== undefined) return;
    this.closeReason = reason;
    this.liveness.stop();
    this.drainListeners.clear();
    this.pending.rejectAll(lost(reason));
    this.subscriptions.endAll(lost(reason));
    this.announceClosed(reason);
  }
}

function noSubscriptions(): BrokerError {
  return new BrokerError(
    'UNSUPPORTED_VERSION',
    'This broker has no subscriptions; use fetch, or a newer broker.',
  );
}

/** A sync waits for the member that assigns, which has as long as the longest join. */
const SYNC_MS_MAX = 300_000;

function membersWaitMsOf(request: GroupRequest): number {
  if (request.kind === 'join') return request.rebalanceTimeoutMs;
  return request.kind === 'sync' ? SYNC_MS_MAX : 0;
}

export function lost(reason: string): BrokerError {
  return new BrokerError('NETWORK_EXCEPTION', `The connection to the broker ended: ${reason}.`);
}
