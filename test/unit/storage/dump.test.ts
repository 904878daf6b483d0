// Goal: the dump says what is there and what is wrong with it, and never gives up. It uses production's readers, so it
// is also the test that the byte tables of docs/formats stay true.
import { describe, expect, it } from 'vitest';
import {
  partitionDirectory,
  preparePartitionDirectory,
} from '../../../src/host/partition-directory.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import { groupKey } from '../../../src/model/topic-partition.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { dumpLog, type DumpLine } from '../../../src/storage/dump.ts';
import { openHardStateStore } from '../../../src/storage/hard-state-store.ts';
import { formatDirectory } from '../../../src/storage/meta-properties.ts';
import { GROUP, SILENT } from '../../support/log-entries.ts';
import { DIRECTORY, LogRig } from '../../support/log-rig.ts';

const FIRST = `${DIRECTORY}/00000000000000000000.log`;

async function dump(
  disk: SimDisk,
  path: string,
  options: { deep?: boolean; fromOffset?: number } = {},
): Promise<{ faults: number; lines: DumpLine[]; text: string }> {
  const lines: DumpLine[] = [];
  const faults = await dumpLog(disk, path, { ...options, emit: (line) => lines.push(line) });
  expect(faults).toBe(lines.filter((line) => line.isFault).length);
  return { faults, lines, text: lines.map((line) => line.text).join('\n') };
}

async function closedLog(): Promise<LogRig> {
  const rig = await new LogRig(new SimDisk()).open();
  rig.append([rig.maker.termStart(), rig.maker.batch({ records: 2 })]);
  await rig.recorder.synced();
  rig.append([rig.maker.configuration(1, 2), ...rig.maker.batches(2, { valueBytes: 80 })]);
  await rig.recorder.synced();
  await rig.log.close();
  return rig;
}

describe('log dump', () => {
  it('shows a sound partition', async () => {
    const rig = await closedLog();
    const { faults, text } = await dump(rig.disk, DIRECTORY, { deep: true });
    expect(faults).toBe(0);
    expect(text).toMatchInlineSnapshot(`
      "/data/log/00000000000000000000.index
      (0,0) to (4,0) bytes 746 epochs 1 entries 2 time entries 1
        0 @0 ok
        2 @258 ok
        below 2 no later than 1001
      /data/log/00000000000000000000.log
      @0 seal (0,0)^0 entries 2 bytes 178 synced (0,0) written 1970-01-01T00:00:05.000Z
        marker term-start (0,1)^1
        batch 0..1^1 records 2 bytes 115 time 1970-01-01T00:00:01.001Z crc ok
          0 time 1970-01-01T00:00:01.000Z key null value "0^1 xxxxxxxxxxxxxxxx"
          1 time 1970-01-01T00:00:01.001Z key null value "1^1 xxxxxxxxxxxxxxxx"
      @258 seal (2,0)^1 entries 3 bytes 408 synced (2,0) written 1970-01-01T00:00:05.000Z
        marker configuration (2,1)^1 voters 1,2
        batch 2..2^1 records 1 bytes 150 time 1970-01-01T00:00:01.000Z crc ok
          2 time 1970-01-01T00:00:01.000Z key null value "2^1 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... (80 bytes)
        batch 3..3^1 records 1 bytes 150 time 1970-01-01T00:00:01.000Z crc ok
          3 time 1970-01-01T00:00:01.000Z key null value "3^1 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"... (80 bytes)
      /data/log/clean-stop
      stopped cleanly at (4,0), 00000000000000000000.log 746 bytes
      /data/log/log-start
      base (0,0)^0 log start 0 voters 1,2,3 state 0 bytes"
    `);
  });

  it('shows every file of a data directory', async () => {
    const rig = await closedLog();
    await formatDirectory(rig.disk, '/broker', {
      formatVersion: 1,
      clusterId: uuid('AAAAAAAAAAAAAAAAAAAAAQ'),
      nodeId: nodeId(2),
      directoryId: uuid('AAAAAAAAAAAAAAAAAAAABA'),
      formatId: uuid('AAAAAAAAAAAAAAAAAAAADA'),
      voters: [],
    });
    const store = await openHardStateStore({
      disk: rig.disk,
      path: '/broker/hard-state',
      logger: SILENT,
    });
    await store.write(groupKey(GROUP), { currentTerm: term(4), votedFor: nodeId(2) });
    await store.close();
    const { faults, text } = await dump(rig.disk, '/broker');
    expect(faults).toBe(0);
    expect(text).toContain('AAAAAAAAAAAAAAAAAAAAAQ:3 term 4 voted for 2');
    expect(text).toContain('cluster AAAAAAAAAAAAAAAAAAAAAQ node 2');
  });

  it('begins at the batch that holds an offset', async () => {
    const rig = await closedLog();
    const { lines } = await dump(rig.disk, FIRST, { fromOffset: 1 });
    expect(
      lines.flatMap((line) => (line.kind === 'batch' ? [line.fields['baseOffset']] : [])),
    ).toEqual([0, 2, 3]);
    const later = await dump(rig.disk, FIRST, { fromOffset: 3 });
    expect(
      later.lines.flatMap((line) => (line.kind === 'batch' ? [line.fields['baseOffset']] : [])),
    ).toEqual([3]);
  });

  it('finds a flipped bit in any byte of any file, and never throws', async () => {
    const rig = await closedLog();
    for (const { name } of await rig.disk.list(DIRECTORY)) {
      const path = `${DIRECTORY}/${name}`;
      const file = await rig.disk.open(path, 'read');
      const size = await file.size();
      for (let at = 0; at < size; at += 1) {
        const disk = rig.disk.clone('process');
        disk.corrupt(path, at, 1 << (at % 8));
        // A time index is shown with the index that it belongs to.
        const { faults } = await dump(disk, path.replace('.timeindex', '.index'));
        expect(faults, `${name} byte ${at}`).toBeGreaterThan(0);
      }
    }
  });

  it('goes on behind a fault', async () => {
    const rig = await closedLog();
    rig.disk.corrupt(FIRST, 5);
    const { faults, text } = await dump(rig.disk, FIRST);
    expect(faults).toBe(1);
    expect(text).toContain('FAULT @0 the file begins with a seal that fails its checksum');
    expect(text).toContain('batch 3..3^1');
  });

  it('survives files that are cut anywhere, or garbage', async () => {
    const rig = await closedLog();
    for (const { name } of await rig.disk.list(DIRECTORY)) {
      const path = `${DIRECTORY}/${name}`;
      const whole = await (await rig.disk.open(path, 'read')).size();
      for (let size = 0; size < whole; size += 11) {
        const disk = rig.disk.clone('process');
        const file = await disk.open(path, 'write');
        await file.truncate(size);
        await dump(disk, DIRECTORY, { deep: true });
        await file.truncate(0);
        await file.write(0, [new Uint8Array(size).fill(size)]);
        await dump(disk, DIRECTORY, { deep: true });
      }
    }
  });

  it("shows whose a partition's directory is, and passes over what lies about in it", async () => {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    const topicId = uuid('AAAAAAAAAAAAAAAAAAAAAg');
    const directory = partitionDirectory('/data', 'orders', 0);
    await preparePartitionDirectory(disk, directory, { topicId, partition: 0 });
    await (await disk.open(`${directory}/notes.txt`, 'write')).close();
    const { faults, text } = await dump(disk, directory);
    expect(faults).toBe(0);
    expect(text).toContain(`topic id ${topicId}`);
    expect(text.match(/not a file of the storage/g)).toHaveLength(1);
  });

  it("calls it a fault when a stranger's file is what was asked for", async () => {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    await (await disk.open('/data/notes.txt', 'write')).close();
    const { faults, text } = await dump(disk, '/data/notes.txt');
    expect(faults).toBe(1);
    expect(text).toContain('FAULT not a file of the storage');
  });
});
