/** OffsetCommit: by a member of the current generation, or by anybody while the group has no members. */
import { BrokerError, type ErrorName } from '../model/errors.ts';
import { topicNameFault } from '../model/topic-partition.ts';
import type { Group } from './group.ts';
import { encodeOffsetKey, encodeOffsetValue, type GroupRecord, utf8Length } from './records.ts';
import type { CommitOffsetsRequest, OffsetToCommit } from './requests.ts';
import { recordBytes, type Turn } from './turn.ts';

const INT32_MAX = 0x7fff_ffff;

export function commitOffsets(turn: Turn, request: CommitOffsetsRequest, token: number): void {
  const group = groupOf(turn, request);
  checkMayCommit(turn, group, request);
  const records: GroupRecord[] = [];
  const partitions = request.offsets.map((committed) => {
    const { topic, partition } = committed;
    const error = faultOf(turn, group, committed);
    if (error !== undefined) return { topic, partition, error };
    records.push(recordOf(turn, group, committed));
    return { topic, partition };
  });
  if (records.reduce((sum, record) => sum + recordBytes(record), 0) > turn.bytesLeft) {
    throw new BrokerError('INVALID_COMMIT_OFFSET_SIZE');
  }
  for (const record of records) turn.write(record);
  group.isExpiryAnnounced = false;
  turn.answer(token, { kind: 'commit-offsets', partitions });
}

function groupOf(turn: Turn, { groupId, generationId }: CommitOffsetsRequest): Group {
  const group = turn.group(groupId);
  if (group !== undefined) return group;
  if (generationId >= 0) throw new BrokerError('ILLEGAL_GENERATION');
  return turn.groupOrNew(groupId);
}

function checkMayCommit(turn: Turn, group: Group, request: CommitOffsetsRequest): void {
  const { generationId, memberId, groupInstanceId } = request;
  // Not merely without members: while an id is awaited, the last ones are still on record.
  if (generationId < 0 && group.phase.kind === 'Empty') return;
  if (generationId < 0 && memberId === '' && groupInstanceId === undefined) {
    throw new BrokerError(
      'UNKNOWN_MEMBER_ID',
      'The group has members, and only they may commit; stop them first.',
    );
  }
  const member = group.memberOfGeneration(request);
  // The member knows the generation, but not what it reads in it.
  if (group.phase.kind === 'CompletingRebalance') throw new BrokerError('REBALANCE_IN_PROGRESS');
  group.renew(member, turn.nowMs);
}

function faultOf(turn: Turn, group: Group, committed: OffsetToCommit): ErrorName | undefined {
  const { topic, partition, offset, metadata } = committed;
  if (topicNameFault(topic) !== undefined) return 'UNKNOWN_TOPIC_OR_PARTITION';
  if (!(partition >= 0 && partition <= INT32_MAX)) return 'UNKNOWN_TOPIC_OR_PARTITION';
  if (!Number.isSafeInteger(offset)) return 'OFFSET_OUT_OF_RANGE';
  const { settings, state } = turn;
  if (utf8Length(metadata) > settings.offsetMetadataBytesMax) return 'OFFSET_METADATA_TOO_LARGE';
  const isNew = state.ahead.offset(group.id, topic, partition) === undefined;
  if (isNew && state.ahead.sizeBytes >= settings.stateBytesMax) return 'POLICY_VIOLATION';
  return undefined;
}

/** A negative offset says that nothing is committed: kafkajs commits its words for "earliest" and "latest". */
function recordOf(turn: Turn, group: Group, committed: OffsetToCommit): GroupRecord {
  const { topic, partition, offset, leaderEpoch, metadata } = committed;
  const key = encodeOffsetKey({ groupId: group.id, topic, partition });
  if (offset < 0) return { key, value: null };
  const value = encodeOffsetValue({
    offset,
    ...(leaderEpoch === undefined ? {} : { leaderEpoch }),
    metadata,
    committedAtMs: turn.nowMs,
  });
  return { key, value };
}
