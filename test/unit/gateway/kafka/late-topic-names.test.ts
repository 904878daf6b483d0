// Goal: of a topic that this broker has not heard of yet, no offset is said to be committed, or to be absent.
// Method: a session, with a broker whose metadata arrives when the test says.
import { describe, expect, it } from 'vitest';
import type { TopicDescription } from '../../../../src/broker/api.ts';
import type { OwnReplicas } from '../../../../src/broker/local-api.ts';
import { BrokerError, ERRORS, type ErrorName } from '../../../../src/model/errors.ts';
import type {
  ApiName,
  RequestDraft,
  ResponseBody,
} from '../../../../src/protocol/kafka/registry.ts';
import { TOPIC_ID } from '../broker.ts';
import { settle } from '../recording-connection.ts';
import { localBroker, SessionWorld } from './session-world.ts';

const TOPIC = 'orders';
const COMMITTED = { topic: TOPIC, partition: 0, offset: 7, metadata: '' };
const KNOWN: TopicDescription = { name: TOPIC, topicId: TOPIC_ID, partitions: [] };

async function answerOf<Name extends ApiName>(
  world: SessionWorld,
  name: Name,
  draft: RequestDraft<Name>,
): Promise<ResponseBody<Name>> {
  world.ask(name, 10, draft);
  await settle();
  return world.take<Name>()[0]!.body;
}

describe('a topic id that becomes known while the coordinator works', () => {
  /** The broker, and what its coordinator was asked for. */
  function learning(): { world: SessionWorld; asked: unknown[] } {
    let isKnown = false;
    const asked: unknown[] = [];
    const group = (request: { kind: string; offsets?: unknown; partitions?: unknown }) => {
      asked.push(request.offsets ?? request.partitions);
      isKnown = true;
      return Promise.resolve({ kind: request.kind, partitions: [], offsets: [] });
    };
    const answering = { group: group as OwnReplicas['group'] };
    const topicName = () => (isKnown ? TOPIC : undefined);
    return { world: new SessionWorld(localBroker({ topicName, ...answering }, answering)), asked };
  }

  it('is unknown to OffsetCommit, which committed nothing of it', async () => {
    const { world, asked } = learning();
    const partitions = [{ partitionIndex: 0, committedOffset: 7, committedMetadata: '' }];
    const { topics } = await answerOf(world, 'OffsetCommit', {
      groupId: 'g',
      generationIdOrMemberEpoch: 1,
      memberId: 'm',
      topics: [{ topicId: TOPIC_ID, partitions }],
    });
    expect(asked).toEqual([[]]);
    expect(topics[0]!.partitions[0]!.errorCode).toBe(ERRORS.UNKNOWN_TOPIC_ID.code);
  });

  it('is unknown to OffsetFetch, which did not ask for it', async () => {
    const { world, asked } = learning();
    const topics = [{ topicId: TOPIC_ID, partitionIndexes: [0] }];
    const { groups } = await answerOf(world, 'OffsetFetch', { groups: [{ groupId: 'g', topics }] });
    expect(asked).toEqual([[]]);
    expect(groups[0]!.topics[0]!.partitions[0]!.errorCode).toBe(ERRORS.UNKNOWN_TOPIC_ID.code);
  });
});

describe('all offsets of a group, of whose topic the broker has not heard', () => {
  const unknown = (name: ErrorName): TopicDescription => ({
    name: TOPIC,
    error: { name, message: '' },
    partitions: [],
  });
  const GONE = unknown('UNKNOWN_TOPIC_OR_PARTITION');

  /** What is answered when the topic is described as `first`, and as `then` once the metadata caught up. */
  async function fetched(
    first: TopicDescription,
    then?: TopicDescription | BrokerError,
  ): Promise<{ errorCode: number; offsets: (readonly [string, number])[] }> {
    let described = [first];
    const metadataCaughtUp = (): Promise<void> => {
      if (then instanceof BrokerError) return Promise.reject(then);
      described = then === undefined ? [] : [then];
      return Promise.resolve();
    };
    const group = (() => Promise.resolve({ offsets: [COMMITTED] })) as never;
    const describeTopics = () => Promise.resolve(described);
    const broker = localBroker({ metadataCaughtUp }, { group, describeTopics });
    const { groups } = await answerOf(new SessionWorld(broker), 'OffsetFetch', {
      groups: [{ groupId: 'g', topics: null }],
    });
    const { errorCode, topics } = groups[0]!;
    const offsets = topics.map(
      ({ topicId, partitions }) => [topicId, partitions[0]!.committedOffset] as const,
    );
    return { errorCode, offsets };
  }
  const TOLD = { errorCode: 0, offsets: [[TOPIC_ID, 7]] };
  const AGAIN = { errorCode: ERRORS.COORDINATOR_LOAD_IN_PROGRESS.code, offsets: [] };

  it('come at once when it knows the topic', async () => {
    expect(await fetched(KNOWN, new BrokerError('NETWORK_EXCEPTION'))).toEqual(TOLD);
  });

  it.each([GONE, unknown('LEADER_NOT_AVAILABLE')])(
    'come when its metadata caught up ($error.name before)',
    async (before) => {
      expect(await fetched(before, KNOWN)).toEqual(TOLD);
    },
  );

  it('are without those of a topic that is gone', async () => {
    expect(await fetched(GONE, GONE)).toEqual({ errorCode: 0, offsets: [] });
  });

  it.each([
    ['its metadata cannot catch up', new BrokerError('LEADER_NOT_AVAILABLE')],
    ['the metadata group was out of reach', new BrokerError('NETWORK_EXCEPTION')],
    ['it cannot say what topics there are', unknown('LEADER_NOT_AVAILABLE')],
    ['it does not say', undefined],
  ])('are to be asked for again when %s', async (_, then) => {
    expect(await fetched(GONE, then)).toEqual(AGAIN);
  });
});
