// Goal: a follower gets the messages of a leadership in the order of the core, whether their entries come from memory or
// from the disk, and none of a leadership that is over. Method: a log whose reads the test finishes by hand.
import { describe, expect, test } from 'vitest';
import { nodeId, term, type Term } from '../../../src/model/ids.ts';
import type { LogEntry } from '../../../src/model/log-entry.ts';
import { position, type Position } from '../../../src/model/position.ts';
import { EntrySender } from '../../../src/partition/entry-sender.ts';
import { DiskFault } from '../../../src/platform/disk.ts';
import type { Message } from '../../../src/raft/messages.ts';
import { LogDamage, type Log } from '../../../src/storage/log.ts';
import { MemoryLog } from '../../../src/storage/memory-log.ts';
import { configurationOf, EntryMaker } from '../../support/log-entries.ts';
import { settle } from '../../support/settle.ts';

const FOLLOWER = nodeId(2);
const OTHER = nodeId(3);

interface Read {
  finish(): void;
  fail(error: Error): void;
}

/** A log of ten batches. While `isCold`, reads wait until the test finishes them. */
class ColdLog extends MemoryLog {
  isCold = false;
  readonly reads: Read[] = [];

  constructor() {
    super({ bootstrap: configurationOf(1, 2, 3) });
    this.append(new EntryMaker().batches(10));
  }

  override readEntries(from: Position, upTo: Position): ReturnType<Log['readEntries']> {
    const entries = super.readEntries(from, upTo) as readonly LogEntry[];
    if (!this.isCold) return entries;
    return new Promise((resolve, reject) => {
      this.reads.push({ finish: () => resolve(entries), fail: reject });
    });
  }
}

function rig() {
  const log = new ColdLog();
  const sent: string[] = [];
  const damages: string[] = [];
  const state = { term: term(1) };
  const sender = new EntrySender({
    log,
    currentTerm: () => state.term,
    send: (to, message) => sent.push(`${to} ${show(message)}`),
    damaged: (reason) => damages.push(reason),
  });
  const sendEntries = (from: number, upTo: number, to = FOLLOWER): void =>
    sender.sendEntries(to, requestFrom(from, state.term), position(upTo, 0));
  return { log, sent, damages, state, sender, sendEntries };
}

function requestFrom(from: number, atTerm: Term) {
  return {
    kind: 'append-entries' as const,
    term: atTerm,
    prevLogIndex: position(from, 0),
    prevLogTerm: atTerm,
    leaderCommit: position(0, 0),
    readContext: 0,
  };
}

function show(message: Message): string {
  if (message.kind !== 'append-entries') return message.kind;
  return `${message.prevLogIndex.nextOffset}+${message.entries.length}`;
}

function heartbeat(at: number): Message {
  return { ...requestFrom(at, term(1)), entries: [] };
}

describe('entries in memory', () => {
  test('leave at once, in one message up to where the core said', () => {
    const { sent, sendEntries } = rig();
    sendEntries(0, 3);
    sendEntries(3, 10);
    expect(sent).toEqual(['2 0+3', '2 3+7']);
  });
});

describe('entries from the disk', () => {
  test('hold back what comes behind them to the same follower, and nobody else', async () => {
    const { log, sent, sender, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    log.isCold = false;
    sendEntries(3, 5);
    sender.send(FOLLOWER, heartbeat(5));
    sendEntries(0, 2, OTHER);
    await settle();
    expect(sent).toEqual(['3 0+2']);
    log.reads[0]!.finish();
    await settle();
    expect(sent).toEqual(['3 0+2', '2 0+3', '2 3+2', '2 5+0']);
    sendEntries(5, 6);
    expect(sent.at(-1)).toBe('2 5+1');
  });

  test('are read one after the other, never two at once for one follower', async () => {
    const { log, sent, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    sendEntries(3, 5);
    await settle();
    expect(log.reads).toHaveLength(1);
    log.reads[0]!.finish();
    await settle();
    expect(log.reads).toHaveLength(2);
    log.reads[1]!.finish();
    await settle();
    expect(sent).toEqual(['2 0+3', '2 3+2']);
  });

  test('of a term that ended during the read are dropped, and so is what waited behind them', async () => {
    const { log, sent, state, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    sendEntries(3, 5);
    state.term = term(2);
    log.reads[0]!.finish();
    await settle();
    expect(sent).toEqual([]);
    expect(log.reads).toHaveLength(1);
    log.isCold = false;
    sendEntries(5, 6);
    expect(sent).toEqual(['2 5+1']);
  });

  test('that a truncation or retention took away are no damage: the replica lives, the rest goes on', async () => {
    const { log, sent, damages, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    log.isCold = false;
    sendEntries(3, 5);
    log.reads[0]!.fail(new LogDamage('(0,0) is no longer in the log', 'gone'));
    await settle();
    expect(damages).toEqual([]);
    expect(sent).toEqual(['2 3+2']);
  });

  test('that no file can be opened for at the moment are no damage: the core sends them again', async () => {
    const { log, sent, damages, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    log.isCold = false;
    sendEntries(3, 5);
    log.reads[0]!.fail(new DiskFault('too-many-files', '/data/orders-0', 'EMFILE'));
    await settle();
    expect(damages).toEqual([]);
    expect(sent).toEqual(['2 3+2']);
  });

  test('that fail their checksum are damage, and so is any other failure of the read', async () => {
    const { log, sent, damages, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    log.reads[0]!.fail(new LogDamage('a batch at offset 1 fails its checksum'));
    await settle();
    sendEntries(0, 3);
    log.reads[1]!.fail(new Error('EIO'));
    await settle();
    expect(damages).toEqual(['a batch at offset 1 fails its checksum', 'Error: EIO']);
    expect(sent).toEqual([]);
  });

  test('queue up to a bound; what is beyond it is left to the probes of the core', async () => {
    const { log, sent, sender, sendEntries } = rig();
    log.isCold = true;
    sendEntries(0, 3);
    for (let n = 0; n < 3000; n += 1) sender.send(FOLLOWER, heartbeat(n));
    log.reads[0]!.finish();
    await settle();
    expect(sent).toHaveLength(1024);
  });
});
