/**
 * Which partition a record goes to. Both partitioners: the one that the message names, else by the hash of its key, else
 * one after the other over the partitions that have a leader, from a random start. They differ in the hash alone.
 */
import { murmur2 } from '../../record/murmur2.ts';
import type { Random } from '../../platform/random.ts';
import type {
  ICustomPartitioner,
  Message,
  PartitionerArgs,
  PartitionMetadata,
} from '../types/producer.ts';
import { encodeText } from './encode-message.ts';
import { legacyMurmur2 } from './legacy-murmur2.ts';

/** Takes messages as the application gave them. */
export type Partitioner = (
  args: Omit<PartitionerArgs, 'message'> & { readonly message: Message },
) => number;

const POSITIVE_MASK = 0x7fff_ffff;
/** Topics whose turn is remembered; one that was forgotten begins at a random place again. */
const TOPICS_MAX = 10_000;

/** Java's hash: a key lands where Java, librdkafka with murmur2 and kafkajs 2 put it. */
export function defaultPartitioner(random: Random): Partitioner {
  return partitionerOf(murmur2, random);
}

/** For topics that were written by kafkajs before 2.0. */
function legacyPartitioner(random: Random): Partitioner {
  return partitionerOf(legacyMurmur2, random);
}

/** kafkajs's `Partitioners`. */
export function createPartitioners(random: Random): {
  DefaultPartitioner: ICustomPartitioner;
  LegacyPartitioner: ICustomPartitioner;
  JavaCompatiblePartitioner: ICustomPartitioner;
} {
  const DefaultPartitioner = (): Partitioner => defaultPartitioner(random);
  const LegacyPartitioner = (): Partitioner => legacyPartitioner(random);
  return { DefaultPartitioner, LegacyPartitioner, JavaCompatiblePartitioner: DefaultPartitioner };
}

function partitionerOf(hash: (key: Uint8Array) => number, random: Random): Partitioner {
  const turns = new Map<string, number>();

  const nextTurn = (topic: string): number => {
    const turn = (turns.get(topic) ?? random.uint32()) + 1;
    turns.delete(topic);
    turns.set(topic, turn);
    if (turns.size > TOPICS_MAX) turns.delete(turns.keys().next().value!);
    return turn & POSITIVE_MASK;
  };

  return ({ topic, partitionMetadata, message }) => {
    const named = namedPartition(message);
    if (named !== undefined) return named;
    const { key } = message;
    if (key !== null && key !== undefined) {
      return (hash(encodeText(key)) & POSITIVE_MASK) % partitionMetadata.length;
    }
    const turn = nextTurn(topic);
    const available = partitionMetadata.filter(({ leader }) => leader >= 0);
    const choice: PartitionMetadata[] = available.length > 0 ? available : partitionMetadata;
    return choice[turn % choice.length]!.partitionId;
  };
}

function namedPartition({ partition }: Message): number | undefined {
  return partition ?? undefined;
}
