/**
 * What brokers ask of the leader of the metadata group, and its answers; also as bytes, since a broker forwards
 * what its clients ask (ForwardRequest.metadata_request of peer.proto).
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { unreachable } from '../base/invariant.ts';
import type { NodeId, Uuid } from '../model/ids.ts';
import type {
  AddPartitionsOptions,
  CreatedTopic,
  CreateTopicRequest,
  PlacedByHand,
} from '../model/topics.ts';
import { flotilla } from '../protocol/generated/metadata.js';
import type { BrokerRegistration, ProducerIdBlock } from './image.ts';
import { changesFromWire, changesToWire } from './records.ts';
import {
  brokerFromWire,
  brokerToWire,
  configsFromWire,
  configsToWire,
  decodeAs,
  idFromWire,
  idToWire,
  nodeIdFromWire,
  producerIdsFromWire,
} from './wire.ts';

const { v1 } = flotilla.metadata;

export type MetadataRequest =
  | { readonly kind: 'register-broker'; readonly broker: BrokerRegistration }
  | (CreateTopicRequest & {
      readonly kind: 'create-topic';
      /** Drawn by the broker that a client asked, so that a request that comes again is known again. */
      readonly topicId: Uuid;
      /** One of the broker's own topics. Never what a client asked. */
      readonly isInternal?: boolean;
    })
  | { readonly kind: 'delete-topic'; readonly name: string }
  | (AddPartitionsOptions & {
      readonly kind: 'add-partitions';
      readonly name: string;
      /** The new total. */
      readonly partitionCount: number;
    })
  | {
      readonly kind: 'alter-topic-config';
      readonly name: string;
      /** Null: back to the default. */
      readonly changes: Readonly<Record<string, string | null>>;
    }
  /** A request that comes again gets other ids, and the first ones are never used. */
  | { readonly kind: 'allocate-producer-ids'; readonly brokerId: NodeId };

export type MetadataRequestOf<Kind extends MetadataRequest['kind']> = Extract<
  MetadataRequest,
  { kind: Kind }
>;

export type MetadataResponse =
  | { readonly kind: 'done' }
  | { readonly kind: 'topic-created'; readonly topic: CreatedTopic }
  | { readonly kind: 'producer-ids-allocated'; readonly ids: ProducerIdBlock };

export const DONE: MetadataResponse = Object.freeze({ kind: 'done' });

export function encodeMetadataRequest(request: MetadataRequest): Uint8Array {
  return v1.MetadataRequest.encode(requestToWire(request)).finish();
}

function requestToWire(request: MetadataRequest): Parameters<typeof v1.MetadataRequest.encode>[0] {
  switch (request.kind) {
    case 'register-broker':
      return { registerBroker: brokerToWire(request.broker) };
    case 'create-topic': {
      const { partitionCount, replicationFactor } = request;
      return {
        createTopic: {
          topicId: idToWire(request.topicId),
          name: request.name,
          ...(partitionCount === undefined ? {} : { partitionCount }),
          ...(replicationFactor === undefined ? {} : { replicationFactor }),
          configs: configsToWire(Object.entries(request.configs ?? {})),
          validateOnly: request.validateOnly ?? false,
          isInternal: request.isInternal ?? false,
          placed: placedToWire(request.placed),
        },
      };
    }
    case 'delete-topic':
      return { deleteTopic: request.name };
    case 'add-partitions':
      return {
        addPartitions: {
          name: request.name,
          partitionCount: request.partitionCount,
          placed: placedToWire(request.placed),
          validateOnly: request.validateOnly ?? false,
        },
      };
    case 'alter-topic-config': {
      const changes = changesToWire(new Map(Object.entries(request.changes)));
      return { alterTopicConfig: { name: request.name, ...changes } };
    }
    case 'allocate-producer-ids':
      return { allocateProducerIds: { brokerId: request.brokerId } };
    default:
      return unreachable(request);
  }
}

/** Throws MalformedBytes. */
export function decodeMetadataRequest(bytes: Uint8Array): MetadataRequest {
  const wire = decodeAs('a metadata request', (source) => v1.MetadataRequest.decode(source), bytes);
  if (wire.registerBroker != null) {
    return { kind: 'register-broker', broker: brokerFromWire(wire.registerBroker) };
  }
  if (wire.createTopic != null) {
    const { topicId, name, partitionCount, replicationFactor, configs, validateOnly } =
      wire.createTopic;
    const { isInternal, placed } = wire.createTopic;
    return {
      kind: 'create-topic',
      topicId: idFromWire(topicId),
      name: name ?? '',
      ...(partitionCount == null ? {} : { partitionCount }),
      ...(replicationFactor == null ? {} : { replicationFactor }),
      configs: Object.fromEntries(configsFromWire(configs)),
      validateOnly: validateOnly ?? false,
      ...(isInternal ? { isInternal } : {}),
      ...placedFromWire(placed),
    };
  }
  if (wire.deleteTopic != null) return { kind: 'delete-topic', name: wire.deleteTopic };
  if (wire.addPartitions != null) {
    const { name, partitionCount, placed, validateOnly } = wire.addPartitions;
    return {
      kind: 'add-partitions',
      name: name ?? '',
      partitionCount: partitionCount ?? 0,
      ...placedFromWire(placed),
      ...(validateOnly ? { validateOnly } : {}),
    };
  }
  if (wire.alterTopicConfig != null) {
    const changes = Object.fromEntries(changesFromWire(wire.alterTopicConfig));
    return { kind: 'alter-topic-config', name: wire.alterTopicConfig.name ?? '', changes };
  }
  if (wire.allocateProducerIds != null) {
    const brokerId = nodeIdFromWire(wire.allocateProducerIds.brokerId);
    return { kind: 'allocate-producer-ids', brokerId };
  }
  throw new MalformedBytes('a metadata request asks for nothing that is known');
}

type WirePlaced = { nodeIds?: number[] | null }[];

function placedToWire(placed: readonly PlacedByHand[] | undefined): WirePlaced {
  return (placed ?? []).map((nodeIds) => ({ nodeIds: [...nodeIds] }));
}

function placedFromWire(wire: WirePlaced | null | undefined): { placed?: PlacedByHand[] } {
  if (wire == null || wire.length === 0) return {};
  return { placed: wire.map(({ nodeIds }) => nodeIds ?? []) };
}

export function encodeMetadataResponse(response: MetadataResponse): Uint8Array {
  if (response.kind === 'done') return v1.MetadataResponse.encode({ done: {} }).finish();
  if (response.kind === 'producer-ids-allocated') {
    return v1.MetadataResponse.encode({ producerIdsAllocated: response.ids }).finish();
  }
  const { topic } = response;
  return v1.MetadataResponse.encode({
    topicCreated: {
      name: topic.name,
      topicId: idToWire(topic.topicId),
      partitionCount: topic.partitionCount,
      replicationFactor: topic.replicationFactor,
      warnings: [...topic.warnings],
    },
  }).finish();
}

/** Throws MalformedBytes. */
export function decodeMetadataResponse(bytes: Uint8Array): MetadataResponse {
  const wire = decodeAs(
    'a metadata response',
    (source) => v1.MetadataResponse.decode(source),
    bytes,
  );
  if (wire.done != null) return DONE;
  if (wire.producerIdsAllocated != null) {
    return {
      kind: 'producer-ids-allocated',
      ids: producerIdsFromWire(wire.producerIdsAllocated),
    };
  }
  if (wire.topicCreated == null) {
    throw new MalformedBytes('a metadata response answers nothing that is known');
  }
  const { name, topicId, partitionCount, replicationFactor, warnings } = wire.topicCreated;
  return {
    kind: 'topic-created',
    topic: {
      name: name ?? '',
      topicId: idFromWire(topicId),
      partitionCount: partitionCount ?? 0,
      replicationFactor: replicationFactor ?? 0,
      warnings: warnings ?? [],
    },
  };
}
