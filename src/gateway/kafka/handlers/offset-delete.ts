/** OffsetDelete, 0, at any broker: forgets what a group has committed for partitions that none of its members reads. */
import type { PartitionOutcome } from '../../../group/requests.ts';
import { byPartition } from '../by-partition.ts';
import type { Handler } from '../call.ts';
import { groupErrorCode, groupRefusal, NO_ERROR } from '../error-codes.ts';
import { PATIENT } from '../group-members.ts';

export const offsetDelete: Handler<'OffsetDelete'> = async ({ body }, { broker }) => {
  const { groupId, topics } = body;
  const asked = topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partitionIndex }) => ({ topic: name, partition: partitionIndex })),
  );
  try {
    const deleted = await broker.group(
      { kind: 'delete-offsets', groupId, partitions: asked },
      PATIENT,
    );
    const outcomeOf = byPartition<PartitionOutcome>(deleted.partitions);
    return {
      errorCode: NO_ERROR,
      topics: topics.map(({ name, partitions }) => ({
        name,
        partitions: partitions.map(({ partitionIndex }) => ({
          partitionIndex,
          errorCode: groupErrorCode(outcomeOf(name, partitionIndex)?.error),
        })),
      })),
    };
  } catch (error) {
    return { errorCode: groupRefusal(error).errorCode, topics: [] };
  }
};
