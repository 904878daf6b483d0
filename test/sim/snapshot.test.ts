// Goal: a replica of a state machine that was away while the log it misses was covered by a snapshot gets the snapshot and
// then the log behind it, and has the same state as the others. Method: three simulated hosts with one group that has
// a state machine and takes a snapshot every few records; power cuts while the snapshot is installed.
import { expect, test } from 'vitest';
import type { Host } from '../../src/host/host.ts';
import { nodeId } from '../../src/model/ids.ts';
import { groupKey } from '../../src/model/topic-partition.ts';
import type { Replica } from '../../src/partition/replica.ts';
import type { StateMachine } from '../../src/partition/state-machine.ts';
import { iterateRecords } from '../../src/record/records.ts';
import { Simulation } from '../../src/sim/simulation.ts';
import { introduce, specOf, startHost } from '../support/host-rig.ts';
import { hostOf } from '../support/peer-rig.ts';
import { settle } from '../support/settle.ts';
import { batchOf, pause } from '../support/sim-broker.ts';

const IDS = [1, 2, 3];
const KEY = groupKey(specOf('state', 0).group);
const LIMITS = { snapshotEveryBytes: 2000 };

class Journal implements StateMachine {
  values: string[] = [];
  restores = 0;

  apply(batch: Uint8Array): void {
    for (const { value } of iterateRecords(batch)) {
      this.values.push(new TextDecoder().decode(value ?? new Uint8Array()));
    }
  }

  snapshot(): Uint8Array {
    return new TextEncoder().encode(JSON.stringify(this.values));
  }

  restore(state: Uint8Array): void {
    this.restores += 1;
    this.values = JSON.parse(new TextDecoder().decode(state)) as string[];
  }
}

interface Member {
  readonly host: Host;
  readonly journal: Journal;
}

class Group {
  readonly members = new Map<number, Member>();
  private readonly simulation: Simulation;

  constructor(simulation: Simulation) {
    this.simulation = simulation;
  }

  async start(id: number): Promise<void> {
    const host = await startHost(this.simulation, id, LIMITS);
    const journal = new Journal();
    this.members.set(id, { host, journal });
    introduce(host, IDS);
    await host.addReplica({ ...specOf('state', 0, IDS), stateMachine: journal });
  }

  kill(id: number): void {
    this.members.delete(id);
    this.simulation.killNode(hostOf(id), 'power');
  }

  replica(id: number): Replica {
    return this.members.get(id)!.host.replica(KEY)!;
  }

  journal(id: number): Journal {
    return this.members.get(id)!.journal;
  }

  async leader(): Promise<Replica> {
    for (;;) {
      const serving = [...this.members.values()].find(({ host }) => host.replica(KEY)?.isServing);
      if (serving !== undefined) return serving.host.replica(KEY)!;
      await pause(this.simulation, 20);
    }
  }

  async write(first: number, count: number): Promise<void> {
    for (let n = first; n < first + count; n += 1) {
      const leader = await this.leader();
      const deadlineMs = Infinity;
      const wait = { deadlineMs, replicasMin: 1 };
      const bytes = batchOf(`value ${n} ${'x'.repeat(100)}`);
      await leader.append({ bytes, offsetCount: 1, wait }).committed;
    }
  }
}

function play(seed: number, script: (group: Group, simulation: Simulation) => Promise<void>) {
  const simulation = new Simulation({ seed, settle });
  const group = new Group(simulation);
  const work = async (): Promise<void> => {
    for (const id of IDS) await group.start(id);
    await script(group, simulation);
  };
  return simulation.run(work(), 120_000);
}

test('a replica that was away gets the snapshot, and is then as good a leader as any', async () => {
  await play(1, async (group, simulation) => {
    await group.write(0, 5);
    group.kill(3);
    await group.write(5, 60);
    const leader = await group.leader();
    expect(leader.log.base.position.nextOffset).toBeGreaterThan(20);
    await group.start(3);
    expect(group.replica(3).log.base.position.nextOffset).toBe(0);
    await pause(simulation, 3000);
    expect(group.journal(3).restores).toBe(1);
    expect(group.journal(3).values).toEqual(group.journal(leader.options.self.nodeId).values);
    await leader.transferLeadership(nodeId(3));
    expect((await group.leader()).options.self.nodeId).toBe(3);
    await group.write(65, 5);
    await pause(simulation, 1000);
    for (const id of IDS) {
      expect(group.journal(id).values.map((value) => value.split(' ')[1])).toEqual(
        Array.from({ length: 70 }, (_, n) => `${n}`),
      );
    }
  });
});

test.each([1, 2, 3, 4, 5, 6])(
  'seed %i: its power fails again and again while it catches up; it still arrives at the same state',
  async (seed) => {
    await play(seed, async (group, simulation) => {
      const random = simulation.random('cuts');
      await group.write(0, 5);
      group.kill(3);
      await group.write(5, 40);
      for (let cut = 0; cut < 5; cut += 1) {
        await group.start(3);
        await pause(simulation, random.integer(1, 120));
        group.kill(3);
        await group.write(45 + cut * 10, 10);
      }
      await group.start(3);
      await pause(simulation, 4000);
      expect(group.journal(3).values).toHaveLength(95);
      expect(group.journal(3).values).toEqual(group.journal(1).values);
      expect(group.journal(2).values).toEqual(group.journal(1).values);
    });
  },
);
