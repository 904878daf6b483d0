/**
 * What clients of one partition were told, shown to the checkers. Every value is sent once in the whole run, so a value
 * stands for its record: it has one offset for ever, and an offset has one value for ever.
 */
import type { FetchResult } from '../../broker/api.ts';
import { baseOffsetAt, lastOffsetDeltaAt } from '../../record/batch-header.ts';
import { iterateRecords } from '../../record/records.ts';
import type { HistoryCheckers } from '../checkers/history-checkers.ts';

export interface ReadRecord {
  readonly offset: number;
  readonly value: string;
}

export class PartitionHistory {
  readonly name: string;
  acknowledgedCount = 0;
  readCount = 0;
  private readonly checkers: HistoryCheckers;
  /** Looks at the disks, when the answer is there. */
  private readonly durable: ((baseOffset: number, values: readonly string[]) => void) | undefined;

  constructor(
    name: string,
    checkers: HistoryCheckers,
    durable?: (baseOffset: number, values: readonly string[]) => void,
  ) {
    this.name = name;
    this.checkers = checkers;
    this.durable = durable;
  }

  /** Exclusive: every offset that was acknowledged is below it. */
  get acknowledgedEnd(): number {
    return this.checkers.ackedNeverLost.acknowledgedEnd;
  }

  sending(values: readonly string[]): void {
    this.checkers.noPhantomRead.sending(values);
  }

  /** By acks=all. `endWhenSent`: the acknowledgedEnd at that moment. */
  acknowledged(baseOffset: number, values: readonly string[], endWhenSent: number): void {
    this.checkers.ackedNeverLost.acknowledged(baseOffset, values, endWhenSent);
    for (const [at, value] of values.entries()) this.note(baseOffset + at, value, 'acknowledged');
    this.durable?.(baseOffset, values);
    this.acknowledgedCount += values.length;
  }

  /** By a client that cannot say where. */
  acknowledgedSomewhere(value: string): void {
    this.checkers.ackedNeverLost.acknowledgedSomewhere(value);
    this.acknowledgedCount += 1;
  }

  read({ offset, value }: ReadRecord, expectedOffset: number): void {
    this.checkers.offsetDense.read(offset, expectedOffset);
    this.checkers.noPhantomRead.read(offset, value);
    this.note(offset, value, 'read');
    this.readCount += 1;
  }

  /** To be given to `fetched`. */
  asking(): ReadonlyMap<number, number> {
    return this.checkers.highWatermark.asking();
  }

  get deliveredEnd(): number {
    return this.checkers.groupDeliversAll.deliveredEnd;
  }

  /** To a handler of a member of the group. */
  delivered({ offset, value }: ReadRecord): void {
    this.checkers.groupDeliversAll.delivered(offset);
    this.checkers.noPhantomRead.read(offset, value);
    this.note(offset, value, 'read');
    this.readCount += 1;
  }

  /** As a client gets them whose answers say nothing of epochs. */
  served(batches: readonly Uint8Array[]): void {
    this.checkers.noServeCorrupt.served(this.name, batches);
  }

  /** An answer to a fetch; what is in it is not read yet. */
  fetched(answer: FetchResult, shownWhenAsked: ReadonlyMap<number, number>): void {
    const { batches, leaderEpoch, highWatermark } = answer;
    this.checkers.noServeCorrupt.served(this.name, batches);
    const last = batches.at(-1);
    const end = last === undefined ? 0 : baseOffsetAt(last) + lastOffsetDeltaAt(last) + 1;
    this.checkers.highWatermark.answered(shownWhenAsked, {
      leaderEpoch,
      highWatermark,
      end,
    });
  }

  latestListed(latest: number, endWhenAsked: number): void {
    this.checkers.ackedNeverLost.latestListed(latest, endWhenAsked);
  }

  /** Of the place that a reader had come to. */
  outOfRange(offset: number, logStart: number): void {
    this.checkers.offsetDense.outOfRange(offset, logStart);
  }

  logStartSeen(logStart: number): void {
    this.checkers.offsetDense.startSeen(logStart);
  }

  /** The whole partition, when all is well again. */
  readToEnd(records: readonly ReadRecord[], logStart: number): void {
    this.logStartSeen(logStart);
    for (const [at, record] of records.entries()) this.read(record, logStart + at);
    const valueAt = new Map(records.map(({ offset, value }) => [offset, value]));
    const { ackedNeverLost, noPhantomRead, noDuplicate } = this.checkers;
    ackedNeverLost.readToEnd(valueAt, logStart, logStart + records.length);
    noPhantomRead.readToEnd(valueAt, logStart);
    noDuplicate.readToEnd(records.map(({ value }) => value));
  }

  private note(offset: number, value: string, how: 'acknowledged' | 'read'): void {
    this.checkers.offsetStable.seen(offset, value, how);
    this.checkers.noDuplicate.seen(offset, value);
  }
}

/** From `start` on: the first batch may begin before. */
export function recordsOf(batches: readonly Uint8Array[], start: number): ReadRecord[] {
  const records: ReadRecord[] = [];
  const decoder = new TextDecoder();
  for (const batch of batches) {
    for (const { offset, value } of iterateRecords(batch)) {
      if (offset >= start) records.push({ offset, value: decoder.decode(value ?? undefined) });
    }
  }
  return records;
}
