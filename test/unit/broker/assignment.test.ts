// Goal: a broker has the replicas that the metadata gives it, and no others, however fast the metadata changes.
// Method: a whole host in a simulated world; the test changes what is wanted.
import { describe, expect, test } from 'vitest';
import { Assignment } from '../../../src/broker/assignment.ts';
import type { GroupSpec, Host } from '../../../src/host/host.ts';
import { groupKey, type GroupKey } from '../../../src/model/topic-partition.ts';
import type { SimDisk } from '../../../src/sim/disk.ts';
import { DATA, specOf, startHost } from '../../support/host-rig.ts';
import { SILENT } from '../../support/log-entries.ts';
import { hostOf } from '../../support/peer-rig.ts';
import { simulatedWorld, sleep } from '../../support/worlds.ts';

interface Rig {
  readonly host: Host;
  readonly disk: SimDisk;
  readonly assignment: Assignment;
  readonly want: (...specs: GroupSpec[]) => void;
  /** Of the metadata, which ends at 10. */
  readonly metadataStartsAt: (offset: number) => void;
  /** Until the work is done. */
  readonly settled: () => Promise<void>;
  readonly names: () => Promise<string[]>;
}

async function play(script: (rig: Rig) => Promise<void>): Promise<void> {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const host = await startHost(simulation, 1);
    let wanted = new Map<GroupKey, GroupSpec>();
    let start = 0;
    const metadata = () => ({ start, end: 10 });
    const assignment = new Assignment(host, SILENT, { wanted: () => wanted, metadata });
    const disk = simulation.disk(hostOf(1));
    await script({
      host,
      disk,
      assignment,
      want: (...specs) => {
        wanted = new Map(specs.map((spec) => [groupKey(spec.group), spec]));
        assignment.update();
      },
      metadataStartsAt: (offset) => {
        start = offset;
      },
      settled: () => sleep(clock, 1000),
      names: async () =>
        (await disk.list(DATA)).map(({ name }) => name).filter((name) => /-\d+/.test(name)),
    });
    await assignment.stop();
    await host.stop();
  };
  await simulation.run(work());
}

function keyOf(spec: GroupSpec): GroupKey {
  return groupKey(spec.group);
}

describe('the replicas of a broker', () => {
  test('are opened when they are wanted, and closed with their files when they are not', async () => {
    await play(async ({ host, want, settled, names }) => {
      const [a, b] = [specOf('a', 0), specOf('b', 1)];
      want(a, b);
      await settled();
      expect(await names()).toEqual(['a-0', 'b-1']);
      expect(host.replica(keyOf(a))?.isLeader).toBe(true);
      want(b);
      await settled();
      expect(await names()).toEqual(['b-1']);
      expect(host.replica(keyOf(a))).toBeUndefined();
      expect(host.leadership.get(keyOf(a))).toBeUndefined();
    });
  });

  test('of a deleted topic do not come back while the metadata can still speak of it', async () => {
    await play(async ({ host, want, settled, names, metadataStartsAt }) => {
      const [a, b] = [specOf('a', 0), specOf('b', 1)];
      want(a);
      await settled();
      want(b);
      await settled();
      // As a broker does that replays the metadata from an older state: without its vote the group would lead again.
      metadataStartsAt(9);
      want(a, b);
      await settled();
      expect(host.replica(keyOf(a))).toBeUndefined();
      expect(await names()).toEqual(['b-1']);
      metadataStartsAt(10);
      want(b);
      await settled();
      want(a, b);
      await settled();
      expect(host.replica(keyOf(a))?.isLeader).toBe(true);
    });
  });

  test('end as the last of many quick changes says', async () => {
    await play(async ({ host, want, settled, names }) => {
      const specs = Array.from({ length: 40 }, (_, n) => specOf('many', n));
      want(...specs);
      want(...specs.slice(0, 10));
      await settled();
      want();
      want(...specs.slice(5, 25));
      await settled();
      expect(await names()).toHaveLength(20);
      for (const [n, spec] of specs.entries()) {
        expect(host.replica(keyOf(spec)) !== undefined).toBe(n >= 5 && n < 25);
      }
    });
  });

  test('of a topic that is made again under its old name begin with an empty log', async () => {
    await play(async ({ host, disk, want, settled, names }) => {
      const old = specOf('orders', 0);
      const made = { ...specOf('another', 0), topic: 'orders' };
      want(old);
      await settled();
      want(made);
      await settled();
      expect(await names()).toEqual(['orders-0']);
      const names0 = (await disk.list(`${DATA}/orders-0`)).map(({ name }) => name);
      expect(names0).toContain('partition.metadata');
      expect(host.replica(keyOf(old))).toBeUndefined();
      expect(host.replica(keyOf(made))?.isLeader).toBe(true);
    });
  });

  test('that cannot be opened are shown as failed, with the reason; the others are opened', async () => {
    await play(async ({ host, disk, want, settled }) => {
      const [bad, good] = [specOf('bad', 0), specOf('good', 0)];
      disk.failAll('open', 'bad-0', 'not-permitted');
      want(bad, good);
      await settled();
      expect(host.replica(keyOf(bad))).toBeUndefined();
      expect(host.damageOf(keyOf(bad))).toMatch(/not-permitted/);
      expect(host.replica(keyOf(good))?.isLeader).toBe(true);
    });
  });

  test('get changed settings without being opened again', async () => {
    await play(async ({ host, want, settled }) => {
      const spec = specOf('a', 0);
      want(spec);
      await settled();
      const replica = host.replica(keyOf(spec));
      want({ ...spec, settings: { ...spec.settings, segmentBytes: 5000 } });
      await settled();
      expect(host.replica(keyOf(spec))).toBe(replica);
    });
  });

  test('stay as they are once it was stopped', async () => {
    await play(async ({ host, assignment, want, settled }) => {
      const spec = specOf('a', 0);
      want(spec);
      await settled();
      await assignment.stop();
      want();
      await settled();
      expect(host.replica(keyOf(spec))).toBeDefined();
    });
  });
});
