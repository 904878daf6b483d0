/**
 * The producer table of one replica, kept in step with its log: it hears of every append, truncation, commit and reset,
 * in their order, so in steady state nothing is read back. What it costs to begin again is bounded by a checkpoint,
 * and what retention takes away stays in the state of the log's base (docs/decisions/0019-idempotent-produce.md).
 */
import { MalformedBytes } from '../base/byte-reader.ts';
import { invariant } from '../base/invariant.ts';
import { offset, type Offset } from '../model/ids.ts';
import { isBefore, position, type Position } from '../model/position.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { LogDamage, type Log } from '../storage/log.ts';
import {
  ProducerTable,
  type KnownProducer,
  type ProducedBatch,
  type Sequence,
} from './producer-table.ts';
import { steadyDates } from './steady-dates.ts';
import { decodeProducerTable, encodeProducerTable } from './producer-table-codec.ts';

export interface ProducersOptions {
  /** producer.id.expiration.ms */
  readonly expirationMs: number;
  /** Of log: what a start reads again at most. */
  readonly checkpointEveryBytes: number;
  /** Batches that a start holds ready to be taken back; none but a test has a reason to change it. */
  readonly uncommittedMaxAtLoad?: number;
}

export interface ProducersModules {
  readonly log: Log;
  readonly clock: Clock;
  readonly logger: Logger;
}

const LOAD_BYTES = 1 << 20;
/** About 120 MB: a log that is read from its base, because its checkpoint is gone, may have any number of batches. */
const UNCOMMITTED_MAX_AT_LOAD = 1_000_000;

export class Producers {
  /** Before which somebody deleted the records since the start. */
  deletedTo: Offset | undefined;
  private readonly options: ProducersOptions;
  private readonly modules: ProducersModules;
  private table: ProducerTable;
  /** Below it batches were taken for committed at the start, unheard, since more were there than can be truncated. */
  private presumedTo: Offset = offset(0);
  /** A wall clock that is set makes no producer expire. */
  private readonly dates: ReturnType<typeof steadyDates>;
  private bytesSinceCheckpoint = 0;
  private checkpointAt: Offset | undefined;

  private constructor(options: ProducersOptions, modules: ProducersModules, table: ProducerTable) {
    this.options = options;
    this.modules = modules;
    this.table = table;
    this.dates = steadyDates(modules.clock);
  }

  /** Before the replica takes part. Reads the log behind its checkpoint; all of it if there is none. */
  static async load(options: ProducersOptions, modules: ProducersModules): Promise<Producers> {
    const producers = new Producers(options, modules, bestTableOf(options, modules));
    await producers.readBehind(producers.table.committedTo);
    return producers;
  }

  /**
   * What the leader is to do with a batch: the batch that it is a retry of, or undefined when it may be appended. Throws
   * a BrokerError when it must not be.
   */
  judge(sequence: Sequence): ProducedBatch | undefined {
    return this.table.judge(sequence, this.dates.now());
  }

  /** Those of which something is committed. */
  known(): readonly KnownProducer[] {
    return Array.from(this.table.committedProducers(), ([, producer]) => producer);
  }

  /** Stamped, and next in the log. Said twice it counts once. */
  appended(batch: Uint8Array): void {
    if (this.table.append(batch, this.dates)) this.bytesSinceCheckpoint += batch.length;
  }

  truncated(to: Position): void {
    invariant(to.nextOffset >= this.presumedTo, 'a truncation takes back few batches');
    this.table.truncate(to.nextOffset);
  }

  committed(commitIndex: Position): void {
    this.table.commit(commitIndex.nextOffset);
    if (this.bytesSinceCheckpoint >= this.options.checkpointEveryBytes) {
      void this.storeCheckpoint(commitIndex);
    }
  }

  /** The log begins anew, with the leader's state. Throws MalformedBytes. */
  reset(state: Uint8Array): void {
    this.table = decodeProducerTable(state, this.options.expirationMs);
    this.presumedTo = offset(0);
    this.bytesSinceCheckpoint = 0;
    this.checkpointAt = this.table.committedTo;
  }

  /** Old segments go, and the state of what was in them stays with the base. */
  async enforceRetention(nowMs: number, commitIndex: Position): Promise<void> {
    if (!this.isTrueAt(commitIndex)) return;
    await this.modules.log.enforceRetention(nowMs, commitIndex, () => this.encode());
  }

  /** Likewise, for records that somebody wants to be gone. */
  async deleteBefore(before: Offset, commitIndex: Position): Promise<void> {
    if (!this.isTrueAt(commitIndex)) return;
    await this.modules.log.deleteBefore(before, commitIndex, () => this.encode());
    const isDone = before <= this.modules.log.logStartOffset;
    if (isDone && before > (this.deletedTo ?? 0)) this.deletedTo = before;
  }

  /** Resolves when it is stored; at once when the last one says all that there is to say. */
  async storeCheckpoint(commitIndex: Position): Promise<void> {
    const { committedTo } = this.table;
    if (!this.isTrueAt(commitIndex) || committedTo === this.checkpointAt) return;
    this.bytesSinceCheckpoint = 0;
    this.checkpointAt = committedTo;
    // A log that fails meanwhile says so itself.
    await this.modules.log.storeCheckpoint(this.encode()).catch(() => undefined);
  }

  /** After a start, the table may count more as committed than this replica has heard of. */
  private isTrueAt(commitIndex: Position): boolean {
    return this.table.committedTo <= commitIndex.nextOffset;
  }

  private encode(): Uint8Array {
    this.table.forgetExpired(this.dates.now());
    return encodeProducerTable(this.table);
  }

  private async readBehind(from: Offset): Promise<void> {
    const { log } = this.modules;
    const heldMax = this.options.uncommittedMaxAtLoad ?? UNCOMMITTED_MAX_AT_LOAD;
    this.checkpointAt = from;
    let at = log.boundaryAtOrBefore(position(from, 0));
    while (isBefore(at, log.lastPosition)) {
      const { end } = log.boundaryAfter(at, LOAD_BYTES);
      for (const entry of await log.readEntries(at, end)) {
        if (entry.kind === 'batch') this.appended(entry.bytes);
      }
      if (this.table.uncommittedCount > heldMax) {
        this.presumedTo = end.nextOffset;
        this.table.commit(end.nextOffset);
      }
      at = end;
    }
  }
}

/** The state of the base, or the checkpoint, which is a cache, if that one is sound and says more. */
function bestTableOf({ expirationMs }: ProducersOptions, modules: ProducersModules): ProducerTable {
  const { log, logger } = modules;
  let table: ProducerTable;
  try {
    table = decodeProducerTable(log.baseState, expirationMs);
  } catch (error) {
    if (error instanceof MalformedBytes) throw new LogDamage(`its base: ${error.message}`);
    throw error;
  }
  if (log.checkpoint === undefined) return table;
  try {
    const checkpoint = decodeProducerTable(log.checkpoint, expirationMs);
    if (checkpoint.committedTo > log.lastPosition.nextOffset) {
      throw new MalformedBytes('it is of a longer log');
    }
    if (checkpoint.committedTo >= table.committedTo) table = checkpoint;
  } catch (error) {
    if (!(error instanceof MalformedBytes)) throw error;
    logger.warn('producer-state-unusable', { reason: error.message });
  }
  return table;
}
