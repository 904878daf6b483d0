/** A consumer group as /v1/groups/<id> shows it: its members, and how far behind each of its partitions is. */
import type { BrokerApi } from '../../broker/api.ts';
import type { CommittedOffset } from '../../group/requests.ts';
import { BrokerError } from '../../model/errors.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';

/** Each asks the leader of its partition. */
const ASKED_AT_ONCE = 32;
/** Beyond it committed offsets are shown without lag. */
const ENDS_MAX = 2000;

export async function showGroup(broker: BrokerApi, groupId: string): Promise<object> {
  const { groups } = await broker.group({ kind: 'describe', groupIds: [groupId] });
  const [group] = groups;
  if (group?.error !== undefined) throw new BrokerError(group.error);
  if (group === undefined || group.state === 'Dead') {
    throw new BrokerError('GROUP_ID_NOT_FOUND', 'There is no group with this id; see /v1/groups.');
  }
  const { offsets } = await broker.group({ kind: 'fetch-offsets', groupId });
  const partitions = await withLag(broker, offsets);
  const lags = partitions.flatMap(({ lag }) => lag ?? []);
  const { state, generationId, protocolType, protocolName } = group;
  // Subscriptions and assignments are in the words of the members' protocol, so they are left out.
  const members = group.members.map(({ memberId, groupInstanceId, clientId, clientHost }) => {
    return { memberId, groupInstanceId: groupInstanceId ?? null, clientId, clientHost };
  });
  return {
    ...{ groupId, state, generationId, protocolType, protocolName, members },
    lag: lags.length === partitions.length ? lags.reduce((sum, lag) => sum + lag, 0) : null,
    partitions,
  };
}

interface PartitionLag extends CommittedOffset {
  readonly highWatermark: number | null;
  readonly lag: number | null;
}

async function withLag(
  broker: BrokerApi,
  offsets: readonly CommittedOffset[],
): Promise<PartitionLag[]> {
  const shown: PartitionLag[] = [];
  for (let at = 0; at < offsets.length; at += ASKED_AT_ONCE) {
    const some = offsets.slice(at, at + ASKED_AT_ONCE);
    const asked = at < ENDS_MAX ? some : [];
    const ends = await Promise.all(asked.map((tp) => endOf(broker, tp)));
    for (const [index, committed] of some.entries()) {
      const highWatermark = ends[index] ?? null;
      const { offset } = committed;
      const isKnown = highWatermark !== null && offset !== undefined;
      const lag = isKnown ? Math.max(0, highWatermark - offset) : null;
      shown.push({ ...committed, highWatermark, lag });
    }
  }
  return shown;
}

/** Null: its leader cannot say at the moment. */
async function endOf(broker: BrokerApi, tp: TopicPartition): Promise<number | null> {
  const { topic, partition } = tp;
  try {
    const latest = await broker.listOffsets({ topic, partition, at: { kind: 'latest' } });
    return latest.offset ?? null;
  } catch (error) {
    if (error instanceof BrokerError) return null;
    throw error;
  }
}
