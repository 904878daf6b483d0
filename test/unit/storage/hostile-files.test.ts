// Goal: files that say what cannot be, under true checksums, are damage by name, and an empty leftover takes no sound segment
// with it. Method: a log on a simulated disk, and one file changed or put beside it (all were found by fuzzing).
import { describe, expect, it } from 'vitest';
import { crc32c } from '../../../src/base/crc32c.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import {
  decodeIndexFiles,
  encodeIndex,
  encodeTimeIndex,
} from '../../../src/storage/index-files.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import {
  decodeSeal,
  encodeGroupIdentity,
  encodeSeal,
  SEAL_BYTES,
} from '../../../src/storage/seal.ts';
import { Segment } from '../../../src/storage/segment.ts';
import { ORIGIN, position } from '../../../src/model/position.ts';
import { term } from '../../../src/model/ids.ts';
import { EntryMaker, GROUP } from '../../support/log-entries.ts';
import { LogRecorder } from '../../support/log-recorder.ts';
import { DIRECTORY, openLog, SMALL } from '../../support/log-rig.ts';

const IDENTITY = encodeGroupIdentity(GROUP);

/** A seal with one field overwritten and a true checksum. */
function sealWith(at: number, value: number): Uint8Array {
  const bytes = new Uint8Array(SEAL_BYTES);
  const place = { prev: ORIGIN, prevTerm: term(1), synced: ORIGIN, writtenMs: 5 };
  encodeSeal(bytes, IDENTITY, { ...place, entryCount: 0, entriesBytes: 0, headersCrc: 0 });
  const view = new DataView(bytes.buffer);
  view.setUint32(at, value);
  view.setUint32(SEAL_BYTES - 4, crc32c(bytes.subarray(0, SEAL_BYTES - 4)));
  return bytes;
}

describe('a seal', () => {
  it.each([
    ['a negative offset', 28, 0xffff_ffff],
    ['an offset beyond the safe integers', 28, 0x20_0000],
    ['a term beyond an int32', 40, 0x8000_0000],
    ['a durable mark that is negative', 44, 0x8000_0000],
  ])('with %s is damage', (_, at, value) => {
    expect(() => decodeSeal(sealWith(at, value), 0, IDENTITY)).toThrow(LogDamage);
  });

  it('without them is read', () => {
    expect(decodeSeal(sealWith(40, 7), 0, IDENTITY)).toMatchObject({ prevTerm: 7 });
  });
});

it('an index whose terms fall is damage, and so is rebuilt', () => {
  const encoded = (prevTerm: number): Uint8Array => {
    const segment = new Segment(ORIGIN, 200);
    segment.end = position(1, 0);
    const runs = [{ term: term(3), from: ORIGIN, to: segment.end }];
    return encodeIndex(IDENTITY, { segment, prevTerm: term(prevTerm), runs, configurations: [] });
  };
  const timeIndex = encodeTimeIndex(IDENTITY, new Segment(ORIGIN, 200));
  const decode = (prevTerm: number) =>
    decodeIndexFiles({ index: encoded(prevTerm), timeIndex }, IDENTITY, 200);
  expect(decode(3).runs).toHaveLength(1);
  expect(() => decode(4)).toThrow(LogDamage);
});

async function put(disk: SimDisk, name: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(`${DIRECTORY}/${name}`, 'write');
  await file.write(0, [bytes]);
  await file.sync();
  await file.close();
}

/** A log whose first segments retention took: it begins at some offset above 0. */
async function retainedLog(): Promise<{ disk: SimDisk; base: number; end: number }> {
  const disk = new SimDisk();
  await disk.makeDirectory('/data');
  const log = await openLog(disk, { settings: { ...SMALL, retentionBytes: 1 } });
  const recorder = new LogRecorder(log);
  const maker = new EntryMaker();
  for (let i = 0; i < 9; i += 1) {
    log.append(i === 0 ? [maker.termStart()] : maker.batches(2));
    await recorder.synced();
  }
  await log.enforceRetention(10_000, log.lastPosition, () => new Uint8Array(0));
  return { disk, base: log.base.position.nextOffset, end: log.lastPosition.nextOffset };
}

describe('an empty segment', () => {
  it('below the log start is cleared away, and the segment at the log start stays', async () => {
    const { disk, base, end } = await retainedLog();
    expect(base).toBeGreaterThan(0);
    await put(disk, '00000000000000000000.log', new Uint8Array(0));
    const log = await openLog(disk);
    expect(log.lastPosition.nextOffset).toBe(end);
    const entries = await log.readEntries(log.base.position, log.lastPosition);
    expect(entries.at(-1)!.end.nextOffset).toBe(end);
    const names = (await disk.list(DIRECTORY)).map(({ name }) => name);
    expect(names).toContain(`${String(base).padStart(20, '0')}.log`);
    expect(names).not.toContain('00000000000000000000.log');
  });

  it('below the log start that holds something is damage', async () => {
    const { disk } = await retainedLog();
    await put(disk, '00000000000000000000.log', new Uint8Array(300));
    await expect(openLog(disk)).rejects.toThrow(LogDamage);
  });

  it('that is named behind the end of the log is damage', async () => {
    const { disk } = await retainedLog();
    await put(disk, '00000000000000009999.log', new Uint8Array(0));
    await expect(openLog(disk)).rejects.toThrow('is empty, and its name is not where');
  });
});
