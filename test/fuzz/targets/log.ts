/** Whole partition directories on a simulated disk: what recovery makes of files that were changed. */
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { crc32c } from '../../../src/base/crc32c.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import type { LogEntry } from '../../../src/model/log-entry.ts';
import { isSamePosition, showPosition, type Position } from '../../../src/model/position.ts';
import { encodeIdentities, PeerIdentities } from '../../../src/host/peer-identity.ts';
import { BATCH_HEADER_BYTES, batchSizeAt, stampCrc } from '../../../src/record/batch-header.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { LogDamage } from '../../../src/storage/log.ts';
import { SEAL_BYTES, SEALED_HEADER_BYTES } from '../../../src/storage/seal.ts';
import type { SegmentedLog } from '../../../src/storage/segmented-log.ts';
import { StorageRefused } from '../../../src/storage/storage-refused.ts';
import { EntryMaker } from '../../support/log-entries.ts';
import { LogRecorder } from '../../support/log-recorder.ts';
import { DIRECTORY, openLog, SMALL } from '../../support/log-rig.ts';
import { Finding } from '../finding.ts';
import { joined, seedOf, type Seed } from '../seed.ts';
import { accepted, type Target } from '../target.ts';
import { repairFrame } from './files.ts';

/** What an archive may hold, by number. */
const NAMES: readonly string[] = [
  '00000000000000000000.log',
  'log-start',
  '00000000000000000000.index',
  '00000000000000000000.timeindex',
  'clean-stop',
  'producer-state',
  'rewrite',
  'reset',
];
const FIRST_SEGMENT = 0;
const HEAD_BYTES = 3;

interface ArchivedFile {
  /** As it is called on the disk; of a number that has no name, a segment that begins at that offset. */
  readonly name: string;
  readonly number: number;
  /** A view. */
  readonly bytes: Uint8Array;
}

/** Files one behind the other: number, length in two bytes, content. What is cut off is left out. */
function filesIn(archive: Uint8Array): ArchivedFile[] {
  const files: ArchivedFile[] = [];
  for (let at = 0; at + HEAD_BYTES <= archive.length;) {
    const number = archive[at]!;
    const length = (archive[at + 1]! << 8) | archive[at + 2]!;
    const name = NAMES[number] ?? segmentName(number);
    files.push({
      name,
      number,
      bytes: archive.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length),
    });
    at += HEAD_BYTES + length;
  }
  return files;
}

function segmentName(number: number): string {
  return `${String(number - NAMES.length + 1).padStart(20, '0')}.log`;
}

async function archiveOf(disk: SimDisk): Promise<Seed> {
  const chunks: Uint8Array[] = [];
  for (const { name } of await disk.list(DIRECTORY)) {
    const known = NAMES.indexOf(name);
    const number = known >= 0 ? known : NAMES.length - 1 + Number.parseInt(name, 10);
    if (!NAMES.includes(name) && !name.endsWith('.log')) continue;
    const file = await disk.open(`${DIRECTORY}/${name}`, 'read');
    const bytes = await file.read(0, await file.size());
    chunks.push(Uint8Array.of(number, bytes.length >> 8, bytes.length & 0xff), bytes);
  }
  return seedOf(joined(chunks));
}

async function diskOf(archive: Uint8Array): Promise<SimDisk> {
  const disk = new SimDisk();
  await disk.makeDirectory(DIRECTORY);
  for (const { name, bytes } of filesIn(archive)) {
    const file = await disk.open(`${DIRECTORY}/${name}`, 'write');
    await file.truncate(0);
    await file.write(0, [bytes.slice()]);
    await file.close();
  }
  return disk;
}

async function write(log: SegmentedLog, recorder: LogRecorder, entries: LogEntry[]): Promise<void> {
  log.append(entries);
  await recorder.synced();
}

/** One segment after a crash, several with their indexes after a clean stop, and one of which retention took the front. */
async function seeds(): Promise<Seed[]> {
  const found: Seed[] = [];
  for (const [groups, stopsCleanly] of [
    [3, false],
    [9, true],
  ] as const) {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    const log = await openLog(disk);
    const recorder = new LogRecorder(log);
    const maker = new EntryMaker();
    await write(log, recorder, [maker.termStart(), maker.configuration(1, 2)]);
    for (let i = 0; i < groups; i += 1) await write(log, recorder, maker.batches(2));
    if (stopsCleanly) await log.storeCheckpoint(Uint8Array.of(1, 2, 3));
    if (stopsCleanly) await log.close();
    found.push(await archiveOf(disk));
    if (!stopsCleanly) continue;
    const again = await openLog(disk, { settings: { ...SMALL, retentionBytes: 1 } });
    await again.enforceRetention(10_000, again.lastPosition, () => Uint8Array.of(9));
    found.push(await archiveOf(disk));
  }
  return found;
}

/** Everything that a replica asks of a log when it starts, and later. Rejects with LogDamage. */
async function readAll(log: SegmentedLog): Promise<number> {
  const { base, lastPosition } = log;
  const entries = await log.readEntries(base.position, lastPosition);
  let at: Position = base.position;
  for (const entry of entries) {
    if (!isSamePosition(entry.prev, at)) {
      throw new Finding(
        'differential',
        `an entry at ${showPosition(entry.prev)}, not ${showPosition(at)}`,
      );
    }
    at = entry.end;
  }
  await log.readBatches(log.logStartOffset, lastPosition.nextOffset, 10_000);
  await log.findTimestamp(1001, lastPosition.nextOffset);
  log.boundaryAtOrBefore(lastPosition);
  return entries.length;
}

export const logRecovery: Target = {
  name: 'log-recovery',
  what: 'recovery of a whole directory (segments, seals, indexes, epochs, checkpoints); what opens can be read, written and opened again',
  // The latter of records behind a true checksum, which nobody let in: a search by time stops there.
  refusals: [LogDamage, MalformedBytes],
  weight: 1,
  inputBytesMax: 6000,
  seeds,
  run: async (input) => {
    const disk = await diskOf(input);
    const log = await openLog(disk, { tailCacheBytes: 0 });
    const count = await readAll(log);
    const recorder = new LogRecorder(log);
    const { runs } = log.recovered;
    const lastTerm = Math.max(log.base.term, runs.at(-1)?.term ?? 0);
    if (lastTerm < 0x7fff_ffff) {
      const maker = new EntryMaker(log.lastPosition, lastTerm + 1);
      await write(log, recorder, [maker.termStart(), maker.batch()]);
    }
    if (recorder.failures.length > 0) {
      throw new Finding('differential', `opened, and cannot be written: ${recorder.failures[0]}`);
    }
    const end = log.lastPosition;
    await log.close();
    const again = await openLog(disk);
    if (!isSamePosition(again.lastPosition, end)) {
      const [was, is] = [showPosition(end), showPosition(again.lastPosition)];
      throw new Finding('round-trip', `it ended at ${was}, and at ${is} when opened again`);
    }
    await again.close();
    return accepted(
      `${Math.min(count, 9)} entries ${Math.min(runs.length, 4)} runs term ${term(lastTerm) > 1}`,
    );
  },
  repair: (input) => {
    for (const { number, bytes } of filesIn(input)) {
      if (number !== FIRST_SEGMENT && number < NAMES.length) repairFrame(bytes);
      else repairSegment(bytes);
    }
  },
};

/** The CRC of every batch, the checksum over their headers, and that of the seal, as far as groups follow each other. */
function repairSegment(segment: Uint8Array): void {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.length);
  for (let at = 0; at + SEAL_BYTES <= segment.length;) {
    const end = Math.min(at + SEAL_BYTES + view.getUint32(at + 68), segment.length);
    view.setUint32(at + 68, end - at - SEAL_BYTES);
    const headers: Uint8Array[] = [];
    for (let entry = at + SEAL_BYTES; entry + BATCH_HEADER_BYTES <= end;) {
      const size = batchSizeAt(segment, entry);
      if (size < BATCH_HEADER_BYTES || entry + size > end) break;
      stampCrc(segment.subarray(entry, entry + size));
      headers.push(segment.slice(entry, entry + SEALED_HEADER_BYTES));
      entry += size;
    }
    view.setUint32(at + 64, headers.length);
    view.setUint32(at + 72, crc32c(joined(headers)));
    view.setUint32(at + 76, crc32c(segment.subarray(at, at + 76)));
    at = end;
  }
}

const ID = 'AAAAAAAAAAAAAAAAAAAABA';

export const peersFile: Target = {
  name: 'peers-file',
  what: 'PeerIdentities: which brokers this one trusts',
  refusals: [StorageRefused],
  weight: 4,
  seeds: () =>
    [[], [1], [1, 2]].map((ids) =>
      seedOf(
        encodeIdentities(
          ids.map((id) => ({ nodeId: nodeId(id), directoryId: uuid(ID), formatId: uuid(ID) })),
        ),
      ),
    ),
  run: async (input) => {
    const disk = new SimDisk();
    await disk.makeDirectory('/data');
    const file = await disk.open('/data/peers', 'write');
    await file.write(0, [input.slice()]);
    await file.close();
    await PeerIdentities.open(disk, '/data');
    return accepted('opened');
  },
};
