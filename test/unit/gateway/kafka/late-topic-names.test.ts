// Goal: of a topic that this broker has not heard of yet, no offset is said to be committed, or to be absent.
// Method: a session, with a broker whose metadata arrives when the test says.
import { describe, expect, it } from 'vitest';
import type { OwnReplicas } from '../../../../src/broker/local-api.ts';
import { ERRORS } from '../../../../src/model/errors.ts';
import type {
  ApiName,
  RequestDraft,
  ResponseBody,
} from '../../../../src/protocol/kafka/registry.ts';
import { TOPIC_ID } from '../broker.ts';
import { settle } from '../recording-connection.ts';
import { localBroker, SessionWorld } from './session-world.ts';

const TOPIC = 'orders';

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
