/**
 * Reads a segment file from its first byte to its last, verifies everything, and sums it up. It decides nothing:
 * whether a fault is a torn tail or damage is recovery's question (recovery.ts).
 */
import type { Term } from '../model/ids.ts';
import type { LogEntry } from '../model/log-entry.ts';
import {
  isAtOrBefore,
  isBefore,
  isSamePosition,
  later,
  showPosition,
  type Position,
} from '../model/position.ts';
import { maxTimestampAt } from '../record/batch-header.ts';
import {
  entryIsIntact,
  openGroup,
  READ_BYTES,
  walkGroups,
  type Group,
  type GroupSource,
} from './group.ts';
import type { SegmentSummary } from './index-files.ts';
import { LogDamage } from './log.ts';
import { decodeSeal, SEAL_BYTES, SEAL_MAGIC, type Seal } from './seal.ts';
import { Segment, segmentName } from './segment.ts';
import { TermRuns, type PlacedConfiguration } from './term-runs.ts';

export interface SegmentScan {
  /** Of what is sound. */
  readonly summary: SegmentSummary;
  /** The highest durable mark that its seals carry. */
  readonly mark: Position;
  /** Where in the file the first group lies that the mark does not cover; the end of what is sound if none. */
  readonly unmarkedFrom: number;
  readonly fault: { readonly filePosition: number; readonly reason: string } | undefined;
}

export interface ScanOptions {
  readonly name: string;
  /** Where the segment before it ended; undefined for the first one, whose own first seal says it. */
  readonly start: Position | undefined;
  /** Used while nothing sound is in the file, in place of `start` and `prevTerm`. */
  readonly startIfEmpty: Position;
  readonly prevTermIfEmpty: Term;
  readonly prevTerm: Term | undefined;
  readonly indexIntervalBytes: number;
}

export async function scanSegment(source: GroupSource, options: ScanOptions): Promise<SegmentScan> {
  const scan = new Scanner(options);
  const walk = await walkGroups(source, 0, (group) => scan.visit(group));
  const { filePosition, fault } = walk;
  return scan.finish(
    fault === undefined ? undefined : { filePosition, reason: fault },
    filePosition,
  );
}

class Scanner {
  private segment: Segment | undefined;
  private prevTerm: Term;
  private runs: TermRuns | undefined;
  private mark: Position;
  private unmarked: { filePosition: number; end: Position }[] = [];

  private readonly options: ScanOptions;

  constructor(options: ScanOptions) {
    this.options = options;
    this.mark = options.startIfEmpty;
    this.prevTerm = options.prevTermIfEmpty;
  }

  visit(group: Group): boolean {
    const { seal } = group;
    this.expect(group);
    const entries = openGroup(group);
    for (const entry of entries) {
      if (!entryIsIntact(entry)) {
        throw new LogDamage(
          `has a batch at offset ${entry.prev.nextOffset} that fails its checksum`,
        );
      }
    }
    const segment = (this.segment ??= this.begin(group));
    for (const entry of entries) this.runs!.add(entry);
    segment.addGroup({
      prev: seal.prev,
      filePosition: group.filePosition,
      maxTimestampMs: maxTimestampOf(entries),
    });
    segment.end = entries.at(-1)?.end ?? segment.end;
    segment.bytes = group.filePosition + SEAL_BYTES + group.bytes.length;
    this.prevTerm = this.runs!.lastTerm;
    this.mark = later(this.mark, seal.synced);
    this.unmarked.push({ filePosition: group.filePosition, end: segment.end });
    while (this.unmarked.length > 0 && isAtOrBefore(this.unmarked[0]!.end, this.mark)) {
      this.unmarked.shift();
    }
    return true;
  }

  finish(fault: SegmentScan['fault'], soundBytes: number): SegmentScan {
    const segment = this.segment ?? this.emptySegment();
    const configurations: readonly PlacedConfiguration[] = this.runs?.configurations() ?? [];
    return {
      summary: {
        segment,
        prevTerm: this.firstPrevTerm ?? this.options.prevTermIfEmpty,
        runs: this.runs?.list() ?? [],
        configurations,
      },
      mark: this.mark,
      unmarkedFrom: this.unmarked[0]?.filePosition ?? soundBytes,
      fault,
    };
  }

  private firstPrevTerm: Term | undefined;

  private begin(group: Group): Segment {
    const { seal } = group;
    this.firstPrevTerm = seal.prevTerm;
    this.runs = new TermRuns({
      position: seal.prev,
      term: seal.prevTerm,
      configuration: { voters: [], learners: [] },
    });
    const segment = new Segment(seal.prev, this.options.indexIntervalBytes);
    segment.createdMs = seal.writtenMs;
    return segment;
  }

  private emptySegment(): Segment {
    return new Segment(
      this.options.start ?? this.options.startIfEmpty,
      this.options.indexIntervalBytes,
    );
  }

  /** The group must begin exactly where the one before it ended. */
  private expect({ seal }: Group): void {
    const expected = this.segment?.end ?? this.options.start;
    if (expected !== undefined && !isSamePosition(seal.prev, expected)) {
      throw new LogDamage(
        `goes on at ${showPosition(seal.prev)} where ${showPosition(expected)} is the end`,
      );
    }
    if (this.segment === undefined && segmentName(seal.prev.nextOffset) !== this.options.name) {
      throw new LogDamage(`begins at ${showPosition(seal.prev)}, which is not its name`);
    }
    const hasTerm = this.segment !== undefined || this.options.prevTerm !== undefined;
    if (hasTerm && seal.prevTerm !== this.prevTerm) {
      throw new LogDamage(`says term ${seal.prevTerm} of an entry of term ${this.prevTerm}`);
    }
    if (isBefore(seal.prev, seal.synced))
      throw new LogDamage('has a durable mark behind its place');
  }
}

function maxTimestampOf(entries: readonly LogEntry[]): number {
  let max = -1;
  for (const entry of entries) {
    if (entry.kind === 'batch') max = Math.max(max, maxTimestampAt(entry.bytes));
  }
  return max;
}

/**
 * Calls `visit` for every place at or behind `from` where a sound seal of this group stands, in order, until it
 * returns false. Looks at every byte: behind a fault nothing says where the next group begins.
 */
export async function findSeals(
  source: GroupSource,
  from: number,
  visit: (seal: Seal, filePosition: number) => boolean,
): Promise<void> {
  const first = SEAL_MAGIC >>> 24;
  for (let at = from; at + SEAL_BYTES <= source.fileBytes;) {
    const window = await source.file.read(at, Math.min(READ_BYTES, source.fileBytes - at));
    if (window.length < SEAL_BYTES) return;
    for (let i = window.indexOf(first); i >= 0; i = window.indexOf(first, i + 1)) {
      const seal = sealAt(window, i, source.identity);
      if (seal !== undefined && !visit(seal, at + i)) return;
    }
    // A seal may lie across two windows.
    at += window.length - (SEAL_BYTES - 1);
  }
}

/** The highest durable mark of any sound seal at or behind `from`: what a fault there must not cut. */
export async function highestMarkBehind(
  source: GroupSource,
  from: number,
): Promise<Position | undefined> {
  let highest: Position | undefined;
  await findSeals(source, from, ({ synced }) => {
    highest = highest === undefined ? synced : later(highest, synced);
    return true;
  });
  return highest;
}

function sealAt(window: Uint8Array, at: number, identity: Uint8Array): Seal | undefined {
  try {
    const seal = decodeSeal(window, at, identity);
    return typeof seal === 'string' ? undefined : seal;
  } catch (error) {
    if (error instanceof LogDamage) return undefined;
    throw error;
  }
}
