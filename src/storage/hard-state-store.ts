/**
 * Term and vote of all groups in one file (hard-state.ts has the contract, hard-state-file.ts the bytes). One write
 * and one sync at a time; what comes meanwhile goes out together with the next. When the file is full, and at
 * each start, all of it goes to a new file: after a failed sync in an earlier life a second sync of the same pages
 * would lie (FAILURES.md row 5).
 */
import { invariant } from '../base/invariant.ts';
import type { HardState } from '../model/log-entry.ts';
import type { GroupKey } from '../model/topic-partition.ts';
import type { Clock } from '../platform/clock.ts';
import type { Disk, DiskFile } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import { readWholeFile, replaceFile } from './framed-file.ts';
import {
  decodeHardStateFile,
  encodeHardStateBlock,
  encodeHardStateFile,
  encodeVoucher,
  VOUCHER_AT,
  type HardStateRow,
} from './hard-state-file.ts';
import type { HardStateStore } from './hard-state.ts';
import { StorageRefused } from './storage-refused.ts';

export interface HardStateOptions {
  readonly disk: Disk;
  readonly path: string;
  readonly logger: Logger;
  readonly clock?: Clock;
  /**
   * Make the file when it is absent. Only for a directory that never took part: an absent file otherwise means that
   * votes were lost, and the store refuses (FAILURES.md row 2). `formatDirectory` makes it.
   */
  readonly create?: boolean;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Rejects with StorageRefused, in one sentence, when the file is absent, damaged or of a newer format. */
export async function openHardStateStore(options: HardStateOptions): Promise<HardStateStore> {
  const { disk, path, logger } = options;
  const bytes = await readWholeFile(disk, path);
  if (bytes === undefined && options.create !== true) {
    throw new StorageRefused(
      `${path} is missing, so this broker no longer knows its votes and must not take part: ` +
        'restore it, or format the broker anew with a new directory id.',
    );
  }
  const decoded = bytes && decodeHardStateFile(bytes, path);
  if (decoded !== undefined && decoded.tornBytes > 0) {
    logger.warn('hard-state-tail-cut', { path, bytes: decoded.tornBytes });
  }
  const store = new HardStateFileStore(disk, path, decoded?.states ?? new Map());
  await store.checkpoint();
  return store;
}

class HardStateFileStore implements HardStateStore {
  private file: DiskFile | undefined;
  private fileBytes = 0;
  /** Where the next block goes. */
  private end = 0;
  private pending = new Map<GroupKey, HardState | undefined>();
  private waiters: Waiter[] = [];
  private flushing: Promise<void> | undefined;
  private failure: Error | undefined;
  private isClosed = false;

  private readonly disk: Disk;
  private readonly path: string;
  private readonly states: Map<GroupKey, HardState>;

  constructor(disk: Disk, path: string, states: Map<GroupKey, HardState>) {
    this.disk = disk;
    this.path = path;
    this.states = states;
  }

  read(group: GroupKey): HardState | undefined {
    return this.states.get(group);
  }

  write(group: GroupKey, hardState: HardState): Promise<void> {
    const before = this.states.get(group);
    invariant(
      before === undefined || before.currentTerm <= hardState.currentTerm,
      'a term never goes back',
    );
    return this.put(group, hardState);
  }

  forget(group: GroupKey): Promise<void> {
    return this.states.has(group) ? this.put(group, undefined) : Promise.resolve();
  }

  get fault(): string | undefined {
    return this.failure?.message;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.flushing;
    await this.file?.close();
    this.file = undefined;
  }

  /** All states in a new file, durable, in place of the old one. */
  async checkpoint(): Promise<void> {
    const at = this.path.lastIndexOf('/');
    const { bytes, end } = encodeHardStateFile([...this.states]);
    await this.file?.close();
    await replaceFile(this.disk, this.path.slice(0, at), this.path.slice(at + 1), bytes);
    this.file = await this.disk.open(this.path, 'write');
    this.fileBytes = bytes.length;
    this.end = end;
  }

  private put(group: GroupKey, hardState: HardState | undefined): Promise<void> {
    if (this.failure !== undefined || this.isClosed) {
      return Promise.reject(this.failure ?? new Error('the hard-state store is closed'));
    }
    if (hardState === undefined) this.states.delete(group);
    else this.states.set(group, hardState);
    this.pending.set(group, hardState);
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  private async flush(): Promise<void> {
    // Writes of the rest of this turn join the first block.
    await Promise.resolve();
    while (this.pending.size > 0) {
      const rows = [...this.pending];
      const { waiters } = this;
      this.pending = new Map();
      this.waiters = [];
      try {
        await this.store(rows);
        for (const waiter of waiters) waiter.resolve();
      } catch (error) {
        this.failure = error instanceof Error ? error : new Error(String(error));
        for (const waiter of [...waiters, ...this.waiters]) waiter.reject(error);
        this.pending = new Map();
        this.waiters = [];
      }
    }
    this.flushing = undefined;
  }

  private async store(rows: readonly HardStateRow[]): Promise<void> {
    const block = encodeHardStateBlock(rows, this.end);
    const end = this.end + block.length;
    if (end > this.fileBytes) {
      await this.checkpoint();
      return;
    }
    const file = this.file!;
    await file.write(this.end, [block]);
    await file.sync();
    // Not synced: it vouches for the block once it happens to be durable, and costs no second sync.
    await file.write(VOUCHER_AT, [encodeVoucher(end)]);
    this.end = end;
  }
}
