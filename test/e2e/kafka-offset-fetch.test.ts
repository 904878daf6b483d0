// Goal: who asks for all that a group has committed is told which topics those are, by name or by id. Method: one broker, and a
// client that says the same in each version with groups.
import { expect, it } from 'vitest';
import { startCluster } from '../../src/testing/index.ts';
import { KafkaClient } from '../support/kafka-client.ts';

const TOPIC = 't';

it('OffsetFetch of all topics names them, by id from version 10 on', async () => {
  await using cluster = await startCluster({ brokers: 1, topics: { [TOPIC]: 1 } });
  await using client = await KafkaClient.connect(cluster.kafkaAddresses[0]!);
  const described = await client.ask('Metadata', 12, { topics: [{ name: TOPIC }] });
  const { topicId } = described.topics[0]!;
  const groupId = 'all-topics';
  await client.ask('FindCoordinator', 0, { key: groupId });
  const partitions = [{ partitionIndex: 0, committedOffset: 7, committedMetadata: '' }];
  const topics = [{ name: TOPIC, partitions }];
  const nobody = { generationIdOrMemberEpoch: -1, memberId: '' };
  const committed = await client.ask('OffsetCommit', 8, { groupId, ...nobody, topics });
  expect(committed.topics[0]!.partitions[0]!.errorCode).toBe(0);
  for (let version = 8; version <= 10; version += 1) {
    const { groups } = await client.ask('OffsetFetch', version, {
      groups: [{ groupId, topics: null }],
    });
    const [topic] = groups[0]!.topics;
    expect(topic!.partitions[0]!.committedOffset).toBe(7);
    if (version < 10) expect(topic!.name).toBe(TOPIC);
    else expect(topic!.topicId).toBe(topicId);
  }
});
