/**
 * What every Log must do, whatever is behind it. Entries are made so that each tells where it belongs; what a log gives
 * back is compared with what it was given.
 */
import { describe, expect, it } from 'vitest';
import { offset, term } from '../../src/model/ids.ts';
import type { LogEntry } from '../../src/model/log-entry.ts';
import {
  isAtOrBefore,
  isBefore,
  ORIGIN,
  position,
  type Position,
} from '../../src/model/position.ts';
import { LogDamage, type Log } from '../../src/storage/log.ts';
import { configurationOf, EntryMaker } from '../support/log-entries.ts';
import { LogRecorder } from '../support/log-recorder.ts';

export interface LogFixture {
  /** An empty log with the bootstrap configuration {1,2,3}, in small segments. */
  open(): Promise<Log>;
  /** The same log after a clean stop; undefined: it keeps nothing. */
  readonly reopen?: (log: Log) => Promise<Log>;
}

const BASE = { position: ORIGIN, term: term(0), configuration: configurationOf(1, 2, 3) };

async function start(fixture: LogFixture): Promise<{ log: Log; recorder: LogRecorder }> {
  const log = await fixture.open();
  return { log, recorder: new LogRecorder(log) };
}

/** Terms, markers and batches of several sizes, over several segments. */
function mixture(): { entries: LogEntry[]; maker: EntryMaker } {
  const maker = new EntryMaker();
  const entries = [
    maker.termStart(),
    ...maker.batches(3, { records: 2 }),
    maker.configuration(1, 2),
  ];
  entries.push(...maker.batches(5, { valueBytes: 300 }));
  maker.backTo(maker.position);
  entries.push(maker.termStart(), ...maker.batches(8, { records: 3, valueBytes: 90 }));
  return { entries, maker };
}

function endAfter(entries: readonly LogEntry[], count: number): Position {
  return entries.slice(0, count).at(-1)?.end ?? ORIGIN;
}

function bytesOf(entries: readonly LogEntry[]): Uint8Array[] {
  return entries.flatMap((entry) => (entry.kind === 'batch' ? [entry.bytes] : []));
}

export function logCases(name: string, fixture: LogFixture): void {
  describe(name, () => {
    it('begins empty at its base', async () => {
      const { log } = await start(fixture);
      expect(log.recovered).toEqual({
        base: BASE,
        lastPosition: ORIGIN,
        runs: [],
        configurations: [],
      });
      expect(log.lastPosition).toEqual(ORIGIN);
      expect(log.syncedPosition).toEqual(ORIGIN);
      expect(log.logStartOffset).toBe(0);
      expect(log.baseState.length).toBe(0);
      expect(log.boundaryAtOrBefore(position(7, 0))).toEqual(ORIGIN);
      expect(log.endOfEpoch(term(9))).toBeUndefined();
      await log.close();
    });

    it('takes an append into memory at once and reports it when it is synced', async () => {
      const { log, recorder } = await start(fixture);
      const { entries, maker } = mixture();
      log.append(entries);
      expect(log.lastPosition).toEqual(maker.position);
      expect(log.syncedPosition).toEqual(ORIGIN);
      expect(recorder.persistedCalls).toEqual([]);
      expect(await log.readEntries(ORIGIN, maker.position)).toEqual(entries);
      await recorder.synced();
      expect(log.syncedPosition).toEqual(maker.position);
      expect(recorder.persistedCalls.at(-1)).toEqual({ position: maker.position, term: 2 });
      await log.close();
    });

    it('gives back what it was given, from any boundary to any other', async () => {
      const { log, recorder } = await start(fixture);
      const { entries } = mixture();
      for (const entry of entries) {
        log.append([entry]);
        await recorder.synced();
      }
      for (let first = 0; first < entries.length; first += 1) {
        for (let next = first; next <= entries.length; next += 3) {
          const from = endAfter(entries, first);
          const upTo = endAfter(entries, next);
          expect(await log.readEntries(from, upTo)).toEqual(entries.slice(first, next));
        }
      }
      await log.close();
    });

    it('reads batches without markers, at least one, and no more bytes than asked beyond the first', async () => {
      const { log, recorder } = await start(fixture);
      const { entries, maker } = mixture();
      log.append(entries);
      await recorder.synced();
      const end = maker.position.nextOffset;
      for (const bytesMax of [0, 1, 100, 333, 500, 4096]) {
        for (let from = 0; from < end; from += 1) {
          const found = await log.readBatches(offset(from), end, bytesMax);
          const wanted = bytesOf(entries.filter((entry) => entry.end.nextOffset > from));
          expect(found.length).toBeGreaterThan(0);
          expect(found).toEqual(wanted.slice(0, found.length));
          const bytes = found.reduce((sum, batch) => sum + batch.length, 0);
          if (found.length > 1) expect(bytes).toBeLessThanOrEqual(bytesMax);
        }
      }
      expect(await log.readBatches(end, end, 1000)).toEqual([]);
      await log.close();
    });

    it('reads no batch that begins at or behind the end of the range', async () => {
      const { log, recorder } = await start(fixture);
      const maker = new EntryMaker();
      const entries = maker.batches(6, { records: 2 });
      log.append(entries);
      await recorder.synced();
      const found = await log.readBatches(offset(1), offset(7), 1 << 20);
      expect(found).toEqual(bytesOf(entries.slice(0, 4)));
      await log.close();
    });

    it('answers only with true boundaries, and moves on from each', async () => {
      const { log, recorder } = await start(fixture);
      const { entries, maker } = mixture();
      log.append(entries);
      await recorder.synced();
      const boundaries = [ORIGIN, ...entries.map((entry) => entry.end)];
      for (let n = 0; n <= maker.position.nextOffset + 1; n += 1) {
        for (let ordinal = 0; ordinal < 4; ordinal += 1) {
          const found = log.boundaryAtOrBefore(position(n, ordinal));
          expect(isAtOrBefore(found, position(n, ordinal))).toBe(true);
          expect(boundaries).toContainEqual(found);
        }
      }
      expect(log.boundaryAtOrBefore(maker.position)).toEqual(maker.position);
      for (const bytesMax of [1, 200, 900, 1 << 20]) {
        let at: Position = ORIGIN;
        while (isBefore(at, log.lastPosition)) {
          const { end, bytes } = log.boundaryAfter(at, bytesMax);
          expect(isBefore(at, end)).toBe(true);
          expect(boundaries).toContainEqual(end);
          expect(bytes).toBeGreaterThan(0);
          at = end;
        }
      }
      await log.close();
    });

    it('forgets what a truncation drops, at once, and goes on from there', async () => {
      for (let kept = 0; kept < mixture().entries.length; kept += 1) {
        const { log, recorder } = await start(fixture);
        const { entries, maker } = mixture();
        log.append(entries);
        if (kept % 2 === 0) await recorder.synced();
        const to = endAfter(entries, kept);
        log.truncate(to);
        expect(log.lastPosition).toEqual(to);
        expect(isAtOrBefore(log.syncedPosition, to)).toBe(true);
        expect(log.boundaryAtOrBefore(maker.position)).toEqual(to);
        maker.backTo(to, 7);
        const more = [maker.termStart(), ...maker.batches(3, { valueBytes: 150 })];
        log.append(more);
        await recorder.synced();
        const all = [...entries.slice(0, kept), ...more];
        expect(await log.readEntries(ORIGIN, maker.position)).toEqual(all);
        expect(recorder.persistedCalls.at(-1)).toEqual({ position: maker.position, term: 7 });
        await log.close();
      }
    });

    it('never reports as persisted what was truncated meanwhile', async () => {
      const { log, recorder } = await start(fixture);
      const maker = new EntryMaker();
      const first = maker.batches(2);
      const kept = maker.position;
      log.append([...first, ...maker.batches(4)]);
      await Promise.resolve();
      log.truncate(kept);
      const before = recorder.persistedCalls.length;
      await recorder.synced();
      expect(log.syncedPosition).toEqual(kept);
      for (const call of recorder.persistedCalls.slice(before)) {
        expect(call).toEqual({ position: kept, term: 1 });
      }
      await log.close();
    });

    it('never speaks of entries that a queued truncation removes', async () => {
      for (let turns = 0; turns < 15; turns += 1) {
        const { log, recorder } = await start(fixture);
        const maker = new EntryMaker();
        const first = maker.batches(2);
        const kept = maker.position;
        log.append([...first, ...maker.batches(4)]);
        for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        const before = recorder.persistedCalls.length;
        log.truncate(kept);
        // Nothing of what is cut ends where this does: a report of that would be a report of no boundary.
        log.append([maker.backTo(kept).batch({ records: 20 })]);
        await recorder.synced();
        const calls = recorder.persistedCalls.slice(before);
        expect(calls.pop()).toEqual({ position: maker.position, term: 2 });
        for (const call of calls) expect(call).toEqual({ position: kept, term: 1 });
        await log.close();
      }
    });

    it('starts over at a new base', async () => {
      const { log, recorder } = await start(fixture);
      const { entries } = mixture();
      log.append(entries);
      const base = {
        position: position(1000, 2),
        term: term(5),
        configuration: configurationOf(4),
      };
      const state = Uint8Array.of(1, 2, 3);
      log.reset(base, offset(1003), state);
      expect(log.base).toEqual(base);
      expect(log.lastPosition).toEqual(base.position);
      await recorder.until(() => recorder.resets.length > 0);
      expect(recorder.resets).toEqual([base]);
      expect(log.logStartOffset).toBe(1003);
      expect(log.baseState).toEqual(state);
      const maker = new EntryMaker(base.position, 6);
      const more = [maker.termStart(), ...maker.batches(4, { records: 2 })];
      log.append(more);
      await recorder.synced();
      expect(await log.readEntries(base.position, maker.position)).toEqual(more);
      expect(log.boundaryAtOrBefore(ORIGIN)).toEqual(base.position);
      await expect(log.readEntries(ORIGIN, maker.position)).rejects.toMatchObject({ kind: 'gone' });
      await log.close();
    });

    it('moves its base for a snapshot, and keeps what lies behind it', async () => {
      const { log, recorder } = await start(fixture);
      const { entries, maker } = mixture();
      log.append(entries);
      await recorder.synced();
      const at = endAfter(entries, 10);
      const base = { position: at, term: term(1), configuration: configurationOf(1, 2) };
      await log.compactTo(base, Uint8Array.of(9));
      expect(recorder.bases).toEqual([{ base, logStartOffset: at.nextOffset }]);
      expect(log.base).toEqual(base);
      expect(log.baseState).toEqual(Uint8Array.of(9));
      expect(log.boundaryAtOrBefore(ORIGIN)).toEqual(at);
      expect(log.boundaryAtOrBefore(at)).toEqual(at);
      expect(await log.readEntries(at, maker.position)).toEqual(entries.slice(10));
      await expect(log.readEntries(ORIGIN, at)).rejects.toBeInstanceOf(LogDamage);
      await log.close();
    });

    it('starts where it is told to, in the middle of whatever, and never behind what is committed', async () => {
      const { log, recorder } = await start(fixture);
      const { entries, maker } = mixture();
      log.append(entries);
      await recorder.synced();
      const committed = endAfter(entries, 10);
      const state = (): Uint8Array => Uint8Array.of(9);
      await log.deleteBefore(offset(3), committed, state);
      expect(log.logStartOffset).toBe(3);
      await log.deleteBefore(offset(2), committed, state);
      expect(log.logStartOffset).toBe(3);
      await log.deleteBefore(maker.position.nextOffset, committed, state);
      expect(log.logStartOffset).toBe(committed.nextOffset);
      expect(await log.readEntries(committed, maker.position)).toEqual(entries.slice(10));
      await log.close();
    });

    it('finds the first record at or after a time, exactly', async () => {
      const { log, recorder } = await start(fixture);
      const maker = new EntryMaker();
      // The times do not rise: a late record at offset 4, then earlier ones again.
      const times = [100, 200, 900, 300, 400, 1500, 600];
      for (const timestampMs of times) {
        log.append([maker.batch({ records: 2, timestampMs, valueBytes: 200 })]);
        await recorder.synced();
      }
      const all = times.flatMap((time) => [time, time + 1]);
      const end = maker.position.nextOffset;
      for (const wanted of [0, 100, 101, 102, 250, 301, 900, 902, 1500, 1501]) {
        const first = all.findIndex((time) => time >= wanted);
        const found = await log.findTimestamp(wanted, end);
        expect(found).toEqual({ offset: first, timestampMs: all[first], term: 1 });
      }
      expect(await log.findTimestamp(1502, end)).toBeUndefined();
      expect(await log.findTimestamp(900, offset(4))).toBeUndefined();
      await log.close();
    });

    it('knows where each epoch that has records ends', async () => {
      const { log } = await start(fixture);
      const maker = new EntryMaker(ORIGIN, 2);
      log.append([maker.termStart(), ...maker.batches(3)]);
      maker.backTo(maker.position, 4);
      log.append([maker.termStart()]);
      maker.backTo(maker.position, 6);
      log.append([maker.termStart(), ...maker.batches(2)]);
      expect(log.endOfEpoch(term(1))).toBeUndefined();
      expect(log.endOfEpoch(term(2))).toEqual({ epoch: 2, endOffset: 3 });
      expect(log.endOfEpoch(term(5))).toEqual({ epoch: 2, endOffset: 3 });
      expect(log.endOfEpoch(term(99))).toEqual({ epoch: 6, endOffset: 5 });
      await log.close();
    });

    it('refuses entries that do not go on where it ends, and cuts below its base', async () => {
      const { log } = await start(fixture);
      const maker = new EntryMaker(position(5, 0));
      expect(() => log.append([maker.batch()])).toThrow('entries go on where the log ends');
      const own = new EntryMaker();
      log.append(own.batches(2));
      await expect(log.readEntries(ORIGIN, position(9, 0))).rejects.toMatchObject({ kind: 'gone' });
      await log.close();
    });

    if (fixture.reopen !== undefined) reopenCases(fixture, fixture.reopen);
  });
}

function reopenCases(fixture: LogFixture, reopen: (log: Log) => Promise<Log>): void {
  it('is the same log after it was closed and opened', async () => {
    const { log } = await start(fixture);
    const { entries, maker } = mixture();
    log.append(entries);
    const again = await reopen(log);
    expect(again.recovered.lastPosition).toEqual(maker.position);
    expect(again.recovered.base).toEqual(BASE);
    expect(again.recovered.runs).toEqual([
      { term: 1, from: ORIGIN, to: position(11, 0) },
      { term: 2, from: position(11, 0), to: maker.position },
    ]);
    expect(again.recovered.configurations).toEqual([
      { position: position(6, 1), configuration: configurationOf(1, 2) },
    ]);
    expect(await again.readEntries(ORIGIN, maker.position)).toEqual(entries);
    const recorder = new LogRecorder(again);
    const more = maker.batches(3);
    again.append(more);
    await recorder.synced();
    const third = await reopen(again);
    expect(await third.readEntries(ORIGIN, maker.position)).toEqual([...entries, ...more]);
    await third.close();
  });

  it('keeps over a restart from where its records are deleted', async () => {
    const { log, recorder } = await start(fixture);
    const { entries, maker } = mixture();
    log.append(entries);
    await recorder.synced();
    const before = offset(maker.position.nextOffset - 1);
    await log.deleteBefore(before, maker.position, () => Uint8Array.of(9));
    const { base, logStartOffset } = log;
    expect(logStartOffset).toBe(before);
    const again = await reopen(log);
    expect([again.base, again.logStartOffset]).toEqual([base, before]);
    expect(again.lastPosition).toEqual(maker.position);
    const left = entries.filter(({ end }) => end.nextOffset > base.position.nextOffset);
    expect(await again.readEntries(base.position, maker.position)).toEqual(left);
    await again.close();
  });

  it('keeps base, log start and state over a restart', async () => {
    const { log, recorder } = await start(fixture);
    const base = { position: position(50, 1), term: term(3), configuration: configurationOf(7) };
    log.reset(base, offset(60), Uint8Array.of(4));
    await recorder.until(() => recorder.resets.length > 0);
    const again = await reopen(log);
    expect(again.recovered.base).toEqual(base);
    expect(again.recovered.lastPosition).toEqual(base.position);
    expect(again.logStartOffset).toBe(60);
    expect(again.baseState).toEqual(Uint8Array.of(4));
    await again.close();
  });
}
