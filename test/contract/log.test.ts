import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { NodeClock } from '../../src/node/clock.ts';
import { NodeDisk } from '../../src/node/disk.ts';
import type { Disk } from '../../src/platform/disk.ts';
import { SimDisk } from '../../src/sim/disk.ts';
import { FlushScheduler } from '../../src/storage/flush-scheduler.ts';
import { MemoryLog } from '../../src/storage/memory-log.ts';
import { SegmentedLog } from '../../src/storage/segmented-log.ts';
import { configurationOf, GROUP, SETTINGS, SILENT } from '../support/log-entries.ts';
import { logCases, type LogFixture } from './log.cases.ts';

const root = await mkdtemp(join(tmpdir(), 'flotilla-log-'));
let directories = 0;
afterAll(() => rm(root, { recursive: true }));

function segmented(disk: Disk, parent: string, tailCacheBytes: number): LogFixture {
  const flush = new FlushScheduler(2);
  const open = (directory: string): Promise<SegmentedLog> =>
    SegmentedLog.open({
      disk,
      clock: new NodeClock(),
      directory,
      group: GROUP,
      bootstrap: configurationOf(1, 2, 3),
      settings: { ...SETTINGS, segmentBytes: 1024 },
      flush,
      logger: SILENT,
      tailCacheBytes,
      indexIntervalBytes: 200,
    });
  const places = new WeakMap<object, string>();
  const remember = async (directory: string): Promise<SegmentedLog> => {
    const log = await open(directory);
    places.set(log, directory);
    return log;
  };
  return {
    open: () => {
      directories += 1;
      return remember(`${parent}/log-${directories}`);
    },
    reopen: async (log) => {
      await log.close();
      return remember(places.get(log)!);
    },
  };
}

logCases('MemoryLog', {
  open: async () => new MemoryLog({ bootstrap: configurationOf(1, 2, 3) }),
});
logCases('SegmentedLog on the real disk', segmented(new NodeDisk(), root, 1 << 20));
logCases('SegmentedLog on the real disk, nothing in memory', segmented(new NodeDisk(), root, 0));
logCases('SegmentedLog on the simulated disk', segmented(new SimDisk(), '', 1 << 20));
logCases('SegmentedLog on the simulated disk, nothing in memory', segmented(new SimDisk(), '', 0));
logCases('SegmentedLog on the simulated disk, little in memory', segmented(new SimDisk(), '', 700));
