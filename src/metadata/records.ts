/**
 * The records of the metadata log: what happened, decided and committed. Each type has a version; a broker that
 * meets a type or version that it does not know must halt, since its image would silently differ from the others'.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import type { Uuid } from '../model/ids.ts';
import { flotilla } from '../protocol/generated/metadata.js';
import type { BrokerRegistration, ProducerIdBlock, Topic } from './image.ts';
import type { PartitionReplicas } from './placement.ts';
import {
  brokerFromWire,
  brokerToWire,
  configsFromWire,
  configsToWire,
  decodeAs,
  idFromWire,
  idToWire,
  partitionsFromWire,
  partitionsToWire,
  producerIdsFromWire,
} from './wire.ts';

const { v1 } = flotilla.metadata;

export type MetadataRecord =
  | { readonly kind: 'broker-registered'; readonly broker: BrokerRegistration }
  | { readonly kind: 'topic-created'; readonly topic: Topic }
  | {
      readonly kind: 'partitions-added';
      readonly topicId: Uuid;
      readonly partitions: readonly PartitionReplicas[];
    }
  | { readonly kind: 'topic-deleted'; readonly topicId: Uuid }
  | {
      readonly kind: 'topic-config-changed';
      readonly topicId: Uuid;
      /** Null: back to the default. */
      readonly changes: ReadonlyMap<string, string | null>;
    }
  | { readonly kind: 'producer-ids-allocated'; readonly ids: ProducerIdBlock };

/** The metadata was written by a newer Flotilla than this one. The broker cannot go on with it. */
export class MetadataTooNew extends Error {
  override readonly name = 'MetadataTooNew';
}

interface RecordType<Record> {
  readonly type: number;
  /** What this broker writes, and the newest that it reads. */
  readonly version: number;
  encode(record: Record): Uint8Array;
  decode(body: Uint8Array): Record;
}

const RECORD_TYPES: {
  readonly [Kind in MetadataRecord['kind']]: RecordType<Extract<MetadataRecord, { kind: Kind }>>;
} = {
  'broker-registered': {
    type: 1,
    version: 1,
    encode: ({ broker }) => v1.BrokerRegistered.encode(brokerToWire(broker)).finish(),
    decode: (body) => ({
      kind: 'broker-registered',
      broker: brokerFromWire(v1.BrokerRegistered.decode(body)),
    }),
  },
  'topic-created': {
    type: 2,
    version: 1,
    encode: ({ topic }) => v1.TopicCreated.encode(topicToWire(topic)).finish(),
    decode: (body) => ({
      kind: 'topic-created',
      topic: topicFromWire(v1.TopicCreated.decode(body)),
    }),
  },
  'partitions-added': {
    type: 3,
    version: 1,
    encode: ({ topicId, partitions }) =>
      v1.PartitionsAdded.encode({
        topicId: idToWire(topicId),
        partitions: partitionsToWire(partitions),
      }).finish(),
    decode: (body) => {
      const wire = v1.PartitionsAdded.decode(body);
      return {
        kind: 'partitions-added',
        topicId: idFromWire(wire.topicId),
        partitions: partitionsFromWire(wire.partitions),
      };
    },
  },
  'topic-deleted': {
    type: 4,
    version: 1,
    encode: ({ topicId }) => v1.TopicDeleted.encode({ topicId: idToWire(topicId) }).finish(),
    decode: (body) => ({
      kind: 'topic-deleted',
      topicId: idFromWire(v1.TopicDeleted.decode(body).topicId),
    }),
  },
  'topic-config-changed': {
    type: 5,
    version: 1,
    encode: ({ topicId, changes }) =>
      v1.TopicConfigChanged.encode({
        topicId: idToWire(topicId),
        ...changesToWire(changes),
      }).finish(),
    decode: (body) => {
      const wire = v1.TopicConfigChanged.decode(body);
      return {
        kind: 'topic-config-changed',
        topicId: idFromWire(wire.topicId),
        changes: changesFromWire(wire),
      };
    },
  },
  'producer-ids-allocated': {
    type: 6,
    version: 1,
    encode: ({ ids }) => v1.ProducerIdsAllocated.encode(ids).finish(),
    decode: (body) => ({
      kind: 'producer-ids-allocated',
      ids: producerIdsFromWire(v1.ProducerIdsAllocated.decode(body)),
    }),
  },
};

const TYPES_BY_NUMBER = new Map(Object.values(RECORD_TYPES).map((row) => [row.type, row]));

export function encodeRecord(record: MetadataRecord): Uint8Array {
  const row = RECORD_TYPES[record.kind] as RecordType<MetadataRecord>;
  const { type, version } = row;
  return v1.MetadataRecord.encode({ type, version, body: row.encode(record) }).finish();
}

/** Throws MetadataTooNew, or MalformedBytes. */
export function decodeRecord(bytes: Uint8Array): MetadataRecord {
  const { type, version, body } = decodeAs(
    'a metadata record',
    (source) => v1.MetadataRecord.decode(source),
    bytes,
  );
  if (type === 0 || version === 0) {
    throw new MalformedBytes('a metadata record has no type or no version');
  }
  const row = TYPES_BY_NUMBER.get(type);
  if (row === undefined || version > row.version) {
    throw new MetadataTooNew(
      `The cluster metadata holds a record of type ${type}, version ${version}, which this version of Flotilla does not know; start the newer version that wrote it.`,
    );
  }
  return decodeAs<MetadataRecord>(
    `a metadata record of type ${type}`,
    (source) => row.decode(source),
    body,
  );
}

type WireTopic = Parameters<typeof v1.TopicCreated.encode>[0];

export function topicToWire(topic: Topic): WireTopic {
  return {
    topicId: idToWire(topic.topicId),
    name: topic.name,
    partitions: partitionsToWire(topic.partitions),
    configs: configsToWire(topic.configs),
  };
}

export function topicFromWire(wire: WireTopic): Topic {
  return {
    topicId: idFromWire(wire.topicId),
    name: wire.name ?? '',
    partitions: partitionsFromWire(wire.partitions),
    configs: configsFromWire(wire.configs),
  };
}

type ConfigChanges = ReadonlyMap<string, string | null>;

interface WireChanges {
  set?: { name?: string | null; value?: string | null }[] | null;
  reset?: string[] | null;
}

export function changesToWire(changes: ConfigChanges): WireChanges {
  const set = [...changes].filter((change): change is [string, string] => change[1] !== null);
  const reset = [...changes].filter(([, value]) => value === null).map(([name]) => name);
  return { set: configsToWire(set), reset };
}

export function changesFromWire(wire: WireChanges): Map<string, string | null> {
  const changes = new Map<string, string | null>(configsFromWire(wire.set));
  for (const name of wire.reset ?? []) changes.set(name, null);
  return changes;
}
