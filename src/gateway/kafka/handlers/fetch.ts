/**
 * Fetch, 4 to 18: committed records of partitions that this broker leads; waits until there are `minBytes` over all of
 * them or one cannot be read. The first batch comes whatever its size.
 *
 * Every answer says session 0: no sessions are kept (KIP-227 allows it), so each request names its partitions. From
 * 12 on a reader hears where its log and ours part, and who leads; from 13 on topics have ids for names.
 */
import type { PartitionRead, ReadOutcome } from '../../../broker/local-api.ts';
import { BrokerError, ERRORS } from '../../../model/errors.ts';
import type { TopicPartition } from '../../../model/topic-partition.ts';
import type { RequestBody, ResponseDraft } from '../../../protocol/kafka/registry.ts';
import type { CallContext, Handler } from '../call.ts';
import { NO_ERROR, partitionRefusal } from '../error-codes.ts';
import { LeaderHints } from '../leader-hints.ts';
import { unknownTopicId } from '../topic-ids.ts';

type Body = RequestBody<'Fetch'>;
type Topic = Body['topics'][number];
type PartitionDraft = ResponseDraft<'Fetch'>['responses'][number]['partitions'][number];

/** Session epochs: 0 asks for a session, -1 is without one; whatever is above goes on with one. */
const FIRST_EPOCH = 0;
const READ_COMMITTED = 1;

export const fetch: Handler<'Fetch'> = async ({ version, body }, at) => {
  if (body.sessionId !== 0 && body.sessionEpoch > FIRST_EPOCH) {
    return { errorCode: ERRORS.FETCH_SESSION_ID_NOT_FOUND.code, responses: [] };
  }
  const names = body.topics.map((topic) =>
    version >= 13 ? at.broker.own.topicName(topic.topicId) : topic.topic,
  );
  const outcomes = await readAll(body, names, at);
  const hints = new LeaderHints(at, version >= 12);
  const responses = body.topics.map(async (topic, index) => {
    const name = names[index];
    const partitions = topic.partitions.map(({ partition }) =>
      draftOf(outcomes.next().value, { topic: name, partition, hints, body }),
    );
    return {
      topic: topic.topic,
      topicId: topic.topicId,
      partitions: await Promise.all(partitions),
    };
  });
  return { responses: await Promise.all(responses), nodeEndpoints: hints.endpoints };
};

/** In the order of the request. */
async function readAll(
  body: Body,
  names: readonly (string | undefined)[],
  at: CallContext,
): Promise<IterableIterator<ReadOutcome>> {
  const reads = body.topics.map((topic, index) => readsOf(topic, names[index]));
  const partitions = reads.flatMap((some) => some ?? []);
  const { client, limits } = at;
  client.fetches += 1;
  const outcomes = await at.broker.own.read({
    partitions,
    bytesMin: body.minBytes,
    bytesMax: at.fetchShare(Math.max(body.maxBytes, 0)),
    // An id that is not known is an answer as well.
    waitMsMax: reads.includes(undefined) ? 0 : Math.min(body.maxWaitMs, limits.waitMsMax),
    first: client.fetches % Math.max(partitions.length, 1),
    signal: at.leaving,
  });
  const known = outcomes.values();
  return body.topics
    .flatMap(({ partitions: asked }, index) =>
      asked.map(() => (reads[index] === undefined ? unknownTopicId() : known.next().value!)),
    )
    .values();
}

function readsOf({ partitions }: Topic, topic: string | undefined): PartitionRead[] | undefined {
  if (topic === undefined) return undefined;
  return partitions.map((wanted) => ({
    topic,
    partition: wanted.partition,
    offset: wanted.fetchOffset,
    bytesMax: wanted.partitionMaxBytes,
    ...(wanted.currentLeaderEpoch < 0 ? {} : { currentLeaderEpoch: wanted.currentLeaderEpoch }),
    ...(wanted.lastFetchedEpoch < 0 ? {} : { lastFetchedEpoch: wanted.lastFetchedEpoch }),
  }));
}

interface Asked extends Omit<TopicPartition, 'topic'> {
  readonly topic: string | undefined;
  readonly hints: LeaderHints;
  readonly body: Body;
}

async function draftOf(
  outcome: ReadOutcome,
  { topic, partition, hints, body }: Asked,
): Promise<PartitionDraft> {
  // No transaction is ever aborted, and a reader that asks for that is told so.
  const abortedTransactions = body.isolationLevel === READ_COMMITTED ? [] : null;
  const nothing = { partitionIndex: partition, highWatermark: -1, records: NO_BYTES };
  if (outcome instanceof BrokerError) {
    const { errorCode } = partitionRefusal(outcome);
    const currentLeader =
      topic === undefined ? undefined : await hints.of({ topic, partition }, errorCode);
    return { ...nothing, errorCode, abortedTransactions, currentLeader };
  }
  if ('divergingEpoch' in outcome) {
    const { divergingEpoch: epoch, endOffset } = outcome;
    const divergingEpoch = { epoch, endOffset };
    return { ...nothing, errorCode: NO_ERROR, abortedTransactions, divergingEpoch };
  }
  return {
    partitionIndex: partition,
    errorCode: NO_ERROR,
    highWatermark: outcome.highWatermark,
    lastStableOffset: outcome.highWatermark,
    logStartOffset: outcome.logStartOffset,
    abortedTransactions,
    records: outcome.batches,
  };
}

/** Not null: what clients expect where nothing is. */
const NO_BYTES = new Uint8Array(0);
