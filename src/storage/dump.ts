/**
 * Reads everything that this folder writes, says what is in it and what is wrong with it: `flotilla log dump`. It
 * uses the readers of production, never throws for damage, and changes nothing.
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { showPosition } from '../model/position.ts';
import { DiskFault, type Disk } from '../platform/disk.ts';
import { INDEX_SUFFIX, LOG_SUFFIX, TIME_INDEX_SUFFIX } from './directory-repair.ts';
import { DumpSheet, showConfiguration, type DumpLine } from './dump-lines.ts';
import { dumpIndexFiles, dumpSegment, type SegmentDumpOptions } from './dump-segment.ts';
import { readWholeFile, TEMPORARY_SUFFIX } from './framed-file.ts';
import { decodeHardStateFile } from './hard-state-file.ts';
import {
  CLEAN_STOP,
  decodeCleanStop,
  decodeLogStart,
  decodeProducerState,
  decodeTailRewrite,
  LOG_START,
  PRODUCER_STATE,
  RESET,
  REWRITE,
} from './log-files.ts';
import { LogDamage } from './log.ts';
import { decodeMeta, HARD_STATE, META_PROPERTIES } from './meta-properties.ts';
import { GROUP_IDENTITY_BYTES } from './seal.ts';
import { StorageRefused } from './storage-refused.ts';

export type { DumpLine } from './dump-lines.ts';

/** Which topic a partition's directory belongs to; written by host/partition-directory.ts, a floor above this one. */
const PARTITION_METADATA = 'partition.metadata';

export interface DumpOptions {
  /** The records too. */
  readonly deep?: boolean;
  readonly fromOffset?: number;
  emit(line: DumpLine): void;
}

/** A partition's directory, a whole data directory, or one file. Resolves to the number of faults. */
export async function dumpLog(disk: Disk, path: string, options: DumpOptions): Promise<number> {
  const entries = await listIfDirectory(disk, path);
  if (entries === undefined) return dumpFile(disk, path, options, 'asked-for');
  let faults = 0;
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inner = `${path}/${entry.name}`;
    if (entry.kind === 'directory') faults += await dumpLog(disk, inner, options);
    else if (entry.kind === 'file') faults += await dumpFile(disk, inner, options);
  }
  return faults;
}

async function listIfDirectory(
  disk: Disk,
  path: string,
): Promise<Awaited<ReturnType<Disk['list']>> | undefined> {
  try {
    return await disk.list(path);
  } catch (error) {
    if (error instanceof DiskFault) return undefined;
    throw error;
  }
}

/** A stranger's file is a fault where it was asked for; in a directory it only lies about. */
async function dumpFile(
  disk: Disk,
  path: string,
  options: DumpOptions,
  why: 'asked-for' | 'met-in-directory' = 'met-in-directory',
): Promise<number> {
  const sheet = new DumpSheet(path, (line) => options.emit(line));
  const name = path.slice(path.lastIndexOf('/') + 1);
  const shown = { deep: options.deep ?? false, fromOffset: options.fromOffset ?? 0 };
  if (name.endsWith(LOG_SUFFIX)) {
    sheet.line('file', path);
    await dumpSegment(disk, path, sheet, shown);
  } else if (name.endsWith(INDEX_SUFFIX)) {
    sheet.line('file', path);
    await dumpIndexes(disk, path, sheet, shown);
  } else if (!name.endsWith(TIME_INDEX_SUFFIX)) {
    const bytes = await readWholeFile(disk, path);
    if (bytes === undefined) throw new DiskFault('not-found', path, `${path} does not exist`);
    const isKnown = dumpSmallFile(name, path, bytes, sheet);
    if (!isKnown && why === 'asked-for') sheet.fault('not a file of the storage');
    else if (!isKnown) sheet.line('state', 'not a file of the storage');
  } else if ((await readWholeFile(disk, indexPathOf(path))) === undefined) {
    sheet.line('file', path);
    sheet.fault('a time index without an index; both will be rebuilt from the segment');
  }
  return sheet.faults;
}

/** The time index is shown with the index, since neither counts without the other. */
async function dumpIndexes(
  disk: Disk,
  path: string,
  sheet: DumpSheet,
  options: SegmentDumpOptions,
): Promise<void> {
  const stem = path.slice(0, -INDEX_SUFFIX.length);
  const index = await readWholeFile(disk, path);
  const timeIndex = await readWholeFile(disk, `${stem}${TIME_INDEX_SUFFIX}`);
  if (index === undefined) throw new DiskFault('not-found', path, `${path} does not exist`);
  if (timeIndex === undefined) {
    sheet.fault('an index without a time index; both will be rebuilt from the segment');
    return;
  }
  const silent = new DumpSheet(path, () => {});
  try {
    const segment = await dumpSegment(disk, `${stem}${LOG_SUFFIX}`, silent, options);
    dumpIndexFiles({ index, timeIndex }, sheet, segment);
  } catch (error) {
    if (!(error instanceof DiskFault && error.kind === 'not-found')) throw error;
    sheet.fault('an index without a segment');
  }
}

function indexPathOf(timeIndexPath: string): string {
  return `${timeIndexPath.slice(0, -TIME_INDEX_SUFFIX.length)}${INDEX_SUFFIX}`;
}

/** False for a file that nothing here writes. */
function dumpSmallFile(name: string, path: string, bytes: Uint8Array, sheet: DumpSheet): boolean {
  sheet.line('file', path);
  try {
    if (name.endsWith(TEMPORARY_SUFFIX))
      sheet.line('state', 'left by an interrupted write; unused');
    else if (name === LOG_START || name === RESET) dumpLogStart(bytes, sheet);
    else if (name === REWRITE) dumpRewrite(bytes, sheet);
    else if (name === CLEAN_STOP) dumpCleanStop(bytes, sheet);
    else if (name === PRODUCER_STATE) dumpProducerState(bytes, sheet);
    else if (name === HARD_STATE) dumpHardState(bytes, path, sheet);
    else if (name === META_PROPERTIES) dumpMeta(bytes, path, sheet);
    else if (name === PARTITION_METADATA) dumpPartitionMetadata(bytes, sheet);
    else return false;
  } catch (error) {
    const isFault =
      error instanceof LogDamage ||
      error instanceof StorageRefused ||
      error instanceof MalformedBytes;
    if (!isFault) throw error;
    sheet.fault(error.message);
  }
  return true;
}

/** Every framed file begins its body with the group that it is of. */
function identityIn(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(12, 12 + GROUP_IDENTITY_BYTES);
}

function dumpLogStart(bytes: Uint8Array, sheet: DumpSheet): void {
  const { base, logStartOffset, state } = decodeLogStart(identityIn(bytes), bytes);
  sheet.line(
    'state',
    `base ${showPosition(base.position)}^${base.term} log start ${logStartOffset} ` +
      `${showConfiguration(base.configuration)} state ${state.length} bytes`,
    { base, logStartOffset, stateBytes: state.length },
  );
}

function dumpRewrite(bytes: Uint8Array, sheet: DumpSheet): void {
  const { segmentName, filePosition, bytes: tail } = decodeTailRewrite(identityIn(bytes), bytes);
  sheet.line('state', `${tail.length} bytes on their way to ${segmentName}.log @${filePosition}`, {
    segmentName,
    filePosition,
    bytes: tail.length,
  });
}

function dumpCleanStop(bytes: Uint8Array, sheet: DumpSheet): void {
  const { end, lastSegment } = decodeCleanStop(identityIn(bytes), bytes);
  const where =
    lastSegment === undefined ? 'no segment' : `${lastSegment.name}.log ${lastSegment.bytes} bytes`;
  sheet.line('state', `stopped cleanly at ${showPosition(end)}, ${where}`, { end, lastSegment });
}

/** The state is partition/producer-table-codec.ts's, a floor above this one; its head is told here. */
function dumpProducerState(bytes: Uint8Array, sheet: DumpSheet): void {
  const state = new ByteReader(decodeProducerState(identityIn(bytes), bytes));
  const [version, committedTo, producers] = [state.uint16(), state.int64(), state.uint32()];
  sheet.line('state', `version ${version} below offset ${committedTo} producers ${producers}`, {
    version,
    committedTo,
    producers,
  });
}

function dumpPartitionMetadata(bytes: Uint8Array, sheet: DumpSheet): void {
  const [, topicId] = /^topic_id: (\S+)$/m.exec(new TextDecoder().decode(bytes)) ?? [];
  if (topicId === undefined) sheet.fault('does not say which topic the directory belongs to');
  else sheet.line('state', `topic id ${topicId}`, { topicId });
}

function dumpHardState(bytes: Uint8Array, path: string, sheet: DumpSheet): void {
  const { states, tornBytes } = decodeHardStateFile(bytes, path);
  for (const [group, { currentTerm, votedFor }] of states) {
    const vote = votedFor === undefined ? 'no vote' : `voted for ${votedFor}`;
    sheet.line('state', `${group} term ${currentTerm} ${vote}`, { group, currentTerm, votedFor });
  }
  if (tornBytes > 0)
    sheet.line('state', `${tornBytes} bytes of an interrupted write`, { tornBytes });
}

function dumpMeta(bytes: Uint8Array, path: string, sheet: DumpSheet): void {
  const meta = decodeMeta(bytes, path);
  sheet.line(
    'state',
    `cluster ${meta.clusterId} node ${meta.nodeId} directory ${meta.directoryId} voters ` +
      meta.voters.map((voter) => `${voter.nodeId}@${voter.host}:${voter.port}`).join(','),
    { ...meta },
  );
}
