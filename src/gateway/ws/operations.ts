/** One request of a client, carried out: wire -> BrokerApi -> wire. */
import { unreachable } from '../../base/invariant.ts';
import type { BrokerApi } from '../../broker/api.ts';
import * as requests from '../../broker/wire/requests.ts';
import { partitionDescription } from '../../broker/wire/replicas.ts';
import * as responses from '../../broker/wire/responses.ts';
import { decodeGroupRequest, encodeGroupResponse } from '../../group/codec.ts';
import type { BrokerError } from '../../model/errors.ts';
import {
  encodeFetchResponse,
  encodeResponse,
  type ClientFrame,
  type RequestKind,
} from '../../protocol/client-frame.ts';
import type { SessionLimits } from './limits.ts';

/** The others are the session's own. */
export type Operation = Exclude<RequestKind, 'hello' | SubscriptionKind>;
export type SubscriptionKind = 'subscribe' | 'addCredit' | 'unsubscribe';
export interface OperationContext {
  readonly limits: SessionLimits;
  /** The client went away. */
  readonly signal: AbortSignal;
  /** Where the client is, whatever it says. */
  readonly host: string;
}

/** The chunks of an answer's frame. */
export type Answer = readonly Uint8Array[];

/**
 * Calls the broker before it returns, so that the requests of a connection reach it in the order in which they came:
 * it appends the batches of a partition in call order. Rejects with whatever the broker throws.
 */
export async function carryOut(
  broker: BrokerApi,
  operation: Operation,
  frame: ClientFrame,
  context: OperationContext,
): Promise<Answer> {
  switch (operation) {
    case 'produce': {
      const produce = frame.produce!;
      produce.timeoutMs = Math.min(produce.timeoutMs ?? 0, context.limits.produceTimeoutMsMax);
      const request = requests.produceRequest.fromWire(produce);
      const receipt = await broker.produce(request);
      return encodeResponse(frame.correlationId, {
        produce: responses.produceReceipt.toWire(receipt),
      });
    }
    case 'fetch': {
      const result = await broker.fetch(requests.fetchRequest.fromWire(frame.fetch!));
      const header = responses.fetchHeader.toWire(result);
      return encodeFetchResponse(frame.correlationId, header, result.batches);
    }
    case 'listOffsets': {
      const request = requests.listOffsetsRequest.fromWire(frame.listOffsets!);
      const listed = await broker.listOffsets(request);
      return encodeResponse(frame.correlationId, {
        listOffsets: responses.listedOffset.toWire(listed),
      });
    }
    case 'describeCluster': {
      const cluster = await broker.describeCluster();
      return encodeResponse(frame.correlationId, {
        describeCluster: responses.clusterDescription.toWire(cluster),
      });
    }
    case 'describePartition': {
      const tp = requests.partitionFromWire(frame.describePartition!);
      const partition = await broker.describePartition(tp);
      return encodeResponse(frame.correlationId, {
        describePartition: partitionDescription.toWire(partition),
      });
    }
    case 'transferLeadership': {
      const { tp, to } = requests.transferLeadershipRequest.fromWire(frame.transferLeadership!);
      await broker.transferLeadership(tp, to);
      return encodeResponse(frame.correlationId, { transferLeadership: {} });
    }
    case 'clusterHealth': {
      const health = await broker.clusterHealth();
      return encodeResponse(frame.correlationId, {
        clusterHealth: responses.clusterHealth.toWire(health),
      });
    }
    case 'initProducerId': {
      const identity = await broker.initProducerId();
      return encodeResponse(frame.correlationId, {
        initProducerId: responses.producerIdentity.toWire(identity),
      });
    }
    case 'findCoordinator': {
      const coordinator = await broker.findCoordinator(frame.findCoordinator!.groupId ?? '');
      return encodeResponse(frame.correlationId, {
        findCoordinator: responses.brokerDescription.toWire(coordinator),
      });
    }
    case 'group': {
      const { signal, host } = context;
      const asked = decodeGroupRequest(frame.group!);
      const request = asked.kind === 'join' ? { ...asked, clientHost: `/${host}` } : asked;
      const response = await broker.group(request, { signal });
      return encodeResponse(frame.correlationId, { group: encodeGroupResponse(response) });
    }
    default:
      return administer(broker, operation, frame);
  }
}

type TopicOperation = Extract<
  Operation,
  | 'describeTopics'
  | 'createTopic'
  | 'deleteTopic'
  | 'addPartitions'
  | 'describeTopicConfig'
  | 'alterTopicConfig'
>;

async function administer(
  broker: BrokerApi,
  operation: TopicOperation,
  frame: ClientFrame,
): Promise<Answer> {
  switch (operation) {
    case 'describeTopics': {
      const names = requests.describeTopicsRequest.fromWire(frame.describeTopics!);
      const topics = await broker.describeTopics(names);
      return encodeResponse(frame.correlationId, {
        describeTopics: responses.topicDescriptions.toWire(topics),
      });
    }
    case 'createTopic': {
      const request = requests.createTopicRequest.fromWire(frame.createTopic!);
      const created = await broker.createTopic(request);
      return encodeResponse(frame.correlationId, {
        createTopic: responses.createdTopic.toWire(created),
      });
    }
    case 'deleteTopic':
      await broker.deleteTopic(frame.deleteTopic!.name ?? '');
      return encodeResponse(frame.correlationId, { deleteTopic: {} });
    case 'addPartitions': {
      const { name, count } = requests.addPartitionsRequest.fromWire(frame.addPartitions!);
      await broker.addPartitions(name, count);
      return encodeResponse(frame.correlationId, { addPartitions: {} });
    }
    case 'describeTopicConfig': {
      const entries = await broker.describeTopicConfig(frame.describeTopicConfig!.name ?? '');
      return encodeResponse(frame.correlationId, {
        describeTopicConfig: responses.configEntries.toWire(entries),
      });
    }
    case 'alterTopicConfig': {
      const { name, changes } = requests.alterTopicConfigRequest.fromWire(frame.alterTopicConfig!);
      await broker.alterTopicConfig(name, changes);
      return encodeResponse(frame.correlationId, { alterTopicConfig: {} });
    }
    default:
      return unreachable(operation);
  }
}

export function answerError(correlationId: number, error: BrokerError): Answer {
  return encodeResponse(correlationId, { error: responses.errorResponse.toWire(error) });
}
