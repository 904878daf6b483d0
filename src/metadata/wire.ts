/** What the protobuf messages of metadata.proto have in common, in model terms and back. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { uuidToBytes, uuidToText } from '../base/uuid.ts';
import { NODE_ID_MAX, nodeId, type NodeId, uuid, type Uuid } from '../model/ids.ts';
import type { flotilla } from '../protocol/generated/metadata.js';
import type { BrokerRegistration, ProducerIdBlock } from './image.ts';
import type { PartitionReplicas } from './placement.ts';

type Wire = typeof flotilla.metadata.v1;
type Properties<Name extends keyof Wire> = Wire[Name] extends abstract new (
  properties?: infer P,
) => unknown
  ? NonNullable<P>
  : never;

export type WireBroker = Properties<'BrokerRegistered'>;
type WireProducerIds = Properties<'ProducerIdsAllocated'>;
type WirePartition = Properties<'PartitionReplicas'>;
type WireConfig = Properties<'ConfigValue'>;

/** `decode` of generated code, whose errors say little about where they come from. */
export function decodeAs<T>(what: string, decode: (bytes: Uint8Array) => T, bytes: Uint8Array): T {
  try {
    return decode(bytes);
  } catch (error) {
    throw new MalformedBytes(`${what}: ${(error as Error).message}`, { cause: error });
  }
}

export function idToWire(id: Uuid): Uint8Array {
  return uuidToBytes(id);
}

export function idFromWire(bytes: Uint8Array | null | undefined): Uuid {
  if (bytes?.length !== 16) throw new MalformedBytes('an id does not have 16 bytes');
  return uuid(uuidToText(bytes));
}

export function nodeIdFromWire(value: number | null | undefined): NodeId {
  const id = value ?? 0;
  if (id > NODE_ID_MAX) throw new MalformedBytes(`${id} is not a node id`);
  return nodeId(id);
}

/** Throws MalformedBytes. */
export function producerIdsFromWire(wire: WireProducerIds): ProducerIdBlock {
  const first = wire.first ?? 0;
  const count = wire.count ?? 0;
  if (count === 0 || !Number.isSafeInteger(first + count)) {
    throw new MalformedBytes('a block of producer ids is empty or out of range');
  }
  return { brokerId: nodeIdFromWire(wire.brokerId), first, count };
}

export function brokerToWire(broker: BrokerRegistration): WireBroker {
  const { kafkaPort, ...others } = broker;
  const wire = { ...others, directoryId: idToWire(broker.directoryId) };
  return kafkaPort === undefined ? wire : { ...wire, kafkaPort };
}

export function brokerFromWire(wire: WireBroker): BrokerRegistration {
  const kafkaPort = wire.kafkaPort ?? undefined;
  return {
    nodeId: nodeIdFromWire(wire.nodeId),
    directoryId: idFromWire(wire.directoryId),
    host: wire.host ?? '',
    httpPort: wire.httpPort ?? 0,
    peerPort: wire.peerPort ?? 0,
    ...(kafkaPort === undefined ? {} : { kafkaPort }),
  };
}

export function partitionsToWire(partitions: readonly PartitionReplicas[]): WirePartition[] {
  return partitions.map((replicas) => ({
    replicas: replicas.map((replica) => ({
      nodeId: replica.nodeId,
      directoryId: idToWire(replica.directoryId),
    })),
  }));
}

export function partitionsFromWire(
  wire: readonly WirePartition[] | null | undefined,
): PartitionReplicas[] {
  return (wire ?? []).map(({ replicas }) =>
    (replicas ?? []).map((replica) => ({
      nodeId: nodeIdFromWire(replica.nodeId),
      directoryId: idFromWire(replica.directoryId),
    })),
  );
}

export function configsToWire(configs: Iterable<readonly [string, string]>): WireConfig[] {
  return Array.from(configs, ([name, value]) => ({ name, value }));
}

export function configsFromWire(
  wire: readonly WireConfig[] | null | undefined,
): Map<string, string> {
  return new Map((wire ?? []).map(({ name, value }) => [name ?? '', value ?? '']));
}
