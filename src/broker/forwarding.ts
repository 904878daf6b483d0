/**
 * Operations on their one hop to another broker: the bodies of host/'s requests and responses (ForwardRequest and
 * ForwardResponse of peer.proto). Records travel beside the body, as the same bytes.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { uuidToBytes, uuidToText } from '../base/uuid.ts';
import { BrokerError } from '../model/errors.ts';
import { uuid, type NodeId, type Offset, type Uuid } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import { guarded } from '../protocol/client-frame.ts';
import { flotilla } from '../protocol/generated/peer.js';
import type { Answer, Peers } from '../host/peers.ts';
import type {
  FetchRequest,
  FetchResult,
  ListedOffset,
  ListOffsetsRequest,
  ProduceReceipt,
  ProduceRequest,
  ReplicaState,
} from './api.ts';
import { offsetOf } from './wire/fields.ts';
import { replicaState } from './wire/replicas.ts';
import * as requests from './wire/requests.ts';
import * as responses from './wire/responses.ts';

const { ForwardRequest, ForwardResponse } = flotilla.peer.v1;
type WireRequest = flotilla.peer.v1.ForwardRequest.$Properties;
type WireResponse = flotilla.peer.v1.ForwardResponse.$Properties;

/** For what must not happen to another topic of the same name. */
interface TopicIdentity {
  readonly topicId: Uuid;
}

/** What a broker does for another one, on its own replicas; each rejects with BrokerErrors. */
export interface ForwardedOperations {
  produce(request: ProduceRequest): Promise<ProduceReceipt>;
  fetch(request: FetchRequest): Promise<FetchResult>;
  listOffsets(request: ListOffsetsRequest): Promise<ListedOffset>;
  describeReplica(tp: TopicPartition): Promise<ReplicaState>;
  /** A request to the controller, as metadata/ encodes it, and its answer likewise. */
  changeMetadata(request: Uint8Array): Promise<Uint8Array>;
  transferLeadership(tp: TopicPartition, to: NodeId): Promise<void>;
  /** A request to the coordinator on a partition of `__consumer_offsets`, as group/ encodes it, and its answer likewise. */
  group(partition: number, request: Uint8Array): Promise<Uint8Array>;
  /** On the replica of the one that is asked, whether it leads or not; gives where its log starts then. */
  deleteRecords(tp: TopicPartition & TopicIdentity, before: Offset): Promise<Offset>;
}

/** An answer may take a little longer than the work it waits for. */
const SLACK_MS = 2000;
const UUID_BYTES = 16;
const NO_BYTES = new Uint8Array();

/** The same operations, carried out by another broker. */
export class RemoteBroker implements ForwardedOperations {
  private readonly peers: Peers;
  private readonly peer: NodeId;
  private readonly timeoutMs: number;

  constructor(peers: Peers, peer: NodeId, timeoutMs: number) {
    this.peers = peers;
    this.peer = peer;
    this.timeoutMs = timeoutMs;
  }

  async produce(request: ProduceRequest): Promise<ProduceReceipt> {
    const header = requests.produceRequest.toWire({ ...request, records: NO_BYTES });
    const { response } = await this.ask({ produce: header }, [request.records]);
    return responses.produceReceipt.fromWire(present(response.produce));
  }

  async fetch(request: FetchRequest): Promise<FetchResult> {
    const { response, payloads } = await this.ask({ fetch: requests.fetchRequest.toWire(request) });
    return responses.fetchHeader.fromWire(present(response.fetch), payloads);
  }

  async listOffsets(request: ListOffsetsRequest): Promise<ListedOffset> {
    const { response } = await this.ask({
      listOffsets: requests.listOffsetsRequest.toWire(request),
    });
    return responses.listedOffset.fromWire(present(response.listOffsets));
  }

  async describeReplica(tp: TopicPartition): Promise<ReplicaState> {
    const { response } = await this.ask({ describeReplica: requests.partitionRequest.toWire(tp) });
    return replicaState.fromWire(present(response.describeReplica));
  }

  async changeMetadata(request: Uint8Array): Promise<Uint8Array> {
    const { response } = await this.ask({ metadataRequest: request });
    return present(response.metadataResponse);
  }

  async transferLeadership(tp: TopicPartition, to: NodeId): Promise<void> {
    await this.ask({ transfer: requests.transferLeadershipRequest.toWire(tp, to) });
  }

  async group(partition: number, request: Uint8Array): Promise<Uint8Array> {
    const { response } = await this.ask({ group: { partition, request } });
    return present(response.group);
  }

  async deleteRecords(
    { topic, partition, topicId }: TopicPartition & TopicIdentity,
    before: Offset,
  ): Promise<Offset> {
    const { response } = await this.ask({
      deleteRecords: { topic, partition, beforeOffset: before, topicId: uuidToBytes(topicId) },
    });
    return offsetOf(present(response.logStartOffset));
  }

  private async ask(
    request: WireRequest,
    payloads: readonly Uint8Array[] = [],
  ): Promise<{ response: WireResponse; payloads: readonly Uint8Array[] }> {
    const body = ForwardRequest.encode({ ...request, timeoutMs: this.timeoutMs }).finish();
    const answer = await this.peers.forward(
      this.peer,
      { body, payloads },
      this.timeoutMs + SLACK_MS,
    );
    const response = guarded('An answer', () => ForwardResponse.decode(answer.body));
    if (response.error) throw responses.errorResponse.fromWire(response.error);
    return { response, payloads: answer.payloads };
  }
}

function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined)
    throw new MalformedBytes('an answer is not to the question');
  return value;
}

/** Carries out what another broker forwarded here. Never rejects. */
export async function answerForwarded(
  operations: ForwardedOperations,
  request: { readonly body: Uint8Array; readonly payloads: readonly Uint8Array[] },
): Promise<Answer> {
  try {
    const asked = guarded('It', () => ForwardRequest.decode(request.body));
    return await carryOut(operations, asked, request.payloads);
  } catch (error) {
    return encode({ error: responses.errorResponse.toWire(shownError(error)) });
  }
}

function shownError(error: unknown): BrokerError {
  if (error instanceof BrokerError) return error;
  if (!(error instanceof MalformedBytes)) {
    return new BrokerError('UNKNOWN_SERVER_ERROR', String(error));
  }
  const { message } = error;
  return new BrokerError(
    'INVALID_REQUEST',
    `Another broker forwarded what cannot be read: ${message}`,
  );
}

async function carryOut(
  operations: ForwardedOperations,
  request: WireRequest,
  payloads: readonly Uint8Array[],
): Promise<Answer> {
  if (request.produce) {
    const header = requests.produceRequest.fromWire(request.produce);
    const receipt = await operations.produce({ ...header, records: present(payloads[0]) });
    return encode({ produce: responses.produceReceipt.toWire(receipt) });
  }
  if (request.fetch) {
    const result = await operations.fetch(requests.fetchRequest.fromWire(request.fetch));
    return encode({ fetch: responses.fetchHeader.toWire(result) }, result.batches);
  }
  if (request.listOffsets) {
    const found = await operations.listOffsets(
      requests.listOffsetsRequest.fromWire(request.listOffsets),
    );
    return encode({ listOffsets: responses.listedOffset.toWire(found) });
  }
  if (request.describeReplica) {
    const state = await operations.describeReplica(
      requests.partitionFromWire(request.describeReplica),
    );
    return encode({ describeReplica: replicaState.toWire(state) });
  }
  if (request.metadataRequest) {
    return encode({ metadataResponse: await operations.changeMetadata(request.metadataRequest) });
  }
  if (request.transfer) {
    const { tp, to } = requests.transferLeadershipRequest.fromWire(request.transfer);
    await operations.transferLeadership(tp, to);
    return encode({ transfer: {} });
  }
  if (request.group) {
    const { partition, request: asked } = request.group;
    return encode({ group: await operations.group(partition ?? 0, asked ?? NO_BYTES) });
  }
  if (request.deleteRecords) {
    const { topic, partition, beforeOffset, topicId } = request.deleteRecords;
    if (topicId?.length !== UUID_BYTES) throw new BrokerError('UNKNOWN_TOPIC_ID');
    const identity = { topicId: uuid(uuidToText(topicId)) };
    const tp = { topic: topic ?? '', partition: partition ?? 0, ...identity };
    const start = await operations.deleteRecords(tp, offsetOf(beforeOffset));
    return encode({ logStartOffset: start });
  }
  throw new BrokerError(
    'UNSUPPORTED_VERSION',
    'Another broker forwarded a request that this version does not know.',
  );
}

function encode(response: WireResponse, payloads: readonly Uint8Array[] = []): Answer {
  return { body: ForwardResponse.encode(response).finish(), payloads };
}
