/**
 * The log of one group as the synced bytes of one disk hold it, read by the storage's own readers: what a power cut at this
 * moment would leave for certain. An entry is parsed once, when it is first asked for after its sync, and again
 * only when the file under it was rewritten. A file that only lost bits is not read again: what was synced there was
 * synced, and whoever flips bits answers for them.
 */
import { crcAt } from '../../record/batch-header.ts';
import type { LogEntry } from '../../model/log-entry.ts';
import { comparePositions, isSamePosition, type Position } from '../../model/position.ts';
import type { GroupId } from '../../model/topic-partition.ts';
import { LOG_SUFFIX } from '../../storage/directory-repair.ts';
import { entryIsIntact, openGroup } from '../../storage/group.ts';
import {
  decodeLogStart,
  decodeTailRewrite,
  LOG_START,
  RESET,
  REWRITE,
} from '../../storage/log-files.ts';
import { LogDamage } from '../../storage/log.ts';
import { decodeSeal, encodeGroupIdentity, SEAL_BYTES } from '../../storage/seal.ts';
import type { FileNode } from '../disk-tree.ts';
import type { SimDisk } from '../disk.ts';
import type { NamedEntry } from './log-matching.ts';

export interface SyncedEntry extends NamedEntry {
  /** Undefined for markers. */
  readonly batch: Uint8Array | undefined;
}

interface SyncedBase {
  readonly position: Position;
  readonly term: number;
}

interface SegmentRead {
  node: FileNode;
  rewrites: number;
  /** Of a rewrite that is under way. */
  rewrite: FileNode | undefined;
  parsedBytes: number;
  readonly entries: SyncedEntry[];
}

export interface SyncedLogOptions {
  readonly disk: SimDisk;
  readonly directory: string;
  readonly group: GroupId;
  /** Called for each entry that is parsed. */
  readonly parsed?: (entry: SyncedEntry) => void;
}

export class SyncedLog {
  private seenVersion = -1;
  private base: SyncedBase | undefined;
  private baseNode: FileNode | undefined;
  private baseRewrites = -1;
  private readonly segments = new Map<string, SegmentRead>();
  private names: string[] = [];
  /** Of the last look: another map when the directory has changed. */
  private files: ReadonlyMap<string, FileNode> | undefined;

  private readonly options: SyncedLogOptions;
  private readonly identity: Uint8Array;

  constructor(options: SyncedLogOptions) {
    this.options = options;
    this.identity = encodeGroupIdentity(options.group);
  }

  /** Whether the entry that ends there in that term is synced, or was and is covered by a synced base. */
  holds(position: Position, term: number): boolean {
    this.refresh();
    if (this.base === undefined) return false;
    const order = comparePositions(position, this.base.position);
    if (order < 0) return true;
    if (order === 0) return term === this.base.term;
    const entry = this.endingAt(position);
    return entry !== undefined && entry.term === term;
  }

  /** The batch with this offset; 'dropped' when it lies below the base. */
  batchAt(offset: number): Uint8Array | 'dropped' | undefined {
    this.refresh();
    if (this.base === undefined) return undefined;
    if (offset < this.base.position.nextOffset) return 'dropped';
    for (const { entries } of this.reads()) {
      const last = entries.at(-1);
      if (last === undefined || last.end.nextOffset <= offset) continue;
      const found = entries[firstIndex(entries, (entry) => entry.end.nextOffset > offset)];
      return found !== undefined && found.prev.nextOffset <= offset ? found.batch : undefined;
    }
    return undefined;
  }

  /** Oldest first. */
  entries(): readonly SyncedEntry[] {
    this.refresh();
    return this.reads().flatMap(({ entries }) => entries);
  }

  private endingAt(position: Position): SyncedEntry | undefined {
    for (const { entries } of this.reads()) {
      const last = entries.at(-1);
      if (last === undefined || comparePositions(last.end, position) < 0) continue;
      const at = firstIndex(entries, (entry) => comparePositions(entry.end, position) >= 0);
      const found = entries[at]!;
      return isSamePosition(found.end, position) ? found : undefined;
    }
    return undefined;
  }

  private reads(): SegmentRead[] {
    return this.names.map((name) => this.segments.get(name)!);
  }

  private refresh(): void {
    const { syncedVersion } = this.options.disk;
    if (syncedVersion === this.seenVersion) return;
    this.seenVersion = syncedVersion;
    const files = this.options.disk.syncedFiles(this.options.directory);
    const reset = files.get(RESET);
    this.readBase(reset ?? files.get(LOG_START));
    if (this.base === undefined || reset !== undefined) {
      this.names = [];
      this.files = undefined;
      this.segments.clear();
      return;
    }
    if (files === this.files) {
      for (const name of this.names) this.readSegment(name, files.get(name)!, files.get(REWRITE));
      return;
    }
    this.files = files;
    this.names = [];
    for (const [name, node] of files) {
      if (!name.endsWith(LOG_SUFFIX)) continue;
      this.names.push(name);
      this.readSegment(name, node, files.get(REWRITE));
    }
    this.names.sort();
    if (this.segments.size === this.names.length) return;
    for (const name of this.segments.keys()) if (!files.has(name)) this.segments.delete(name);
  }

  private readBase(node: FileNode | undefined): void {
    if (node === undefined) {
      this.base = undefined;
      this.baseNode = undefined;
      return;
    }
    const { size, rewrites } = node.durableImage;
    if (node === this.baseNode && rewrites === this.baseRewrites && this.base !== undefined) return;
    this.baseNode = node;
    this.baseRewrites = rewrites;
    try {
      const { base } = decodeLogStart(this.identity, node.readDurable(0, size));
      this.base = { position: base.position, term: base.term };
    } catch (error) {
      if (!(error instanceof LogDamage)) throw error;
      this.base = undefined;
    }
  }

  private readSegment(name: string, node: FileNode, rewrite: FileNode | undefined): void {
    const { size, rewrites } = node.durableImage;
    const known = this.segments.get(name);
    const isAsBefore =
      known !== undefined &&
      known.node === node &&
      known.rewrites === rewrites &&
      known.rewrite === rewrite;
    if (isAsBefore) {
      if (size > known.parsedBytes && rewrite === undefined) {
        this.parse(known, node.readDurable(known.parsedBytes, size - known.parsedBytes));
      }
      return;
    }
    const read: SegmentRead = {
      node,
      rewrites,
      rewrite,
      parsedBytes: 0,
      entries: [],
    };
    this.segments.set(name, read);
    this.parse(read, this.bytesOf(name, node, rewrite));
  }

  private bytesOf(name: string, node: FileNode, rewrite: FileNode | undefined): Uint8Array {
    const { size } = node.durableImage;
    const tail = rewrite === undefined ? undefined : this.decodeRewrite(rewrite);
    if (tail === undefined || `${tail.segmentName}${LOG_SUFFIX}` !== name) {
      return node.readDurable(0, size);
    }
    const head = node.readDurable(0, Math.min(size, tail.filePosition));
    const bytes = new Uint8Array(head.length + tail.bytes.length);
    bytes.set(head);
    bytes.set(tail.bytes, head.length);
    return bytes;
  }

  private decodeRewrite(node: FileNode): ReturnType<typeof decodeTailRewrite> | undefined {
    try {
      return decodeTailRewrite(this.identity, node.readDurable(0, node.durableImage.size));
    } catch (error) {
      if (error instanceof LogDamage) return undefined;
      throw error;
    }
  }

  /** From `read.parsedBytes` on, as far as it is sound. */
  private parse(read: SegmentRead, bytes: Uint8Array): void {
    let at = 0;
    try {
      while (at < bytes.length) {
        const seal = decodeSeal(bytes, at, this.identity);
        if (typeof seal === 'string') return;
        const end = at + SEAL_BYTES + seal.entriesBytes;
        if (end > bytes.length) return;
        const group = {
          seal,
          filePosition: at,
          bytes: bytes.subarray(at + SEAL_BYTES, end),
        };
        let prevTerm: number = seal.prevTerm;
        for (const entry of openGroup(group)) {
          // Only a power cut tears a batch that a sound seal covers.
          if (read.rewrites > 0 && !entryIsIntact(entry)) return;
          const parsed = nameOf(entry, prevTerm);
          read.entries.push(parsed);
          this.options.parsed?.(parsed);
          prevTerm = entry.term;
        }
        read.parsedBytes += end - at;
        at = end;
      }
    } catch (error) {
      if (!(error instanceof LogDamage)) throw error;
    }
  }
}

export function nameOf(entry: LogEntry, prevTerm: number): SyncedEntry {
  const { prev, end, term } = entry;
  if (entry.kind === 'batch') {
    return {
      prev,
      prevTerm,
      end,
      term,
      content: crcAt(entry.bytes),
      batch: entry.bytes,
    };
  }
  const content =
    entry.kind === 'configuration' ? JSON.stringify(entry.configuration) : 'term-start';
  return { prev, prevTerm, end, term, content, batch: undefined };
}

function firstIndex<T>(sorted: readonly T[], isReached: (item: T) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
