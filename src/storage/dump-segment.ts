/** Shows a segment file and its indexes. It goes on behind a fault, at the next sound seal. */
import { LogDamage } from './log.ts';
import type { Disk, DiskFile } from '../platform/disk.ts';
import { entryIsIntact, openGroup, walkGroups, type Group, type GroupSource } from './group.ts';
import { dumpEntry, dumpRecords, dumpSeal, showEnds, type DumpSheet } from './dump-lines.ts';
import { decodeIndexFiles } from './index-files.ts';
import { findSeals } from './scan-segment.ts';
import { GROUP_IDENTITY_BYTES } from './seal.ts';

export interface SegmentDumpOptions {
  readonly deep: boolean;
  /** Batches that end at or before it are left out. */
  readonly fromOffset: number;
}

/** What the indexes of a segment are checked against. */
export interface DumpedSegment {
  /** Place of each sound group in the file, and the offset that it begins at. */
  readonly groups: ReadonlyMap<number, number>;
  readonly bytes: number;
}

export async function dumpSegment(
  disk: Disk,
  path: string,
  sheet: DumpSheet,
  options: SegmentDumpOptions,
): Promise<DumpedSegment> {
  const file = await disk.open(path, 'read');
  try {
    const fileBytes = await file.size();
    const groups = new Map<number, number>();
    const source = { file, fileBytes, identity: await identityOf(file) };
    let expected: Group['seal']['prev'] | undefined;
    const visit = (group: Group): boolean => {
      groups.set(group.filePosition, group.seal.prev.nextOffset);
      const { prev } = group.seal;
      const isNext =
        expected === undefined ||
        (expected.nextOffset === prev.nextOffset && expected.ordinal === prev.ordinal);
      if (!isNext) sheet.fault(`@${group.filePosition} gap: ${showEnds(expected!, prev)}`);
      expected = dumpGroup(group, sheet, options);
      return true;
    };
    for (let at: number | undefined = 0; at !== undefined;)
      at = await walkOn(source, at, sheet, visit);
    return { groups, bytes: fileBytes };
  } finally {
    await file.close();
  }
}

/** From `at` to the next fault; where to go on behind it, or undefined at the end. */
async function walkOn(
  source: GroupSource,
  at: number,
  sheet: DumpSheet,
  visit: (group: Group) => boolean,
): Promise<number | undefined> {
  let faultAt = at;
  let reason: string | undefined;
  try {
    const walk = await walkGroups(source, at, (group) => {
      faultAt = group.filePosition + group.bytes.length;
      return visit(group);
    });
    ({ filePosition: faultAt, fault: reason } = walk);
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    reason = error.message;
  }
  if (reason === undefined) return undefined;
  let next: number | undefined;
  await findSeals(source, faultAt + 1, (_seal, filePosition) => {
    next = filePosition;
    return false;
  });
  const bytes = (next ?? source.fileBytes) - faultAt;
  sheet.fault(`@${faultAt} the file ${reason}; ${bytes} bytes cannot be read`, {
    filePosition: faultAt,
    reason,
    bytes,
  });
  return next;
}

function dumpGroup(
  group: Group,
  sheet: DumpSheet,
  { deep, fromOffset }: SegmentDumpOptions,
): Group['seal']['prev'] | undefined {
  const entries = openGroup(group);
  const end = entries.at(-1)?.end ?? group.seal.prev;
  let isSealShown = false;
  for (const entry of entries) {
    const isIntact = entryIsIntact(entry);
    const isWanted = entry.end.nextOffset > fromOffset || entry.prev.nextOffset >= fromOffset;
    if (!isWanted && isIntact) continue;
    if (!isSealShown) dumpSeal(sheet, group);
    isSealShown = true;
    dumpEntry(sheet, entry, isIntact);
    if (deep && isIntact && entry.kind === 'batch') dumpRecords(sheet, entry.bytes);
  }
  return end;
}

/** A dump is told no partition: whatever the first seal says, the rest must say too. */
async function identityOf(file: DiskFile): Promise<Uint8Array> {
  const head = await file.read(8, GROUP_IDENTITY_BYTES);
  return head.length === GROUP_IDENTITY_BYTES ? head : new Uint8Array(GROUP_IDENTITY_BYTES);
}

/** Both index files against the segment that they are of. */
export function dumpIndexFiles(
  files: { readonly index: Uint8Array; readonly timeIndex: Uint8Array },
  sheet: DumpSheet,
  segment: DumpedSegment,
): void {
  try {
    const identity = files.index.subarray(12, 12 + GROUP_IDENTITY_BYTES);
    const { segment: indexed, runs } = decodeIndexFiles(files, identity, 1);
    const { offsets, filePositions, timestamps, timeOffsets } = indexed.index;
    sheet.line(
      'file',
      `${showEnds(indexed.start, indexed.end)} bytes ${indexed.bytes} epochs ${runs.length} ` +
        `entries ${offsets.length} time entries ${timestamps.length}`,
      { start: indexed.start, end: indexed.end, bytes: indexed.bytes, runs },
    );
    if (indexed.bytes !== segment.bytes) {
      sheet.fault(`it is of ${indexed.bytes} bytes, the segment has ${segment.bytes}`);
    }
    for (const [i, offset] of offsets.entries()) {
      const filePosition = filePositions[i]!;
      const isTrue = segment.groups.get(filePosition) === offset;
      if (isTrue) sheet.line('index', `  ${offset} @${filePosition} ok`, { offset, filePosition });
      else
        sheet.fault(`  ${offset} @${filePosition}: no group begins there`, {
          offset,
          filePosition,
        });
    }
    for (const [i, timestampMs] of timestamps.entries()) {
      const offset = timeOffsets[i]!;
      sheet.line('index', `  below ${offset} no later than ${timestampMs}`, {
        offset,
        timestampMs,
      });
    }
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    sheet.fault(`${error.message}; it will be rebuilt from the segment`);
  }
}
