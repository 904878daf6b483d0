// Goal: a broker that starts on a spoiled file of votes, or ends with it in another way than it should, is seen. Method: the
// disk of a damaged broker by hand, and errors of all kinds.
import { describe, expect, test } from 'vitest';
import { DiskFault } from '../../../../src/platform/disk.ts';
import { Tally } from '../../../../src/sim/checkers/checker.ts';
import { DamageIsTold } from '../../../../src/sim/checkers/damage-is-told.ts';
import { SimDisk } from '../../../../src/sim/disk.ts';
import { DamagedBroker } from '../../../../src/sim/swarm/damaged-broker.ts';
import { StorageRefused } from '../../../../src/storage/storage-refused.ts';

const VOTES = '/data/hard-state';
const REFUSED = new StorageRefused('/data/hard-state is damaged');

async function spoiledAt(at: number): Promise<{ damaged: DamagedBroker; disk: SimDisk }> {
  const disk = new SimDisk();
  await disk.makeDirectory('/data');
  const file = await disk.open(VOTES, 'write');
  await file.write(0, [new Uint8Array(10_000)]);
  await file.sync();
  await file.close();
  const damaged = new DamagedBroker(2, disk, new DamageIsTold(new Tally('DamageIsTold')));
  const node = disk.fileAt(VOTES)!;
  const bytes = Uint8Array.of(1);
  node.damage(at, bytes);
  damaged.hit({ path: VOTES, node, at, bytes });
  damaged.starting();
  return { damaged, disk };
}

describe('spoiled votes', () => {
  test('must be refused, as that', async () => {
    const { damaged } = await spoiledAt(8200);
    expect(() => damaged.started()).toThrow(/broker 2 starts, and \/data\/hard-state is damaged/);
    expect(() => damaged.notStarted(new Error('the disk is damaged'))).toThrow(/does not call/);
    expect(() => damaged.notStarted(new StorageRefused('it is missing'))).toThrow(/does not call/);
    expect(() => damaged.notStarted(new DiskFault('io', VOTES, 'it is damaged'))).toThrow(
      /not call/,
    );
    damaged.notStarted(REFUSED);
    damaged.notStarted(new DiskFault('io', VOTES, 'read: simulated io'));
  });

  test('are no matter where nothing stands, nor when they were written anew', async () => {
    const between = await spoiledAt(5000);
    between.damaged.started();
    const { damaged, disk } = await spoiledAt(8200);
    const file = await disk.open(`${VOTES}.new`, 'write');
    await file.close();
    await disk.rename(`${VOTES}.new`, VOTES);
    damaged.starting();
    damaged.started();
  });
});

test('only the partitions whose files were hit are spoiled, and only of this broker', async () => {
  const { damaged, disk } = await spoiledAt(5000);
  const hit = { path: '/data/orders-1/log-start', node: disk.fileAt(VOTES)!, at: 0 };
  damaged.hit({ ...hit, bytes: Uint8Array.of(1) });
  expect(damaged.spoils(2, 'orders', 1)).toBe(true);
  expect(damaged.spoils(1, 'orders', 1)).toBe(false);
  expect(damaged.spoils(2, 'orders', 0)).toBe(false);
});
