// Goal: when coordinators move, die, are cut off or cannot write, nobody is told what is not so, and everybody can go on.
// Method: whole simulated brokers; every test is one script in virtual time.
import { describe, expect, test } from 'vitest';
import { BrokerError } from '../../src/model/errors.ts';
import { nodeId } from '../../src/model/ids.ts';
import { hostOf } from '../../src/sim/cluster.ts';
import {
  commitOf,
  committedOffset,
  errorOf,
  joinAndSync,
  joinRequest,
  persistently,
  sync,
} from '../support/group-member.ts';
import {
  GROUP,
  groupsPartition,
  groupsReplica,
  identityOf,
  siblingOf,
  TOPIC,
  withCoordinator,
} from '../support/group-world.ts';
import { inWorld, pause, type World } from '../support/sim-broker.ts';

/** Members that come at once share their first generation. */
const SLOW_START = { 'group.initial.rebalance.delay.ms': 300 };

describe('when the coordinator moves', () => {
  test('it is killed while one joins, one syncs and one commits: all of them come to an end elsewhere', async () => {
    await inWorld({ brokers: 3, settings: SLOW_START }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = await withCoordinator(world);
      const [a, b] = cluster.ids.filter((id) => id !== coordinator).map((id) => cluster.broker(id));
      const first = await joinAndSync(a!, GROUP);
      await a!.group({ ...commitOf(GROUP, TOPIC, 41), ...identityOf(first) });
      // A second member joins, so the first must come back; it does not, so this one waits.
      const waiting = errorOf(joinAndSync(b!, GROUP));
      const committing = errorOf(b!.group(commitOf('another', TOPIC, 3, 1)));
      await wait(3);
      cluster.kill(coordinator, 'power');
      expect(['NETWORK_EXCEPTION', 'NOT_COORDINATOR']).toContain(await waiting);
      await committing;

      expect(await persistently(() => committedOffset(a!, GROUP, TOPIC), wait)).toBe(41);
      // The generation that was agreed on lives on, until the members join anew.
      const heartbeat = { kind: 'heartbeat', groupId: GROUP, ...identityOf(first) } as const;
      await persistently(() => a!.group(heartbeat), wait);
      const rejoin = () => a!.group(joinRequest(GROUP, first.memberId));
      const [, second] = await Promise.all([
        persistently(rejoin, wait).then((joined) => sync(a!, GROUP, joined, () => ['x', 'y'])),
        persistently(() => joinAndSync(b!, GROUP, () => ['x', 'y']), wait),
      ]);
      expect(second.generationId).toBeGreaterThan(first.generationId);
    });
  });

  test('a leadership that is handed over keeps members, generation and offsets', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = await withCoordinator(world);
      const member = await joinAndSync(cluster.broker(1), GROUP);
      await cluster.broker(1).group({ ...commitOf(GROUP, TOPIC, 9), ...identityOf(member) });
      for (const to of cluster.ids.filter((id) => id !== coordinator)) {
        await cluster.broker(1).transferLeadership(groupsPartition(), nodeId(to));
        for (const id of cluster.ids) {
          const broker = cluster.broker(id);
          const heartbeat = { kind: 'heartbeat', groupId: GROUP, ...identityOf(member) } as const;
          await persistently(() => broker.group(heartbeat), wait);
          expect(await persistently(() => committedOffset(broker, GROUP, TOPIC), wait)).toBe(9);
        }
        expect((await cluster.broker(1).findCoordinator(GROUP)).nodeId).toBe(to);
      }
    });
  });

  test('a coordinator that is cut off answers nothing from memory', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = await withCoordinator(world);
      const others = cluster.ids.filter((id) => id !== coordinator);
      const old = cluster.broker(coordinator);
      await old.group(commitOf(GROUP, TOPIC, 1));
      // Of the same coordinator. What is written through the old one goes here: it may well be done when the cut heals.
      const sibling = siblingOf(GROUP);
      for (const id of others) simulation.network.partition(hostOf(coordinator), hostOf(id));
      const answers: string[] = [];
      const asking = (async () => {
        const endMs = simulation.now + 6000;
        while (simulation.now < endMs) {
          const asked = [
            old.group({ kind: 'fetch-offsets', groupId: GROUP }),
            old.group({ kind: 'list' }),
            old.group({ kind: 'delete', groupIds: [sibling] }).then(({ groups }) => {
              if (groups[0]!.error === undefined) return 'deleted';
              throw new BrokerError(groups[0]!.error);
            }),
            old.group({ kind: 'describe', groupIds: [GROUP] }).then(({ groups }) => {
              if (groups[0]!.error === undefined) return 'described';
              throw new BrokerError(groups[0]!.error);
            }),
            old.group(commitOf(sibling, TOPIC, 2)),
          ];
          // One that is on its way when the cut heals may well be answered, by the new coordinator.
          for (const one of asked) void errorOf(one).then((outcome) => answers.push(outcome));
          await wait(20);
        }
      })();
      await wait(3000);
      const there = cluster.broker(others[0]!);
      await persistently(() => there.group(commitOf(GROUP, TOPIC, 100)), wait);
      await asking;
      expect(answers.length).toBeGreaterThan(500);
      expect(answers.filter((outcome) => outcome === 'no error')).toEqual([]);
      expect(new Set(answers)).toContain('NOT_COORDINATOR');
      expect(await committedOffset(there, GROUP, TOPIC)).toBe(100);
      simulation.network.heal();
      await wait(3000);
      expect(await persistently(() => committedOffset(old, GROUP, TOPIC), wait)).toBe(100);
    });
  });

  test('a coordinator that is still loading says so, and never that there is no offset', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const coordinator = await withCoordinator(world);
      await cluster.broker(1).group(commitOf(GROUP, TOPIC, 77));
      cluster.kill(coordinator);
      const seen = new Set<string>();
      const poll = async (id: number): Promise<void> => {
        for (;;) {
          const answer = await committedOffset(cluster.broker(id), GROUP, TOPIC).then(
            (offset) => `offset ${offset}`,
            (error: BrokerError) => error.errorName,
          );
          seen.add(answer);
          if (answer.startsWith('offset')) return;
          await pause(simulation, 0.2);
        }
      };
      await Promise.all(cluster.ids.filter((id) => id !== coordinator).map(poll));
      expect(seen).toContain('COORDINATOR_LOAD_IN_PROGRESS');
      expect([...seen].filter((answer) => answer.startsWith('offset'))).toEqual(['offset 77']);
    });
  });

  test('a client that looks for coordinators itself waits for one that loads, and is not refused', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const coordinator = await withCoordinator(world);
      await cluster.broker(1).group(commitOf(GROUP, TOPIC, 77));
      cluster.kill(coordinator);
      const seen = new Set<string>();
      let isOver = false;
      const poll = async (id: number): Promise<void> => {
        while (!isOver) {
          const commit = cluster.broker(id).own.group(commitOf(GROUP, TOPIC, 78));
          const answer = await errorOf(commit);
          seen.add(answer);
          isOver ||= answer === 'no error';
          await pause(simulation, 0.2);
        }
      };
      await Promise.all(cluster.ids.filter((id) => id !== coordinator).map(poll));
      expect([...seen].sort()).toEqual(['NOT_COORDINATOR', 'no error']);
    });
  });

  test('whoever is patient waits for one that loads, at any broker', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const coordinator = await withCoordinator(world);
      await cluster.broker(1).group(commitOf(GROUP, TOPIC, 77));
      cluster.kill(coordinator);
      const seen = new Set<string>();
      const fetchOffsets = { kind: 'fetch-offsets', groupId: GROUP } as const;
      const poll = async (id: number): Promise<void> => {
        for (let answer = ''; answer !== 'no error'; await pause(simulation, 0.2)) {
          answer = await errorOf(cluster.broker(id).group(fetchOffsets, { isPatient: true }));
          seen.add(answer);
        }
      };
      await Promise.all(cluster.ids.filter((id) => id !== coordinator).map(poll));
      expect(seen).not.toContain('COORDINATOR_LOAD_IN_PROGRESS');
    });
  });

  test('groups of a coordinator that nobody can ask are not said to be gone', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      const { simulation, cluster } = world;
      const coordinator = await withCoordinator(world);
      await cluster.broker(1).group(commitOf(GROUP, TOPIC, 1));
      const [asked, third] = cluster.ids.filter((id) => id !== coordinator);
      // Only from one of the others: the third still hears it, so that it stays in office.
      simulation.network.partition(hostOf(coordinator), hostOf(asked!));
      await pause(simulation, 100);
      const broker = cluster.broker(asked!);
      await expect(broker.group({ kind: 'list' })).rejects.toThrow(
        /The groups of __consumer_offsets\/\d cannot be listed now/,
      );
      const { groups } = await broker.group({ kind: 'describe', groupIds: [GROUP] });
      expect(groups[0]!.error).toBe('COORDINATOR_NOT_AVAILABLE');
      const there = await cluster.broker(third!).group({ kind: 'describe', groupIds: [GROUP] });
      expect(there.groups[0]).toMatchObject({ state: 'Empty' });
    });
  });
});

describe('a coordinator whose decisions are not committed', () => {
  /** The disks of its followers hang; they still hear it, so it stays in office. */
  function hangFollowers({ simulation, cluster }: World, coordinator: number, ms: number): void {
    for (const id of cluster.ids) {
      if (id !== coordinator) simulation.disk(hostOf(id)).stall(ms);
    }
  }

  test('gives up in time, says that it loads, and goes on from what became of them', async () => {
    const settings = { 'offsets.commit.timeout.ms': 300 };
    await inWorld({ brokers: 3, settings }, async (world) => {
      const { simulation, cluster } = world;
      const wait = (ms: number) => pause(simulation, ms);
      const coordinator = await withCoordinator(world);
      const broker = cluster.broker(coordinator);
      await broker.group(commitOf(GROUP, TOPIC, 1));
      const term = groupsReplica(world, coordinator).raft.currentTerm;
      hangFollowers(world, coordinator, 1500);
      const startMs = simulation.now;
      expect(await errorOf(broker.group(commitOf(GROUP, TOPIC, 2)))).toBe('NOT_COORDINATOR');
      expect(simulation.now - startMs).toBeLessThan(600);
      expect(await errorOf(broker.group(commitOf(GROUP, TOPIC, 3)))).toBe(
        'COORDINATOR_LOAD_IN_PROGRESS',
      );
      await wait(2000);
      expect(groupsReplica(world, coordinator).raft.currentTerm).toBe(term);
      // It was on its way to the disks all the time, which is why nobody was told that it failed.
      expect(await committedOffset(broker, GROUP, TOPIC)).toBe(2);
      await broker.group(commitOf(GROUP, TOPIC, 4));
      expect(await committedOffset(broker, GROUP, TOPIC)).toBe(4);
    });
  });

  test('takes many at once, but not without bound', async () => {
    const limits = { host: { uncommittedBytesMax: 100_000 } };
    await inWorld({ brokers: 3, limits }, async (world) => {
      const { cluster } = world;
      const coordinator = await withCoordinator(world);
      const broker = cluster.broker(coordinator);
      hangFollowers(world, coordinator, 1000);
      const sent = Array.from({ length: 1000 }, (_, at) =>
        errorOf(broker.group(commitOf(GROUP, TOPIC, at + 1))),
      );
      const outcomes = await Promise.all(sent);
      const taken = outcomes.filter((outcome) => outcome === 'no error').length;
      expect(taken).toBeGreaterThan(100);
      expect(taken).toBeLessThan(500);
      expect(outcomes.slice(0, taken).every((outcome) => outcome === 'no error')).toBe(true);
      expect(new Set(outcomes.slice(taken))).toEqual(new Set(['THROTTLING_QUOTA_EXCEEDED']));
      expect(await committedOffset(broker, GROUP, TOPIC)).toBe(taken);
    });
  });
});
