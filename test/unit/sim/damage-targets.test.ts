// Goal: what the swarm may spoil is found out by whoever starts on it, or does no harm: nothing durable is taken for a torn
// write. Method: a real log and a real file of votes on a simulated disk; every byte that may be spoiled is, one at a time.
import { describe, expect, test } from 'vitest';
import { nodeId, term } from '../../../src/model/ids.ts';
import { ORIGIN, position, type Position } from '../../../src/model/position.ts';
import { groupKey } from '../../../src/model/topic-partition.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { damageTargets, type DamageTarget } from '../../../src/sim/swarm/damage-targets.ts';
import { FlushScheduler } from '../../../src/storage/flush-scheduler.ts';
import { openHardStateStore } from '../../../src/storage/hard-state-store.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import { SegmentedLog } from '../../../src/storage/segmented-log.ts';
import { StorageRefused } from '../../../src/storage/storage-refused.ts';
import { configurationOf, EntryMaker, GROUP, SILENT } from '../../support/log-entries.ts';
import { FAKE_CLOCK, SMALL } from '../../support/log-rig.ts';
import { settle } from '../../support/settle.ts';

const GROUPS_WRITTEN = 9;
/** Four of them fill a segment of 1200 bytes. */
const GROUP_BYTES = 300;
const HARD_STATE = '/data/hard-state';

async function newDisk(): Promise<SimDisk> {
  const disk = new SimDisk();
  await disk.makeDirectory('/data');
  await disk.syncDirectory('/');
  return disk;
}

function open(disk: SimDisk): Promise<SegmentedLog> {
  return SegmentedLog.open({
    disk,
    clock: FAKE_CLOCK,
    directory: '/data/log-3',
    group: GROUP,
    bootstrap: configurationOf(1, 2, 3),
    settings: SMALL,
    flush: new FlushScheduler(1),
    logger: SILENT,
  });
}

/** Batches of one record, each a write of its own; some segments. */
async function diskWithLog(): Promise<SimDisk> {
  const disk = await newDisk();
  const log = await open(disk);
  await disk.syncDirectory('/data');
  const maker = new EntryMaker();
  for (let n = 0; n < GROUPS_WRITTEN; n += 1) {
    log.append(maker.batches(1, { valueBytes: 150 }));
    await settle();
  }
  expect(log.syncedPosition).toEqual(position(GROUPS_WRITTEN, 0));
  return disk;
}

function segmentsOf(disk: SimDisk, commitIndex: Position): DamageTarget[] {
  const targets = damageTargets(disk, [{ group: GROUP, topic: 'log', commitIndex }]);
  return targets.filter(({ path }) => path.endsWith('.log'));
}

const bytesIn = (targets: readonly DamageTarget[]): number =>
  targets.reduce((sum, { end }) => sum + end, 0);

describe('of a log', () => {
  test('every byte that may be spoiled is missed, whatever a crash leaves', async () => {
    const disk = await diskWithLog();
    const targets = segmentsOf(disk, position(GROUPS_WRITTEN, 0));
    expect(targets.length).toBeGreaterThan(1);
    for (const { path, end } of targets) {
      for (let at = 0; at < end; at += 7) {
        const copy = disk.clone('power', { data: 'synced', entries: 'synced' });
        copy.corrupt(path, at, 1 << (at % 8));
        await expect(openAndRead(copy), `${path} ${at}`).rejects.toThrow(LogDamage);
      }
    }
  });

  async function openAndRead(disk: SimDisk): Promise<void> {
    const log = await open(disk);
    expect(log.lastPosition).toEqual(position(GROUPS_WRITTEN, 0));
    await log.readEntries(ORIGIN, log.lastPosition);
  }

  test('the last two writes may not: what vouches for the others, and what nothing vouches for', async () => {
    const disk = await diskWithLog();
    const all = segmentsOf(disk, position(GROUPS_WRITTEN, 0));
    expect(all.map(({ path, end, node }) => [path, end, node.durableSize])).toEqual([
      ['/data/log-3/00000000000000000000.log', 4 * GROUP_BYTES, 4 * GROUP_BYTES],
      ['/data/log-3/00000000000000000004.log', 3 * GROUP_BYTES, 4 * GROUP_BYTES],
    ]);
    expect(disk.fileAt('/data/log-3/00000000000000000008.log')!.durableSize).toBe(GROUP_BYTES);
  });

  test('nor what no committed write vouches for: a truncation may take that away', async () => {
    const disk = await diskWithLog();
    const whole = bytesIn(segmentsOf(disk, position(GROUPS_WRITTEN, 0)));
    const half = bytesIn(segmentsOf(disk, position(5, 0)));
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(whole);
    expect(bytesIn(segmentsOf(disk, position(1, 0)))).toBe(0);
  });
});

describe('of the votes', () => {
  test('every byte that may be spoiled is missed, or says nothing', async () => {
    const disk = await newDisk();
    const options = { path: HARD_STATE, logger: SILENT };
    const store = await openHardStateStore({ ...options, disk, create: true });
    const key = groupKey(GROUP);
    for (let n = 1; n <= 6; n += 1) {
      await store.write(key, { currentTerm: term(n), votedFor: nodeId(n % 3) });
      const [target] = damageTargets(disk, []);
      expect(target!.path).toBe(HARD_STATE);
      for (const at of placesIn(target!)) {
        const copy = disk.clone('power', { data: 'synced', entries: 'synced' });
        copy.corrupt(HARD_STATE, at, 1 << (at % 8));
        const read = await openHardStateStore({ ...options, disk: copy }).catch(
          (error: unknown) => {
            expect(error).toBeInstanceOf(StorageRefused);
          },
        );
        expect(read?.read(key)?.currentTerm ?? n, `vote ${n}, byte ${at}`).toBe(n);
      }
    }
  });

  /** The zeros between the pages are many, and all alike. */
  function placesIn({ node, end }: DamageTarget): number[] {
    const places = Array.from({ length: end }, (_, at) => at);
    const bytes = node.readDurable(0, end);
    return places.filter((at) => bytes[at] !== 0 || at % 512 === 0);
  }
});
