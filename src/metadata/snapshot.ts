/** The image in one piece; whoever stores or sends it adds a checksum. */
import { MalformedBytes } from '../base/byte-reader.ts';
import { flotilla } from '../protocol/generated/metadata.js';
import type { BrokerRegistration, Topic } from './image.ts';
import { MetadataTooNew, topicFromWire, topicToWire } from './records.ts';
import { brokerFromWire, brokerToWire, decodeAs } from './wire.ts';

const { MetadataSnapshot } = flotilla.metadata.v1;

/** 2: producer ids, which a broker that does not know them would give out again. */
const SNAPSHOT_VERSION = 2;

interface SnapshotContent {
  readonly brokers: readonly BrokerRegistration[];
  readonly topics: readonly Topic[];
  readonly nextProducerId: number;
}

export function encodeSnapshot(content: SnapshotContent): Uint8Array {
  const { brokers, topics, nextProducerId } = content;
  return MetadataSnapshot.encode({
    version: SNAPSHOT_VERSION,
    brokers: brokers.map(brokerToWire),
    topics: topics.map(topicToWire),
    nextProducerId,
  }).finish();
}

/** Throws MetadataTooNew, or MalformedBytes. Names and ids are unique in what it returns. */
export function decodeSnapshot(bytes: Uint8Array): SnapshotContent {
  const wire = decodeAs('a metadata snapshot', (source) => MetadataSnapshot.decode(source), bytes);
  if (wire.version === 0) throw new MalformedBytes('a metadata snapshot has no version');
  if (wire.version > SNAPSHOT_VERSION) {
    throw new MetadataTooNew(
      `The snapshot of the cluster metadata has version ${wire.version}, this version of Flotilla knows ${SNAPSHOT_VERSION}; start the newer version that wrote it.`,
    );
  }
  const brokers = (wire.brokers ?? []).map(brokerFromWire);
  const topics = (wire.topics ?? []).map(topicFromWire);
  requireUnique(brokers.map((broker) => broker.nodeId));
  requireUnique(topics.map((topic) => topic.name));
  requireUnique(topics.map((topic) => topic.topicId));
  return { brokers, topics, nextProducerId: wire.nextProducerId ?? 0 };
}

function requireUnique(keys: readonly unknown[]): void {
  if (new Set(keys).size !== keys.length) {
    throw new MalformedBytes('a metadata snapshot names something twice');
  }
}
