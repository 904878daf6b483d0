/**
 * Opens a partition directory: finishes what a crash interrupted, tells a torn tail from damage, and leaves a log all
 * of which is synced (RAFT.md rule 8; DESIGN.md section 5).
 *
 *   intents finished -> checkpoint -> segments, oldest to newest -> torn tail cut -> tail rewritten and synced
 *
 * Torn: unsound, above the durable mark, and no later write behind it. Everything else that is unsound is damage, and
 * then nothing is changed. After an unclean stop the unmarked tail, which is the last write, goes to a new file first:
 * if the sync of that write had failed, the kernel calls its pages clean, and another sync would lie (row 5).
 */
import type { Configuration } from '../model/log-entry.ts';
import {
  isAtOrBefore,
  isBefore,
  isSamePosition,
  later,
  showPosition,
  type Position,
} from '../model/position.ts';
import type { Disk } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import {
  finishReset,
  finishRewrite,
  INDEX_SUFFIX,
  listOrMakeDirectory,
  LOG_SUFFIX,
  logPath,
  TIME_INDEX_SUFFIX,
} from './directory-repair.ts';
import { readWholeFile, replaceFile, TEMPORARY_SUFFIX } from './framed-file.ts';
import type { GroupSource } from './group.ts';
import { decodeIndexFiles, type SegmentSummary } from './index-files.ts';
import {
  CLEAN_STOP,
  decodeCleanStop,
  decodeLogStart,
  decodeProducerState,
  decodeTailRewrite,
  encodeLogStart,
  encodeTailRewrite,
  LOG_START,
  newLogStart,
  PRODUCER_STATE,
  RESET,
  REWRITE,
  type CleanStop,
  type LogStart,
} from './log-files.ts';
import { LogDamage } from './log.ts';
import { highestMarkBehind, scanSegment, type SegmentScan } from './scan-segment.ts';
import type { Segment } from './segment.ts';
import { TermRuns } from './term-runs.ts';

/** No write of ours is longer; a longer unsound stretch is something else than a torn write. */
const TORN_BYTES_MAX = 64 * 1024 * 1024;

export interface RecoveryOptions {
  readonly disk: Disk;
  readonly logger: Logger;
  readonly directory: string;
  readonly identity: Uint8Array;
  readonly bootstrap: Configuration;
  readonly indexIntervalBytes: number;
}

export interface RecoveredDirectory {
  readonly start: LogStart;
  /** Of the floor above; undefined when it has to be derived again. */
  readonly checkpoint: Uint8Array | undefined;
  readonly segments: Segment[];
  /** From the start of the first segment, which may lie below the base. */
  readonly runs: TermRuns;
}

export async function recoverDirectory(options: RecoveryOptions): Promise<RecoveredDirectory> {
  const { disk, directory } = options;
  await finishIntents(options);
  const names = await listOrMakeDirectory(disk, directory);
  const segmentNames = segmentNamesOf(directory, names);
  const start = await loadLogStart(options, names);
  const cleanStop = names.includes(CLEAN_STOP) ? await loadCleanStop(options) : undefined;
  const chain = new Chain({ options, names: new Set(names), start, cleanStop });
  for (const [i, name] of segmentNames.entries()) {
    await chain.add(name, i === segmentNames.length - 1);
  }
  chain.check();
  for (const name of chain.belowBase) await disk.remove(logPath(directory, name));
  await reopen(options, names, chain.segments);
  const checkpoint = names.includes(PRODUCER_STATE) ? await loadCheckpoint(options) : undefined;
  return { start, checkpoint, segments: chain.segments, runs: chain.runs };
}

/** Also used to begin a replica of a damaged log anew; then only `reset` is looked at. */
export async function finishIntents({
  disk,
  directory,
  identity,
  logger,
}: RecoveryOptions): Promise<void> {
  const names = await listOrMakeDirectory(disk, directory);
  if (names.includes(RESET)) {
    await readSound(disk, `${directory}/${RESET}`, (bytes) => decodeLogStart(identity, bytes));
    logger.warn('log-reset-finished', { directory });
    await finishReset(disk, directory);
    return;
  }
  for (const name of names) {
    if (name.endsWith(TEMPORARY_SUFFIX)) await disk.remove(`${directory}/${name}`);
  }
  if (names.includes(REWRITE)) {
    const rewrite = await readSound(disk, `${directory}/${REWRITE}`, (bytes) =>
      decodeTailRewrite(identity, bytes),
    );
    logger.warn('log-rewrite-finished', { directory, bytes: rewrite.bytes.length });
    await finishRewrite(disk, directory, rewrite);
  }
}

/** Other files may lie in the directory (the host keeps one there), but nothing that looks like ours and is not. */
function segmentNamesOf(directory: string, names: readonly string[]): string[] {
  const segments: string[] = [];
  for (const name of names) {
    const [, stem, ending] = /^(.*)(\.log|\.index|\.timeindex)$/.exec(name) ?? [];
    if (stem === undefined) continue;
    if (!/^\d{20}$/.test(stem)) {
      throw new LogDamage(
        `${directory}/${name} is not named as a file of a log is; move it elsewhere`,
      );
    }
    if (ending === LOG_SUFFIX) segments.push(stem);
  }
  return segments.sort();
}

async function loadLogStart(options: RecoveryOptions, names: readonly string[]): Promise<LogStart> {
  const { disk, directory, identity, bootstrap } = options;
  const path = `${directory}/${LOG_START}`;
  if (names.includes(LOG_START)) {
    return readSound(disk, path, (bytes) => decodeLogStart(identity, bytes));
  }
  if (names.some((name) => name.endsWith(LOG_SUFFIX)))
    throw new LogDamage(`${directory} has segments but no ${LOG_START} checkpoint`);
  const start = newLogStart(bootstrap);
  await replaceFile(disk, directory, LOG_START, encodeLogStart(identity, start));
  return start;
}

async function loadCleanStop(options: RecoveryOptions): Promise<CleanStop | undefined> {
  const path = `${options.directory}/${CLEAN_STOP}`;
  try {
    const bytes = (await readWholeFile(options.disk, path)) ?? new Uint8Array(0);
    return decodeCleanStop(options.identity, bytes);
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    // The mark only saves a scan and raises the durable mark; without it the stop counts as unclean.
    options.logger.warn('log-clean-stop-unreadable', { path, reason: error.message });
    return undefined;
  }
}

async function loadCheckpoint(options: RecoveryOptions): Promise<Uint8Array | undefined> {
  const path = `${options.directory}/${PRODUCER_STATE}`;
  try {
    const bytes = (await readWholeFile(options.disk, path)) ?? new Uint8Array(0);
    return decodeProducerState(options.identity, bytes);
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
    options.logger.warn('log-checkpoint-unreadable', { path, reason: error.message });
    return undefined;
  }
}

interface FoundDirectory {
  readonly options: RecoveryOptions;
  readonly names: ReadonlySet<string>;
  readonly start: LogStart;
  readonly cleanStop: CleanStop | undefined;
}

/** The segments so far, each of which must begin where the one before it ended. */
class Chain {
  readonly segments: Segment[] = [];
  /**
   * Retention stored the base and was deleting what lies below when a crash came. Some of it may be missing: before
   * the first segment that is needed, a gap is none.
   */
  readonly belowBase: string[] = [];
  readonly runs: TermRuns;

  private readonly options: RecoveryOptions;
  private readonly names: ReadonlySet<string>;
  private readonly start: LogStart;
  private readonly cleanStop: CleanStop | undefined;

  constructor(found: FoundDirectory) {
    this.options = found.options;
    this.names = found.names;
    this.start = found.start;
    this.cleanStop = found.cleanStop;
    this.runs = new TermRuns(found.start.base);
  }

  async add(name: string, isLast: boolean): Promise<void> {
    const path = logPath(this.options.directory, name);
    const file = await this.options.disk.open(path, 'read');
    try {
      const fileBytes = await file.size();
      const source = { file, fileBytes, identity: this.options.identity };
      const isTrusted = !isLast || this.cleanStop?.lastSegment?.name === name;
      const loaded = isTrusted ? await this.load(name, fileBytes) : undefined;
      if (loaded !== undefined) this.link(loaded);
      else await this.scan(source, name, isLast);
    } catch (error) {
      throw located(error, path);
    } finally {
      await file.close();
    }
  }

  /** The whole log against its checkpoint and, if there is one, the mark of a clean stop. */
  check(): void {
    const { directory } = this.options;
    const end = this.segments.at(-1)?.end ?? this.start.base.position;
    const termAtBase = this.runs.termAt(this.start.base.position);
    if (termAtBase !== this.start.base.term) {
      throw new LogDamage(
        `${directory} has term ${termAtBase} at its log start, whose checkpoint says ${this.start.base.term}`,
      );
    }
    if (this.cleanStop !== undefined && !isSamePosition(this.cleanStop.end, end)) {
      throw new LogDamage(
        `${directory} ends at ${showPosition(end)}, but stopped cleanly at ${showPosition(this.cleanStop.end)}`,
      );
    }
  }

  private get end(): Position | undefined {
    return this.segments.at(-1)?.end;
  }

  private async load(name: string, fileBytes: number): Promise<SegmentSummary | undefined> {
    const { disk, directory, identity, indexIntervalBytes, logger } = this.options;
    const isIndexed =
      this.names.has(`${name}${INDEX_SUFFIX}`) && this.names.has(`${name}${TIME_INDEX_SUFFIX}`);
    if (!isIndexed) return undefined;
    const index = await readWholeFile(disk, `${directory}/${name}${INDEX_SUFFIX}`);
    const timeIndex = await readWholeFile(disk, `${directory}/${name}${TIME_INDEX_SUFFIX}`);
    if (index === undefined || timeIndex === undefined) return undefined;
    try {
      const summary = decodeIndexFiles({ index, timeIndex }, identity, indexIntervalBytes);
      if (summary.segment.name !== name) throw new LogDamage('it is of another segment');
      if (summary.segment.bytes !== fileBytes)
        throw new LogDamage('the segment has another length');
      return summary;
    } catch (error) {
      if (!(error instanceof LogDamage)) throw error;
      logger.warn('log-index-rebuilt', { directory, segment: name, reason: error.message });
      return undefined;
    }
  }

  private async scan(source: GroupSource, name: string, isLast: boolean): Promise<void> {
    const scan = await scanSegment(source, {
      name,
      start: this.end,
      startIfEmpty: this.end ?? this.start.base.position,
      prevTerm: this.segments.length > 0 ? this.runs.lastTerm : undefined,
      prevTermIfEmpty: this.runs.lastTerm,
      indexIntervalBytes: this.options.indexIntervalBytes,
    });
    if (scan.fault !== undefined) await this.requireTorn(source, scan, isLast);
    if (scan.summary.segment.name !== name) return this.passOver(name);
    if (!this.link(scan.summary)) return;
    const isSettled = scan.fault === undefined && this.cleanStop?.lastSegment?.name === name;
    if (isLast && !isSettled) await this.settleTail(source, scan);
  }

  /** Nothing sound is in the file, and its name is not where the log goes on: a leftover below the base, or damage. */
  private passOver(name: string): void {
    if (this.end !== undefined || Number(name) > this.start.base.position.nextOffset) {
      throw new LogDamage('is empty, and its name is not where the log before it ends');
    }
    this.belowBase.push(name);
  }

  /** Throws unless the fault can only be a write that a crash cut short. */
  private async requireTorn(
    source: GroupSource,
    scan: SegmentScan,
    isLast: boolean,
  ): Promise<void> {
    const { filePosition, reason } = scan.fault!;
    const soundEnd = scan.summary.segment.end;
    const behind = await highestMarkBehind(source, filePosition + 1);
    let mark = behind === undefined ? scan.mark : later(scan.mark, behind);
    if (this.cleanStop !== undefined) mark = later(mark, this.cleanStop.end);
    const tornBytes = source.fileBytes - filePosition;
    if (isLast && isAtOrBefore(mark, soundEnd) && tornBytes <= TORN_BYTES_MAX) return;
    throw new LogDamage(
      `${reason}, at byte ${filePosition}, position ${showPosition(soundEnd)}; the log was synced up to ` +
        `${showPosition(mark)}, so this is damage and not a torn write`,
    );
  }

  /** Cuts a torn end off, and makes the last write durable for certain. */
  private async settleTail(source: GroupSource, scan: SegmentScan): Promise<void> {
    const { disk, directory, identity, logger } = this.options;
    const { segment } = scan.summary;
    const path = logPath(directory, segment.name);
    const tornBytes = source.fileBytes - segment.bytes;
    if (scan.fault !== undefined) {
      logger.warn('log-tail-cut', {
        path,
        bytes: tornBytes,
        reason: scan.fault.reason,
        end: showPosition(segment.end),
      });
    }
    const tail = await source.file.read(scan.unmarkedFrom, segment.bytes - scan.unmarkedFrom);
    if (tail.length > 0) {
      const rewrite = { segmentName: segment.name, filePosition: scan.unmarkedFrom, bytes: tail };
      await replaceFile(disk, directory, REWRITE, encodeTailRewrite(identity, rewrite));
      await finishRewrite(disk, directory, rewrite);
      logger.info('log-tail-settled', { path, bytes: tail.length, end: showPosition(segment.end) });
      return;
    }
    const file = await disk.open(path, 'write');
    try {
      await file.truncate(segment.bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** False: all of it lies below the base. */
  private link(summary: SegmentSummary): boolean {
    const { segment, prevTerm, runs, configurations } = summary;
    const { base } = this.start;
    const expected = this.end;
    if (expected === undefined && isAtOrBefore(segment.end, base.position)) {
      this.belowBase.push(segment.name);
      return false;
    }
    if (expected !== undefined && !isSamePosition(segment.start, expected)) {
      throw new LogDamage(
        `begins at ${showPosition(segment.start)} where ${showPosition(expected)} is the end`,
      );
    }
    if (expected === undefined) {
      if (isBefore(base.position, segment.start)) {
        throw new LogDamage(
          `begins at ${showPosition(segment.start)}, behind the log start ${showPosition(base.position)}`,
        );
      }
      this.runs.moveBase({ ...base, position: segment.start, term: prevTerm });
    } else if (prevTerm !== this.runs.lastTerm) {
      throw new LogDamage('begins after another term than the segment before it ends with');
    }
    for (const run of runs) this.runs.extend(run.term, run.from, run.to);
    for (const one of configurations) this.runs.place(one);
    this.segments.push(segment);
    return true;
  }
}

/** From here on the last segment may be written: no mark and no index may speak of it any more. */
async function reopen(
  { disk, directory }: RecoveryOptions,
  names: readonly string[],
  segments: readonly Segment[],
): Promise<void> {
  const indexed = new Set(segments.slice(0, -1).map((segment) => segment.name));
  const isStale = (name: string): boolean => {
    const [, stem] = /^(\d{20})\.(?:index|timeindex)$/.exec(name) ?? [];
    if (stem === undefined) return name === CLEAN_STOP;
    return !indexed.has(stem);
  };
  const stale = names.filter(isStale);
  for (const name of stale) await disk.remove(`${directory}/${name}`);
  // Also for a segment whose name a crash of the process left unsynced: it is about to be relied upon.
  await disk.syncDirectory(directory);
}

async function readSound<T>(
  disk: Disk,
  path: string,
  decode: (bytes: Uint8Array) => T,
): Promise<T> {
  const bytes = await readWholeFile(disk, path);
  try {
    return decode(bytes ?? new Uint8Array(0));
  } catch (error) {
    throw located(error, path);
  }
}

/** Damage is reported as a sentence about the file; whoever found it did not know which one it is. */
function located(error: unknown, path: string): unknown {
  return error instanceof LogDamage ? new LogDamage(`${path} ${error.message}`) : error;
}
