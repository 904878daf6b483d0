// Goal: consumer groups hold what they promise whichever broker is asked, over restarts and deletions.
// Method: whole simulated brokers; every test is one script in virtual time.
import { describe, expect, test } from 'vitest';
import { nodeId } from '../../src/model/ids.ts';
import { hostOf, SimCluster } from '../../src/sim/cluster.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import { settle } from '../support/settle.ts';
import { GROUPS_TOPIC, partitionOfGroup } from '../../src/broker/group-topic.ts';
import {
  commitOf,
  committedOffset,
  errorOf,
  joinAndSync,
  joinRequest,
  persistently,
} from '../support/group-member.ts';
import {
  GROUP,
  groupsPartition,
  groupsReplica,
  identityOf,
  TOPIC,
  withCoordinator,
} from '../support/group-world.ts';
import { batchOf, inWorld, leaderOf, pause, readAll } from '../support/sim-broker.ts';

const SMALL_SNAPSHOTS = {
  settings: { 'offsets.topic.segment.bytes': 1024 },
  limits: { host: { snapshotEveryBytes: 2000 } },
};

test('the partition of a group is the one that Kafka chooses', () => {
  // Of Java: "".hashCode() 0, "a" 97, "console-consumer-1" and so on; the last has the least integer for a hash code.
  expect(partitionOfGroup('', 50)).toBe(0);
  expect(partitionOfGroup('a', 50)).toBe(97 % 50);
  expect(partitionOfGroup('ab', 50)).toBe((31 * 97 + 98) % 50);
  expect(partitionOfGroup('polygenelubricants', 50)).toBe(0);
});

describe('any broker takes any request', () => {
  test('two members share a group through brokers that do not coordinate it', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const coordinator = await withCoordinator({ simulation, cluster });
      const others = cluster.ids.filter((id) => id !== coordinator);
      const joined = await Promise.all(others.map((id) => joinAndSync(cluster.broker(id), GROUP)));
      const generations = joined.map(({ generationId }) => generationId);
      expect(new Set(generations).size).toBe(1);
      expect(joined.filter(({ isLeader }) => isLeader)).toHaveLength(1);
      expect(joined.map(({ assignment }) => assignment).toSorted()).toEqual(['part 0', 'part 1']);

      const [one] = joined;
      const { memberId, generationId } = one!;
      const identity = { groupId: GROUP, memberId, generationId };
      await cluster.broker(others[1]!).group({ kind: 'heartbeat', ...identity });
      const committed = await cluster
        .broker(others[0]!)
        .group({ ...commitOf(GROUP, TOPIC, 17), ...identity });
      expect(committed.partitions).toEqual([{ topic: TOPIC, partition: 0 }]);
      for (const id of cluster.ids) {
        expect(await committedOffset(cluster.broker(id), GROUP, TOPIC)).toBe(17);
        expect(await committedOffset(cluster.broker(id), GROUP, TOPIC, 1)).toBeUndefined();
        const { groups } = await cluster.broker(id).group({ kind: 'list' });
        expect(groups).toEqual([{ groupId: GROUP, protocolType: 'consumer', state: 'Stable' }]);
        const described = await cluster
          .broker(id)
          .group({ kind: 'describe', groupIds: [GROUP, 'nobody'] });
        expect(described.groups[0]).toMatchObject({ state: 'Stable', generationId });
        expect(described.groups[0]!.members).toHaveLength(2);
        expect(described.groups[1]).toMatchObject({
          groupId: 'nobody',
          state: 'Dead',
          members: [],
        });
      }
    });
  });

  test('a commit to a topic that does not exist is refused, partition by partition', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      await withCoordinator(world);
      const { cluster } = world;
      const [known] = commitOf(GROUP, TOPIC, 5).offsets;
      const [unknown] = commitOf(GROUP, 'nowhere', 6).offsets;
      const [tooFar] = commitOf(GROUP, TOPIC, 7, 4).offsets;
      const { partitions } = await cluster
        .broker(2)
        .group({ ...commitOf(GROUP, TOPIC, 0), offsets: [unknown, known, tooFar] });
      expect(partitions.map(({ error }) => error)).toEqual([
        'UNKNOWN_TOPIC_OR_PARTITION',
        undefined,
        'UNKNOWN_TOPIC_OR_PARTITION',
      ]);
      expect(await committedOffset(cluster.broker(1), GROUP, TOPIC)).toBe(5);
      expect(await committedOffset(cluster.broker(1), GROUP, 'nowhere')).toBeUndefined();
    });
  });
});

describe('the topic of the groups', () => {
  test('is made once, by whoever comes first, on all brokers', async () => {
    await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
      const asked = cluster.ids.flatMap((id) => ['a', 'b', 'c'].map((group) => ({ id, group })));
      const found = await Promise.all(
        asked.map(async ({ id, group }) => ({
          group,
          coordinator: (await cluster.broker(id).findCoordinator(group)).nodeId,
        })),
      );
      for (const { group, coordinator } of found) {
        expect(coordinator).toBe(found.find((other) => other.group === group)!.coordinator);
      }
      await pause(simulation, 500);
      const [topic] = await cluster.broker(2).describeTopics([GROUPS_TOPIC]);
      expect(topic!.partitions).toHaveLength(6);
      for (const { inSyncReplicas } of topic!.partitions) expect(inSyncReplicas).toEqual([1, 2, 3]);
      const leaders = topic!.partitions.map(({ leader }) => leader);
      for (const id of cluster.ids) expect(leaders.filter((one) => one === id)).toHaveLength(2);
    });
  });

  test('is not made by those who only look', async () => {
    await inWorld({ brokers: 3 }, async ({ cluster }) => {
      for (const id of cluster.ids) {
        expect((await cluster.broker(id).group({ kind: 'list' })).groups).toEqual([]);
        const { groups } = await cluster.broker(id).group({ kind: 'describe', groupIds: [GROUP] });
        expect(groups).toMatchObject([{ groupId: GROUP, state: 'Dead' }]);
        const deleted = await cluster.broker(id).group({ kind: 'delete', groupIds: [GROUP] });
        expect(deleted.groups).toEqual([{ groupId: GROUP, error: 'GROUP_ID_NOT_FOUND' }]);
      }
      const topics = await cluster.broker(1).describeTopics();
      expect(topics.map(({ name }) => name)).toEqual([]);
    });
  });

  test('waits for the brokers that are still to come, so that it has their replicas for good', async () => {
    const simulation = new Simulation({ seed: 1, settle });
    const cluster = new SimCluster(simulation, { brokers: 3 });
    const script = async (): Promise<void> => {
      await Promise.all([cluster.startBroker(1), cluster.startBroker(2)]);
      while (cluster.nodes.some((node) => node.readiness().length > 0)) await pause(simulation, 20);
      await expect(cluster.broker(1).findCoordinator(GROUP)).rejects.toThrow(
        '__consumer_offsets is made when 3 brokers are registered, 2 are; start the others.',
      );
      expect(await errorOf(cluster.broker(2).findCoordinator(GROUP))).toBe(
        'COORDINATOR_NOT_AVAILABLE',
      );
      await cluster.startBroker(3);
      await pause(simulation, 2000);
      const found = await cluster.broker(2).findCoordinator(GROUP);
      expect(cluster.ids).toContain(found.nodeId);
    };
    await simulation.run(script(), 60_000);
  });

  test('is read by clients, but not written, grown, deleted or made', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { cluster } = world;
      await withCoordinator(world);
      const broker = cluster.broker(2);
      await broker.group(commitOf(GROUP, TOPIC, 5));
      const { partition } = groupsPartition();
      const write = { acks: -1, records: batchOf('x'), timeoutMs: 1000 } as const;
      expect(await errorOf(broker.produce({ topic: GROUPS_TOPIC, partition, ...write }))).toBe(
        'INVALID_TOPIC_EXCEPTION',
      );
      expect(await errorOf(broker.deleteTopic(GROUPS_TOPIC))).toBe('INVALID_TOPIC_EXCEPTION');
      expect(await errorOf(broker.addPartitions(GROUPS_TOPIC, 9))).toBe('INVALID_TOPIC_EXCEPTION');
      expect(await errorOf(broker.createTopic({ name: '__others' }))).toBe(
        'INVALID_TOPIC_EXCEPTION',
      );
      expect(await readAll(broker, GROUPS_TOPIC, partition)).toHaveLength(1);
      expect((await broker.describePartition(groupsPartition())).replicas).toHaveLength(3);
    });
  });
});

describe('what was committed stays', () => {
  test('through snapshots and a power cut of every broker', async () => {
    await inWorld({ brokers: 3, ...SMALL_SNAPSHOTS }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      await withCoordinator(world);
      const member = await joinAndSync(cluster.broker(1), GROUP);
      for (let offset = 1; offset <= 100; offset += 1) {
        const identity = identityOf(member);
        await cluster.broker(1).group({ ...commitOf(GROUP, TOPIC, offset), ...identity });
      }
      await wait(500);
      for (const id of cluster.ids) {
        const base = groupsReplica(world, id).log.base.position;
        expect(base.nextOffset).toBeGreaterThan(50);
      }
      for (const id of cluster.ids) cluster.kill(id, 'power');
      await Promise.all(cluster.ids.map((id) => cluster.startBroker(id)));
      const offset = () => committedOffset(cluster.broker(2), GROUP, TOPIC);
      expect(await persistently(offset, wait)).toBe(100);
      const { groups } = await cluster.broker(3).group({ kind: 'describe', groupIds: [GROUP] });
      expect(groups[0]).toMatchObject({ state: 'Stable', generationId: member.generationId });
    });
  });

  test('on a broker that was away so long that it got a snapshot, and then coordinates', async () => {
    await inWorld({ brokers: 3, ...SMALL_SNAPSHOTS }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = await withCoordinator(world);
      const [away, stays] = cluster.ids.filter((id) => id !== coordinator);
      await cluster.broker(stays!).group(commitOf(GROUP, TOPIC, 1));
      cluster.kill(away!, 'power');
      for (let offset = 2; offset <= 150; offset += 1) {
        const commit = () => cluster.broker(stays!).group(commitOf(GROUP, TOPIC, offset));
        await persistently(commit, wait);
      }
      await cluster.startBroker(away!);
      await wait(2000);
      expect(groupsReplica(world, away!).log.base.position.nextOffset).toBeGreaterThan(50);
      await cluster.broker(stays!).transferLeadership(groupsPartition(), nodeId(away!));
      cluster.kill(coordinator);
      const offset = () => committedOffset(cluster.broker(stays!), GROUP, TOPIC);
      expect(await persistently(offset, wait)).toBe(150);
      expect(
        await leaderOf(cluster.broker(stays!), GROUPS_TOPIC, groupsPartition().partition),
      ).toBe(away);
    });
  });

  test('when the wall clock of the coordinator jumps: no session ends for it', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const coordinator = await withCoordinator(world);
      const member = await joinAndSync(cluster.broker(1), GROUP);
      const heartbeat = { kind: 'heartbeat', groupId: GROUP, ...identityOf(member) } as const;
      for (const jumpMs of [3_600_000, -7_200_000]) {
        simulation.skewOf(hostOf(coordinator)).wallMs += jumpMs;
        await pause(simulation, 4000);
        await cluster.broker(1).group(heartbeat);
      }
      // And one that says nothing is out all the same.
      await pause(simulation, 11_000);
      expect(await errorOf(cluster.broker(1).group(heartbeat))).toBe('UNKNOWN_MEMBER_ID');
    });
  });
});

describe('a topic that is deleted', () => {
  test('takes the offsets that groups have in it along, and only those', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      await withCoordinator(world);
      const broker = cluster.broker(2);
      const shape = { name: 'other', partitionCount: 1, replicationFactor: 3 };
      await broker.createTopic(shape);
      await pause(simulation, 500);
      const groups = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      for (const group of groups) {
        await broker.group(commitOf(group, TOPIC, 5));
        await broker.group(commitOf(group, 'other', 6));
      }
      await broker.deleteTopic('other');
      await broker.createTopic(shape);
      await pause(simulation, 500);
      for (const group of groups) {
        expect(await committedOffset(broker, group, TOPIC)).toBe(5);
        expect(await committedOffset(broker, group, 'other')).toBeUndefined();
      }
    });
  });

  test('while no coordinator looked: the next one finds out', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = await withCoordinator(world);
      const others = cluster.ids.filter((id) => id !== coordinator);
      const broker = cluster.broker(others[0]!);
      await broker.group(commitOf(GROUP, TOPIC, 5));
      await broker.group(commitOf(GROUP, TOPIC, 6, 1));
      cluster.kill(coordinator);
      // Before anybody is elected in its place.
      await persistently(() => broker.deleteTopic(TOPIC), wait);
      const offset = () => committedOffset(broker, GROUP, TOPIC);
      await persistently(offset, wait);
      await wait(2000);
      expect(await persistently(offset, wait)).toBeUndefined();
      const { offsets } = await broker.group({ kind: 'fetch-offsets', groupId: GROUP });
      expect(offsets).toEqual([]);
    });
  });
});

test('one who goes away while it waits is forgotten', async () => {
  await inWorld({ brokers: 3 }, async (world) => {
    const { simulation, cluster } = world;
    const coordinator = await withCoordinator(world);
    const broker = cluster.broker(coordinator);
    const first = await joinAndSync(broker, GROUP);
    const gone = new AbortController();
    const { memberId } = await broker.group(joinRequest(GROUP, ''));
    const waiting = errorOf(broker.group(joinRequest(GROUP, memberId), { signal: gone.signal }));
    await pause(simulation, 100);
    gone.abort();
    expect(await waiting).toBe('NETWORK_EXCEPTION');
    expect(first.isLeader).toBe(true);
  });
});
