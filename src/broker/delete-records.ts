/**
 * Kafka's DeleteRecords: the leader moves the start of the log on every replica that is there, itself first. A replica that is
 * away is told when it comes back (deletion-spread.ts); as in Kafka, nobody waits for it.
 */
import { BrokerError } from '../model/errors.ts';
import { offset, type NodeId, type Offset } from '../model/ids.ts';
import { showTopicPartition } from '../model/topic-partition.ts';
import type { Replica } from '../partition/replica.ts';
import { highWatermark } from '../partition/vocabulary.ts';
import type { DeleteRecordsRequest } from './local-api.ts';

/** A follower hears with the next heartbeat how far the log is committed. */
const COMMIT_MS_MAX = 2000;

/** On whichever replica: where its log starts by then. */
export async function deleteRecordsOf(replica: Replica, before: Offset): Promise<Offset> {
  if (before > replica.highWatermark) {
    await replica.waiters.wait(offset(before - 1), COMMIT_MS_MAX);
  }
  await replica.producers?.deleteBefore(before, replica.commitIndex);
  return replica.log.logStartOffset;
}

/** On the leader. Gives the lowest start of all replicas that are there. */
export async function deleteRecords(
  leader: Replica,
  request: DeleteRecordsRequest,
  others: readonly NodeId[],
  askOther: (nodeId: NodeId, before: Offset) => Promise<Offset>,
): Promise<Offset> {
  const end = highWatermark(await leader.confirmLeadership());
  const before = request.beforeOffset ?? end;
  if (before < 0 || before > end) {
    throw new BrokerError(
      'OFFSET_OUT_OF_RANGE',
      `${showTopicPartition(request)} can be deleted up to ${end}, not ${before}.`,
    );
  }
  const wanted = offset(before);
  const starts = [
    await deleteRecordsOf(leader, wanted),
    ...(await Promise.all(others.map((nodeId) => askOther(nodeId, wanted)))),
  ];
  const lowest = starts.reduce((least, start) => (start < least ? start : least));
  if (lowest >= wanted) return lowest;
  throw new BrokerError(
    'REQUEST_TIMED_OUT',
    `Not every replica of ${showTopicPartition(request)} has deleted its records yet; ask again.`,
  );
}
