/**
 * The image in one piece. Group ids and topics stand once, not in every record: a hundred thousand offsets are written
 * in a turn of the event loop, during which this broker answers nobody.
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { guarded } from '../protocol/client-frame.ts';
import { flotilla } from '../protocol/generated/group.js';
import { bytes, epochOf, plain, text } from './codec-fields.ts';
import { GroupLogTooNew, type RecordedOffset } from './records.ts';

const { GroupSnapshot } = flotilla.group.v1;

const SNAPSHOT_VERSION = 1;

interface SnapshotContent {
  readonly generations: readonly { readonly groupId: string; readonly value: Uint8Array }[];
  readonly offsets: readonly {
    readonly groupId: string;
    readonly topics: readonly {
      readonly topic: string;
      readonly partitions: readonly {
        readonly partition: number;
        readonly recorded: RecordedOffset;
      }[];
    }[];
  }[];
}

export function encodeSnapshot({ generations, offsets }: SnapshotContent): Uint8Array {
  const snapshot = GroupSnapshot.encode({
    version: SNAPSHOT_VERSION,
    generations: [...generations],
    offsets: offsets.map(({ groupId, topics }) => ({
      groupId,
      topics: topics.map(({ topic, partitions }) => ({
        topic,
        partitions: partitions.map(({ partition, recorded }) => ({
          partition,
          offset: recorded.offset,
          leaderEpoch: recorded.leaderEpoch ?? null,
          metadata: recorded.metadata,
          committedAtMs: recorded.committedAtMs,
        })),
      })),
    })),
  });
  return plain(snapshot.finish());
}

/** Throws GroupLogTooNew, or MalformedBytes. */
export function decodeSnapshot(source: Uint8Array): SnapshotContent {
  const wire = guarded('a group snapshot', () => GroupSnapshot.decode(source));
  if (wire.version === 0) throw new MalformedBytes('a group snapshot has no version');
  if (wire.version > SNAPSHOT_VERSION) {
    throw new GroupLogTooNew(
      `The snapshot of __consumer_offsets has version ${wire.version}, this version of Flotilla knows ${SNAPSHOT_VERSION}; start the newer version that wrote it.`,
    );
  }
  return {
    generations: (wire.generations ?? []).map(({ groupId, value }) => ({
      groupId: text(groupId),
      value: bytes(value),
    })),
    offsets: (wire.offsets ?? []).map(({ groupId, topics }) => ({
      groupId: text(groupId),
      topics: (topics ?? []).map(({ topic, partitions }) => ({
        topic: text(topic),
        partitions: (partitions ?? []).map((one) => ({
          partition: one.partition ?? 0,
          recorded: {
            offset: one.offset ?? 0,
            ...epochOf(one),
            metadata: text(one.metadata),
            committedAtMs: one.committedAtMs ?? 0,
          },
        })),
      })),
    })),
  };
}
