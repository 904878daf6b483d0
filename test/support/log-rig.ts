/**
 * A SegmentedLog on a simulated disk beside a model of what it must hold: every log that it was in memory, and how
 * far it reported to be durable. Whatever a crash leaves must be a prefix of one of these, and not shorter than what
 * was reported (FAILURES.md: RecoveryPrefix).
 */
import assert from 'node:assert/strict';
import type { Offset } from '../../src/model/ids.ts';
import type { LogBase, LogEntry } from '../../src/model/log-entry.ts';
import {
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  ORIGIN,
  showPosition,
  type Position,
} from '../../src/model/position.ts';
import type { GroupId } from '../../src/model/topic-partition.ts';
import type { Disk } from '../../src/platform/disk.ts';
import type { SimDisk } from '../../src/sim/disk.ts';
import { FlushScheduler } from '../../src/storage/flush-scheduler.ts';
import type { LogSettings } from '../../src/storage/log.ts';
import { newLogStart } from '../../src/storage/log-files.ts';
import { SegmentedLog } from '../../src/storage/segmented-log.ts';
import { configurationOf, EntryMaker, GROUP, SETTINGS, SILENT } from './log-entries.ts';
import { LogRecorder } from './log-recorder.ts';

export const DIRECTORY = '/data/log';
export const BOOTSTRAP = configurationOf(1, 2, 3);

/** Small segments, sparse and dense enough that every path is taken. */
export const SMALL: LogSettings = { ...SETTINGS, segmentBytes: 1200 };

export const INDEX_INTERVAL_BYTES = 200;

export const FAKE_CLOCK = {
  now: () => 5_000,
  monotonic: () => 0,
  setTimer: () => ({ cancel() {} }),
};

export interface OpenOptions {
  readonly group?: GroupId;
  readonly settings?: LogSettings;
  readonly tailCacheBytes?: number;
}

export function openLog(disk: Disk, options: OpenOptions = {}): Promise<SegmentedLog> {
  return SegmentedLog.open({
    disk,
    clock: FAKE_CLOCK,
    directory: DIRECTORY,
    group: options.group ?? GROUP,
    bootstrap: BOOTSTRAP,
    settings: options.settings ?? SMALL,
    flush: new FlushScheduler(2),
    logger: SILENT,
    tailCacheBytes: options.tailCacheBytes ?? 600,
    indexIntervalBytes: INDEX_INTERVAL_BYTES,
  });
}

export interface LogContent {
  readonly base: LogBase;
  readonly entries: readonly LogEntry[];
}

/** What must be found on the disk at one moment. */
export interface Expectation {
  /** Every log that it was since the last reported reset. */
  readonly history: readonly LogContent[];
  /** All of the newest log up to here was reported durable, and not cut since. */
  readonly durable: Position;
  /** The base was reported to be there already. */
  readonly baseAtLeast: Position;
}

export class LogRig {
  disk: SimDisk;
  maker: EntryMaker;
  log!: SegmentedLog;
  recorder!: LogRecorder;
  private readonly group: GroupId;
  private readonly onDisk: (disk: SimDisk) => void;
  private content: LogContent = { base: newLogStart(BOOTSTRAP).base, entries: [] };
  private history: LogContent[] = [this.content];
  /** Of the truncations that the disk may still be about to carry out. */
  private lowestCut: Position | undefined;
  private durable: Position = ORIGIN;
  private baseAtLeast: Position = ORIGIN;

  /** `onDisk` is called with every disk that it comes to lie on, before anything is done there. */
  constructor(disk: SimDisk, onDisk: (disk: SimDisk) => void = () => {}, group = GROUP) {
    this.disk = disk;
    this.onDisk = onDisk;
    this.group = group;
    this.maker = this.makerAt(ORIGIN, 1);
  }

  /** What a crash left; `reopen` comes next. */
  moveTo(disk: SimDisk): void {
    this.disk = disk;
    this.onDisk(disk);
  }

  get now(): LogContent {
    return this.content;
  }

  get boundaries(): Position[] {
    return [this.content.base.position, ...this.content.entries.map((entry) => entry.end)];
  }

  async open(): Promise<this> {
    await this.disk.makeDirectory('/data');
    await this.disk.syncDirectory('/');
    this.onDisk(this.disk);
    await this.reopen();
    return this;
  }

  /** After a close or a crash: what is there becomes what must be there. */
  async reopen(options: OpenOptions = {}): Promise<void> {
    const expected = this.expectation();
    this.log = await openLog(this.disk, { group: this.group, ...options });
    const content = await checkRecovered(this.log, expected);
    this.watch(this.log);
    this.content = content;
    this.forgetHistory();
    this.durable = this.log.lastPosition;
    const lastTerm = content.entries.at(-1)?.term ?? content.base.term;
    this.maker = this.makerAt(this.log.lastPosition, Math.max(1, lastTerm));
  }

  private watch(log: SegmentedLog): void {
    // After a crash the old log runs on, on a disk that is given up; what it reports counts no more.
    const current = (): boolean => this.recorder === recorder;
    const recorder = new LogRecorder(log, {
      persisted: (position) => {
        if (!current()) return;
        this.durable = position;
        if (this.lowestCut !== undefined && isAtOrBefore(position, this.lowestCut)) return;
        // What was cut is off the disk: only this log, or a longer one, can be there.
        if (isSamePosition(position, this.log.lastPosition)) this.forgetHistory();
      },
      reset: (base) => {
        if (!current()) return;
        this.forgetHistory();
        this.durable = base.position;
        this.baseAtLeast = base.position;
      },
      baseMoved: (base) => {
        if (!current()) return;
        this.remember(droppedBelow(this.content, base));
        this.baseAtLeast = base.position;
      },
    });
    this.recorder = recorder;
  }

  append(entries: readonly LogEntry[]): void {
    this.remember({ ...this.content, entries: [...this.content.entries, ...entries] });
    this.log.append(entries);
  }

  truncate(to: Position): void {
    const entries = this.content.entries.filter((entry) => isAtOrBefore(entry.end, to));
    this.remember({ ...this.content, entries });
    this.durable = earlier(this.durable, to);
    this.lowestCut = earlier(to, this.lowestCut ?? to);
    this.log.truncate(to);
    this.maker.backTo(to);
  }

  reset(base: LogBase, logStartOffset: Offset, state: Uint8Array): void {
    this.remember({ base, entries: [] });
    this.durable = ORIGIN;
    this.baseAtLeast = ORIGIN;
    this.log.reset(base, logStartOffset, state);
    this.maker = this.makerAt(base.position, base.term + 1);
  }

  /** The base that a compaction up to `at` would have. */
  baseAt(at: Position): LogBase {
    const before = this.content.entries.filter((entry) => isAtOrBefore(entry.end, at));
    const placed = before.findLast((entry) => entry.kind === 'configuration');
    return {
      position: at,
      term: before.at(-1)?.term ?? this.content.base.term,
      configuration:
        placed?.kind === 'configuration' ? placed.configuration : this.content.base.configuration,
    };
  }

  expectation(): Expectation {
    return {
      history: [...this.history],
      durable: this.durable,
      baseAtLeast: this.baseAtLeast,
    };
  }

  /** What another group has says so. */
  private makerAt(at: Position, term: number): EntryMaker {
    return new EntryMaker(at, term, this.group === GROUP ? '' : 'other ');
  }

  private forgetHistory(): void {
    this.history = [this.content];
    this.lowestCut = undefined;
  }

  private remember(content: LogContent): void {
    this.content = content;
    this.history.push(content);
  }
}

function droppedBelow(content: LogContent, base: LogBase): LogContent {
  return {
    base,
    entries: content.entries.filter((entry) => isAtOrBefore(base.position, entry.prev)),
  };
}

/** Reads all of it, through files and memory, and compares it with what may be there. */
export async function checkRecovered(
  log: SegmentedLog,
  expected: Expectation,
): Promise<LogContent> {
  const { base } = log;
  const entries = await log.readEntries(base.position, log.lastPosition);
  const content = { base, entries };
  const isKnown = expected.history.some((state) => isPrefixOf(content, state));
  const shown = `${showPosition(base.position)} to ${showPosition(log.lastPosition)}`;
  assert.ok(isKnown, `recovered ${shown}, which the log never was a prefix of`);
  const isWhole = isAtOrBefore(expected.durable, log.lastPosition);
  assert.ok(isWhole, `recovered ${shown}, but ${showPosition(expected.durable)} was durable`);
  const isBaseKept = isAtOrBefore(expected.baseAtLeast, base.position);
  assert.ok(isBaseKept, `base went back to ${shown}`);
  assert.deepEqual(log.syncedPosition, log.lastPosition);
  assert.deepEqual(log.recovered.lastPosition, log.lastPosition);
  checkRuns(log, content);
  return content;
}

function isPrefixOf(content: LogContent, state: LogContent): boolean {
  const { base, entries } = content;
  const at = base.position;
  if (isBefore(at, state.base.position)) return false;
  const isBoundary =
    isSamePosition(at, state.base.position) ||
    state.entries.some((entry) => isSamePosition(entry.end, at));
  if (!isBoundary) return false;
  const behind = state.entries.filter((entry) => isAtOrBefore(at, entry.prev));
  if (entries.length > behind.length) return false;
  return entries.every((entry, i) => isSameEntry(entry, behind[i]!));
}

function isSameEntry(a: LogEntry, b: LogEntry): boolean {
  if (a.kind !== b.kind || a.term !== b.term || !isSamePosition(a.end, b.end)) return false;
  if (a.kind !== 'batch' || b.kind !== 'batch') return true;
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i]);
}

function checkRuns(log: SegmentedLog, { base, entries }: LogContent): void {
  const runs: { term: number; from: Position; to: Position }[] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last?.term === entry.term) last.to = entry.end;
    else runs.push({ term: entry.term, from: entry.prev, to: entry.end });
  }
  assert.deepEqual(log.recovered.runs, runs);
  assert.deepEqual(log.recovered.base, base);
  const configurations = entries.flatMap((entry) =>
    entry.kind === 'configuration'
      ? [{ position: entry.end, configuration: entry.configuration }]
      : [],
  );
  assert.deepEqual(log.recovered.configurations, configurations);
}
