import { BrokerError, type ErrorName } from '../model/errors.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type { Group } from './group.ts';
import type { DeleteOffsetsRequest } from './requests.ts';
import { topicsOf } from './subscription.ts';
import type { Turn } from './turn.ts';

/** OffsetDelete (KIP-496): committed offsets of topics that no member reads. */
export function deleteOffsets(turn: Turn, request: DeleteOffsetsRequest, token: number): void {
  const { groupId } = request;
  const group = turn.group(groupId);
  if (group === undefined) throw new BrokerError('GROUP_ID_NOT_FOUND');
  if (group.size > 0 && group.protocolType !== 'consumer') throw new BrokerError('NON_EMPTY_GROUP');
  const subscribed = subscribedTopics(group);
  const partitions = request.partitions.map(({ topic, partition }) => {
    const error = deleteOffset(turn, { groupId, topic, partition }, subscribed);
    return error === undefined ? { topic, partition } : { topic, partition, error };
  });
  turn.answer(token, { kind: 'delete-offsets', partitions });
}

function deleteOffset(
  turn: Turn,
  key: TopicPartition & { readonly groupId: string },
  subscribed: ReadonlySet<string> | 'unknown',
): ErrorName | undefined {
  if (subscribed === 'unknown' || subscribed.has(key.topic)) return 'GROUP_SUBSCRIBED_TO_TOPIC';
  if (turn.state.ahead.offset(key.groupId, key.topic, key.partition) === undefined) {
    return undefined;
  }
  if (turn.isHalfFull) return 'POLICY_VIOLATION';
  turn.removeOffset(key);
  return undefined;
}

/** By any protocol of any member: an offset that may be in use stays. */
function subscribedTopics(group: Group): ReadonlySet<string> | 'unknown' {
  const all = new Set<string>();
  for (const { metadata } of group.members.flatMap((member) => member.protocols)) {
    const topics = topicsOf(metadata);
    if (topics === undefined) return 'unknown';
    for (const topic of topics) all.add(topic);
  }
  return all;
}
