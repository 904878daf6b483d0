/** DeleteRecords, 0 to 2: of partitions that this broker leads, what lies before an offset; -1 stands for all of it. */
import type { TopicPartition } from '../../../model/topic-partition.ts';
import type { ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { CallContext, Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';

type Deleted = ResponseDraft<'DeleteRecords'>['topics'][number]['partitions'][number];

const ALL = -1;

export const deleteRecords: Handler<'DeleteRecords'> = async ({ body }, at) => {
  const topics = body.topics.map(async ({ name, partitions }) => ({
    name,
    partitions: await Promise.all(
      partitions.map(({ partitionIndex, offset }) =>
        remove({ topic: name, partition: partitionIndex }, offset, at),
      ),
    ),
  }));
  return { topics: await Promise.all(topics) };
};

async function remove(
  tp: TopicPartition,
  before: number,
  { broker }: CallContext,
): Promise<Deleted> {
  const partitionIndex = tp.partition;
  try {
    const beforeOffset = before === ALL ? undefined : before;
    const lowWatermark = await broker.own.deleteRecords({ ...tp, beforeOffset });
    return { partitionIndex, lowWatermark, errorCode: NO_ERROR };
  } catch (error) {
    return { partitionIndex, lowWatermark: -1, errorCode: partitionRefusal(error).errorCode };
  }
}
