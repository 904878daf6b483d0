import { BrokerError } from '../model/errors.ts';
import type { GroupImage } from './image.ts';
import type { CommittedOffset, GroupRequestOf, GroupResponseOf } from './requests.ts';
import { checkGroupId } from './validate.ts';

/**
 * From what is committed, on the leader, once it has confirmed that it still leads and has replayed everything before its
 * term: a commit that is decided but not committed does not show.
 */
export function fetchOffsets(
  image: GroupImage,
  request: GroupRequestOf<'fetch-offsets'>,
): GroupResponseOf<'fetch-offsets'> {
  const { groupId, partitions } = request;
  checkGroupId(groupId);
  checkMember(image, request);
  if (partitions === undefined) {
    return { kind: 'fetch-offsets', offsets: Array.from(image.offsetsOf(groupId), shown) };
  }
  const offsets = partitions.map(({ topic, partition }): CommittedOffset => {
    const recorded = image.offset(groupId, topic, partition);
    if (recorded === undefined) return { topic, partition, offset: undefined, metadata: '' };
    return shown({ topic, partition, ...recorded });
  });
  return { kind: 'fetch-offsets', offsets };
}

function shown(committed: CommittedOffset): CommittedOffset {
  const { topic, partition, offset, leaderEpoch, metadata } = committed;
  const position = { topic, partition, offset, metadata };
  return leaderEpoch === undefined ? position : { ...position, leaderEpoch };
}

/** A generation is in the image before any member hears of it, so the image is enough to know a stale member. */
function checkMember(image: GroupImage, request: GroupRequestOf<'fetch-offsets'>): void {
  const { groupId, memberId, generationId } = request;
  if (!memberId) return;
  const generation = image.generation(groupId);
  if (!generation?.members.some((member) => member.memberId === memberId)) {
    throw new BrokerError('UNKNOWN_MEMBER_ID');
  }
  if (generationId !== undefined && generationId !== generation.generationId) {
    throw new BrokerError('ILLEGAL_GENERATION');
  }
}
