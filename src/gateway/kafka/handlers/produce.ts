/**
 * Produce, 3 to 13: record batches for partitions that this broker leads, each with an outcome of its own. From 8 on
 * with a sentence, from 10 on with the new leader, from 13 on topics have ids for names. acks=0 has no answer; when
 * something is wrong there the connection ends, so that the client looks for the leaders again.
 */
import type { Acks } from '../../../broker/api.ts';
import { BrokerError } from '../../../model/errors.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import { CLOSE } from '../../ws/limits.ts';
import { Disconnect, type CallContext, type Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';
import { LeaderHints } from '../leader-hints.ts';
import { unknownTopicId } from '../topic-ids.ts';

type TopicData = RequestBody<'Produce'>['topicData'][number];
type TopicOutcome = ResponseDraft<'Produce'>['responses'][number];
type PartitionOutcome = TopicOutcome['partitionResponses'][number];

interface Writing {
  readonly at: CallContext;
  readonly version: number;
  readonly acks: number;
  readonly timeoutMs: number;
  readonly hints: LeaderHints;
}

export const produce: Handler<'Produce'> = async ({ version, body }, at) => {
  const { acks, topicData } = body;
  const timeoutMs = Math.min(Math.max(body.timeoutMs, 0), at.limits.produceTimeoutMsMax);
  const hints = new LeaderHints(at, version >= 10);
  const writing = { at, version, acks, timeoutMs, hints };
  const responses = await Promise.all(topicData.map((topic) => writeTopic(topic, writing)));
  if (acks !== 0) return { responses, nodeEndpoints: hints.endpoints };
  for (const { partitionResponses } of responses) {
    const failed = partitionResponses.find(({ errorCode }) => errorCode !== NO_ERROR);
    if (failed) {
      const reason = `a write with acks=0 failed: ${failed.errorMessage}`;
      throw new Disconnect(reason, CLOSE.tryAgainLater);
    }
  }
  return undefined;
};

async function writeTopic(topic: TopicData, writing: Writing): Promise<TopicOutcome> {
  const { at, version } = writing;
  const name = version >= 13 ? at.broker.own.topicName(topic.topicId) : topic.name;
  const partitionResponses = topic.partitionData.map(({ index, records }) =>
    write({ topic: name, partition: index, records: records ?? NO_BYTES }, writing),
  );
  return {
    name: topic.name,
    topicId: topic.topicId,
    partitionResponses: await Promise.all(partitionResponses),
  };
}

interface Write {
  /** Undefined: its id is not known. */
  readonly topic: string | undefined;
  readonly partition: number;
  readonly records: Uint8Array;
}

async function write(
  { topic, partition, records }: Write,
  { at, acks, timeoutMs, hints }: Writing,
): Promise<PartitionOutcome> {
  try {
    if (topic === undefined) throw unknownTopicId();
    if (!isAcks(acks)) throw new BrokerError('INVALID_REQUIRED_ACKS');
    const receipt = await at.broker.own.produce({
      topic,
      partition,
      acks,
      timeoutMs,
      records: withoutMuchElse(records),
    });
    return {
      index: partition,
      errorCode: NO_ERROR,
      baseOffset: receipt.baseOffset,
      logAppendTimeMs: receipt.logAppendTimeMs,
      logStartOffset: receipt.logStartOffset,
      recordErrors: [],
    };
  } catch (error) {
    const refusal = partitionRefusal(error);
    const currentLeader =
      topic === undefined ? undefined : await hints.of({ topic, partition }, refusal.errorCode);
    return { index: partition, ...refusal, baseOffset: -1, recordErrors: [], currentLeader };
  }
}

const NO_BYTES = new Uint8Array(0);
/** A batch stays in memory for as long as its log has it there. */
const KEPT_SHARE_MIN = 1 / 4;

/** The batch is a view of all that came with it: a small one is not to keep that alive. */
function withoutMuchElse(records: Uint8Array): Uint8Array {
  const isMostOfIt = records.length >= KEPT_SHARE_MIN * records.buffer.byteLength;
  return isMostOfIt ? records : records.slice();
}

function isAcks(acks: number): acks is Acks {
  return acks === -1 || acks === 0 || acks === 1;
}
