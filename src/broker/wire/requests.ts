/**
 * The requests of BrokerApi as messages of flotilla.proto, and back. Every door that speaks protobuf uses these: the
 * WebSocket session, the client connection, and a broker that forwards to another. `fromWire` doubts what it
 * reads only as far as the types of BrokerApi go; the rest is for the broker to judge.
 */
import { BrokerError } from '../../model/errors.ts';
import type { NodeId } from '../../model/ids.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import type { flotilla } from '../../protocol/generated/flotilla.js';
import type {
  Acks,
  CreateTopicRequest,
  FetchRequest,
  ListOffsetsRequest,
  ProduceRequest,
} from '../api.ts';
import {
  clampedUint32,
  int32,
  invalid,
  nodeIdOf,
  safeInteger,
  termOf,
  type Maybe,
} from './fields.ts';

/** A request of this many names would describe every topic of the largest cluster. */
export const NAMES_MAX = 10_000;

const ACKS: readonly Acks[] = [-1, 1, 0];
const NO_BYTES = new Uint8Array();

interface WirePartition {
  topic?: Maybe<string>;
  partition?: Maybe<number>;
}

function partitionToWire(tp: TopicPartition): { topic: string; partition: number } {
  return { topic: tp.topic, partition: int32(tp.partition, 'A partition') };
}

export function partitionFromWire(wire: WirePartition): TopicPartition {
  return { topic: wire.topic ?? '', partition: wire.partition ?? 0 };
}

export const partitionRequest = { toWire: partitionToWire, fromWire: partitionFromWire };

export const produceRequest = {
  toWire(request: ProduceRequest): flotilla.v1.ProduceRequest.$Properties {
    const acks = ACKS.indexOf(request.acks);
    if (acks < 0) throw new BrokerError('INVALID_REQUIRED_ACKS');
    // Field by field: spreading an object costs microseconds, and this is the hot path.
    return {
      topic: request.topic,
      partition: int32(request.partition, 'A partition'),
      acks,
      timeoutMs: clampedUint32(request.timeoutMs, 'timeoutMs'),
      records: request.records,
    };
  },
  fromWire(wire: flotilla.v1.ProduceRequest.$Properties): ProduceRequest {
    const acks = ACKS[wire.acks ?? 0];
    if (acks === undefined) throw new BrokerError('INVALID_REQUIRED_ACKS');
    return {
      topic: wire.topic ?? '',
      partition: wire.partition ?? 0,
      acks,
      timeoutMs: wire.timeoutMs ?? 0,
      records: wire.records ?? NO_BYTES,
    };
  },
};

export const fetchRequest = {
  toWire(request: FetchRequest): flotilla.v1.FetchRequest.$Properties {
    return {
      ...partitionToWire(request),
      offset: safeInteger(request.offset, 'An offset'),
      bytesMin: clampedUint32(request.bytesMin, 'bytesMin'),
      bytesMax: clampedUint32(request.bytesMax, 'bytesMax'),
      waitMsMax: clampedUint32(request.waitMsMax, 'waitMsMax'),
      lastFetchedEpoch: request.lastFetchedEpoch ?? null,
    };
  },
  fromWire(wire: flotilla.v1.FetchRequest.$Properties): FetchRequest {
    const epoch = wire.lastFetchedEpoch;
    return {
      ...partitionFromWire(wire),
      offset: wire.offset ?? 0,
      bytesMin: wire.bytesMin ?? 0,
      bytesMax: wire.bytesMax ?? 0,
      waitMsMax: wire.waitMsMax ?? 0,
      ...(epoch === null || epoch === undefined ? {} : { lastFetchedEpoch: termOf(epoch) }),
    };
  },
};

export const listOffsetsRequest = {
  toWire(request: ListOffsetsRequest): flotilla.v1.ListOffsetsRequest.$Properties {
    const partition = partitionToWire(request);
    const { at } = request;
    if (at.kind === 'earliest') return { ...partition, earliest: {} };
    if (at.kind === 'latest') return { ...partition, latest: {} };
    return { ...partition, timestampMs: safeInteger(at.timestampMs, 'A timestamp') };
  },
  fromWire(wire: flotilla.v1.ListOffsetsRequest.$Properties): ListOffsetsRequest {
    const partition = partitionFromWire(wire);
    if (wire.earliest) return { ...partition, at: { kind: 'earliest' } };
    if (wire.latest) return { ...partition, at: { kind: 'latest' } };
    if (typeof wire.timestampMs !== 'number') throw invalid('list_offsets does not say at what.');
    return { ...partition, at: { kind: 'timestamp', timestampMs: wire.timestampMs } };
  },
};

export const describeTopicsRequest = {
  toWire(names?: readonly string[]): flotilla.v1.DescribeTopicsRequest.$Properties {
    return names === undefined ? { all: true } : { names: [...names] };
  },
  fromWire(wire: flotilla.v1.DescribeTopicsRequest.$Properties): readonly string[] | undefined {
    if (wire.all) return undefined;
    const names = wire.names ?? [];
    if (names.length > NAMES_MAX)
      throw invalid(`At most ${NAMES_MAX} topics can be named at once.`);
    return names;
  },
};

export const createTopicRequest = {
  toWire(request: CreateTopicRequest): flotilla.v1.CreateTopicRequest.$Properties {
    const { partitionCount, replicationFactor } = request;
    return {
      name: request.name,
      partitionCount: optionalInt32(partitionCount, 'partitionCount'),
      replicationFactor: optionalInt32(replicationFactor, 'replicationFactor'),
      configs: { ...request.configs },
      validateOnly: request.validateOnly ?? false,
    };
  },
  fromWire(wire: flotilla.v1.CreateTopicRequest.$Properties): CreateTopicRequest {
    const { partitionCount, replicationFactor } = wire;
    return {
      name: wire.name ?? '',
      ...(typeof partitionCount === 'number' ? { partitionCount } : {}),
      ...(typeof replicationFactor === 'number' ? { replicationFactor } : {}),
      configs: wire.configs ?? {},
      validateOnly: wire.validateOnly ?? false,
    };
  },
};

function optionalInt32(value: number | undefined, what: string): number | null {
  return value === undefined ? null : int32(value, what);
}

export const addPartitionsRequest = {
  toWire(name: string, count: number): flotilla.v1.AddPartitionsRequest.$Properties {
    return { name, partitionCount: int32(count, 'partitionCount') };
  },
  fromWire(wire: flotilla.v1.AddPartitionsRequest.$Properties): { name: string; count: number } {
    return { name: wire.name ?? '', count: wire.partitionCount ?? 0 };
  },
};

type ConfigChanges = Readonly<Record<string, string | null>>;

export const alterTopicConfigRequest = {
  toWire(name: string, changes: ConfigChanges): flotilla.v1.AlterTopicConfigRequest.$Properties {
    const set: Record<string, string> = {};
    const reset: string[] = [];
    for (const [key, value] of Object.entries(changes)) {
      if (value === null) reset.push(key);
      else set[key] = value;
    }
    return { name, set, reset };
  },
  fromWire(wire: flotilla.v1.AlterTopicConfigRequest.$Properties): {
    name: string;
    changes: ConfigChanges;
  } {
    const reset = wire.reset ?? [];
    const set = Object.entries(wire.set ?? {});
    if (set.length + reset.length > NAMES_MAX)
      throw invalid('Too many configuration keys at once.');
    // Entries, not assignment: a key may be `__proto__`.
    const changes = Object.fromEntries<string | null>([
      ...set,
      ...reset.map((key) => [key, null] as const),
    ]);
    return { name: wire.name ?? '', changes };
  },
};

export const transferLeadershipRequest = {
  toWire(tp: TopicPartition, to: NodeId): flotilla.v1.TransferLeadershipRequest.$Properties {
    return { ...partitionToWire(tp), to };
  },
  fromWire(wire: flotilla.v1.TransferLeadershipRequest.$Properties): {
    tp: TopicPartition;
    to: NodeId;
  } {
    return { tp: partitionFromWire(wire), to: nodeIdOf(wire.to) };
  },
};
