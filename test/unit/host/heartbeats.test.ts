// Goal: idle groups cost one message a broker pair and heartbeat, however many they are, and still know at once when their
// leader is gone. Method: three hosts in a simulated world with many groups; what broker 1 says is written down.
import { expect, test } from 'vitest';
import type { Host } from '../../../src/host/host.ts';
import type { PeerItem } from '../../../src/host/peer-item.ts';
import { groupKey } from '../../../src/model/topic-partition.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { introduce, specOf, startHost } from '../../support/host-rig.ts';
import { hostOf } from '../../support/peer-rig.ts';
import { batchOf } from '../../support/sim-broker.ts';
import { simulatedWorld, sleep, until } from '../../support/worlds.ts';

const IDS = [1, 2, 3];
const GROUPS = 40;
const SPECS = Array.from({ length: GROUPS }, (_, n) => specOf('many', n, IDS));
const HEARTBEAT_MS = 100;

interface Trio {
  readonly simulation: Simulation;
  readonly clock: Clock;
  readonly hosts: readonly Host[];
  /** What broker 1 sent since it was last emptied. */
  readonly said: PeerItem[];
}

/** Broker 1 leads every group when the script begins. */
function play(script: (trio: Trio) => Promise<void>): Promise<void> {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const hosts = await Promise.all(IDS.map((id) => startHost(simulation, id)));
    for (const host of hosts) introduce(host, IDS);
    for (const host of hosts) await Promise.all(SPECS.map((spec) => host.addReplica(spec)));
    const [first] = hosts as [Host];
    await until(clock, () => SPECS.every(({ group }) => first.replica(groupKey(group))?.isServing));
    await sleep(clock, 500);
    const said: PeerItem[] = [];
    const { peers } = first;
    const send = peers.send.bind(peers);
    peers.send = (to, item) => {
      said.push(item);
      return send(to, item);
    };
    await script({ simulation, clock, hosts, said });
  };
  return simulation.run(work(), 60_000);
}

test('idle groups share one message to each broker and heartbeat, and nobody campaigns', async () => {
  await play(async ({ clock, hosts, said }) => {
    const beats = 30;
    await sleep(clock, beats * HEARTBEAT_MS);
    expect(said.length).toBeGreaterThanOrEqual(2 * (beats - 1));
    expect(said.length).toBeLessThanOrEqual(2 * (beats + 1));
    for (const item of said) {
      expect(item.kind === 'beats' && item.beats.length).toBe(GROUPS);
    }
    for (const host of hosts) {
      for (const { group } of SPECS) {
        expect(host.replica(groupKey(group))?.raft).toMatchObject({ currentTerm: 1, leader: 1 });
      }
    }
  });
});

test('a group that is written to speaks for itself until it is quiet again', async () => {
  await play(async ({ clock, hosts, said }) => {
    const key = groupKey(SPECS[0]!.group);
    const wait = { deadlineMs: Infinity, replicasMin: 3 };
    const leader = hosts[0]!.replica(key)!;
    await leader.append({ bytes: batchOf('a'), offsetCount: 1, wait }).committed;
    expect(said.some((item) => item.kind === 'group')).toBe(true);
    await sleep(clock, 300);
    expect(hosts[2]!.replica(key)?.highWatermark).toBe(1);
    said.length = 0;
    await sleep(clock, 1000);
    expect(said.filter((item) => item.kind === 'group')).toEqual([]);
  });
});

test('when the leader is cut off, every group has another one within two election time-outs', async () => {
  await play(async ({ simulation, clock, hosts }) => {
    for (const id of [2, 3]) simulation.network.partition(hostOf(1), hostOf(id));
    const led = (): boolean =>
      SPECS.every(({ group }) =>
        hosts.slice(1).some((host) => host.replica(groupKey(group))?.isServing),
      );
    await until(clock, led, 2400);
    await until(
      clock,
      () => SPECS.every(({ group }) => !hosts[0]!.replica(groupKey(group))!.isLeader),
      2400,
    );
    simulation.network.heal();
    await sleep(clock, 20_000);
    for (const { group } of SPECS) {
      const terms = hosts.map((host) => host.replica(groupKey(group))!.raft.currentTerm);
      const leaders = new Set(hosts.map((host) => host.replica(groupKey(group))!.raft.leader));
      expect(new Set(terms).size).toBe(1);
      expect(leaders.size).toBe(1);
    }
  });
});
