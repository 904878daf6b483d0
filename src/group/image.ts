/**
 * What the committed log of __consumer_offsets says: the generations of groups and their committed offsets. Every
 * replica of the log has the same image at the same place, since it changes only by records, one at a time and in order.
 * Who heartbeats and who waits is not in here: see coordinator.ts.
 */
import {
  decodeGenerationValue,
  decodeKey,
  decodeOffsetValue,
  encodeGenerationKey,
  encodeGenerationValue,
  OFFSET_RECORD_BYTES,
  type OffsetKey,
  type RecordedGeneration,
  type RecordedOffset,
  utf8Length,
} from './records.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts';

export interface CommittedPosition extends RecordedOffset {
  readonly groupId: string;
  readonly topic: string;
  readonly partition: number;
}

/** A thing and the bytes of its record, key included. */
interface Sized<T> {
  readonly value: T;
  readonly size: number;
}

type OffsetsOfTopic = Map<number, Sized<RecordedOffset>>;
type OffsetsOfGroup = Map<string, OffsetsOfTopic>;

export class GroupImage {
  private readonly generations = new Map<string, Sized<RecordedGeneration>>();
  private readonly offsets = new Map<string, OffsetsOfGroup>();
  private size = 0;

  /** Throws GroupLogTooNew, or MalformedBytes. */
  static fromSnapshot(bytes: Uint8Array): GroupImage {
    const { generations, offsets } = decodeSnapshot(bytes);
    const image = new GroupImage();
    for (const { groupId, value } of generations) {
      image.replay(encodeGenerationKey(groupId), value);
    }
    for (const { groupId, topics } of offsets) {
      const bytesOfGroup = utf8Length(groupId);
      for (const { topic, partitions } of topics) {
        const bytesOfKey = bytesOfGroup + utf8Length(topic);
        for (const { partition, recorded } of partitions) {
          const size = OFFSET_RECORD_BYTES + bytesOfKey + utf8Length(recorded.metadata);
          image.putOffset({ groupId, topic, partition }, { value: recorded, size });
        }
      }
    }
    return image;
  }

  /** The same bytes on every broker at the same place of the log. */
  snapshot(): Uint8Array {
    return encodeSnapshot({
      generations: Array.from(this.generations, ([groupId, { value }]) => {
        return { groupId, value: encodeGenerationValue(value) };
      }),
      offsets: Array.from(this.offsets, ([groupId, ofGroup]) => ({
        groupId,
        topics: Array.from(ofGroup, ([topic, ofTopic]) => ({
          topic,
          partitions: Array.from(ofTopic, ([partition, { value }]) => {
            return { partition, recorded: value };
          }),
        })),
      })),
    });
  }

  /** One record of the log, in order. Throws GroupLogTooNew or MalformedBytes: then nothing has changed. */
  replay(keyBytes: Uint8Array, valueBytes: Uint8Array | null): void {
    const key = decodeKey(keyBytes);
    const size = keyBytes.length + (valueBytes?.length ?? 0);
    if (key.kind === 'offset') {
      this.putOffset(key, valueBytes && { value: decodeOffsetValue(valueBytes), size });
      return;
    }
    // A copy: it may be a view of a large batch.
    const value = valueBytes && decodeGenerationValue(new Uint8Array(valueBytes));
    this.size += put(this.generations, key.groupId, value && { value, size });
  }

  /** Changes of the copy do not show here, nor the other way round. */
  copy(): GroupImage {
    const copy = new GroupImage();
    for (const [groupId, generation] of this.generations) copy.generations.set(groupId, generation);
    for (const [groupId, ofGroup] of this.offsets) {
      const topics = Array.from(ofGroup, ([topic, ofTopic]) => [topic, new Map(ofTopic)] as const);
      copy.offsets.set(groupId, new Map(topics));
    }
    copy.size = this.size;
    return copy;
  }

  /** Of all records that make this image. */
  get sizeBytes(): number {
    return this.size;
  }

  /** Those with a generation, members or not, and those that only have offsets. */
  get groupIds(): ReadonlySet<string> {
    return new Set([...this.generations.keys(), ...this.offsets.keys()]);
  }

  /** Undefined when the group never had members. */
  generation(groupId: string): RecordedGeneration | undefined {
    return this.generations.get(groupId)?.value;
  }

  has(groupId: string): boolean {
    return this.generations.has(groupId) || this.offsets.has(groupId);
  }

  offset(groupId: string, topic: string, partition: number): RecordedOffset | undefined {
    return this.offsets.get(groupId)?.get(topic)?.get(partition)?.value;
  }

  *offsetsOf(groupId: string): Generator<CommittedPosition, void, undefined> {
    for (const topic of this.offsets.get(groupId)?.keys() ?? []) {
      yield* this.offsetsOfTopic(groupId, topic);
    }
  }

  *offsetsOfTopic(groupId: string, topic: string): Generator<CommittedPosition, void, undefined> {
    for (const [partition, { value }] of this.offsets.get(groupId)?.get(topic) ?? []) {
      yield { groupId, topic, partition, ...value };
    }
  }

  hasTopic(groupId: string, topic: string): boolean {
    return this.offsets.get(groupId)?.has(topic) ?? false;
  }

  /** Of every group: for the lag in metrics, and to find offsets of topics that are gone. */
  *allOffsets(): Generator<CommittedPosition, void, undefined> {
    for (const groupId of this.offsets.keys()) yield* this.offsetsOf(groupId);
  }

  private putOffset(
    { groupId, topic, partition }: Omit<OffsetKey, 'kind'>,
    offset: Sized<RecordedOffset> | null,
  ): void {
    const ofGroup = this.offsets.get(groupId) ?? new Map<string, OffsetsOfTopic>();
    const ofTopic = ofGroup.get(topic) ?? new Map<number, Sized<RecordedOffset>>();
    this.size += put(ofTopic, partition, offset);
    keepUnlessEmpty(ofGroup, topic, ofTopic);
    keepUnlessEmpty(this.offsets, groupId, ofGroup);
  }
}

/** The bytes by which the image grew. */
function put<K, T>(things: Map<K, Sized<T>>, key: K, thing: Sized<T> | null): number {
  const before = things.get(key)?.size ?? 0;
  if (thing === null) things.delete(key);
  else things.set(key, thing);
  return (thing?.size ?? 0) - before;
}

function keepUnlessEmpty<K, V extends { readonly size: number }>(
  things: Map<K, V>,
  key: K,
  inner: V,
): void {
  if (inner.size === 0) things.delete(key);
  else if (!things.has(key)) things.set(key, inner);
}
