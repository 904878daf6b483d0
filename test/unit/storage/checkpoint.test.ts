// Goal: what the floor above derives from a log is kept for the next start, goes with a reset, and is only a cache.
// Method: a log on a simulated disk, stopped, cut off from power, and with its checkpoint changed byte by byte.
import { describe, expect, test } from 'vitest';
import { offset } from '../../../src/model/ids.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { dumpLog } from '../../../src/storage/dump.ts';
import { BOOTSTRAP, DIRECTORY, LogRig, openLog } from '../../support/log-rig.ts';

const PATH = `${DIRECTORY}/producer-state`;
/** Version 1, below offset 5, no producers. */
const STATE = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0);

async function rigWithCheckpoint(): Promise<LogRig> {
  const rig = await new LogRig(new SimDisk()).open();
  rig.append(rig.maker.batches(5));
  await rig.log.storeCheckpoint(STATE);
  return rig;
}

describe('a checkpoint', () => {
  test('is there after a stop and after a power cut, with everything that was appended before it', async () => {
    const rig = await rigWithCheckpoint();
    expect(rig.log.syncedPosition.nextOffset).toBe(5);
    rig.disk.crash('power');
    const log = await openLog(rig.disk);
    expect(log.checkpoint).toEqual(STATE);
    expect(log.lastPosition.nextOffset).toBe(5);
    await log.close();
    expect((await openLog(rig.disk)).checkpoint).toEqual(STATE);
  });

  test('goes with a reset, and what the reset brings is the state of the base', async () => {
    const rig = await rigWithCheckpoint();
    const { base } = rig.log;
    rig.log.reset(base, offset(0), Uint8Array.of(1));
    await rig.log.close();
    const log = await openLog(rig.disk);
    expect(log.checkpoint).toBeUndefined();
    expect(log.baseState).toEqual(Uint8Array.of(1));
    expect(log.base.configuration).toEqual(BOOTSTRAP);
  });

  test('with any wrong byte counts as none, and the log is sound without it', async () => {
    const rig = await rigWithCheckpoint();
    await rig.log.close();
    const file = await rig.disk.open(PATH, 'write');
    const size = await file.size();
    for (let at = 0; at < size; at += 1) {
      const before = await file.read(at, 1);
      await file.write(at, [Uint8Array.of(before[0]! ^ 0x55)]);
      const log = await openLog(rig.disk);
      expect(log.checkpoint).toBeUndefined();
      expect(log.lastPosition.nextOffset).toBe(5);
      await log.close();
      await file.write(at, [before]);
    }
    expect((await openLog(rig.disk)).checkpoint).toEqual(STATE);
  });

  test('is shown by the dump', async () => {
    const rig = await rigWithCheckpoint();
    const lines: string[] = [];
    await dumpLog(rig.disk, PATH, { emit: (line) => lines.push(line.text) });
    expect(lines).toEqual([PATH, 'version 1 below offset 5 producers 0']);
  });
});
