/**
 * Known bugs of Raft implementations, planted into a copy of src/raft in a temporary directory: the sources that ship have
 * no switch. A row whose text is not found exactly once fails, so rows follow the sources.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { invariant } from '../../src/base/invariant.ts';
import type { Raft } from '../../src/raft/raft.ts';

export interface PlantedBug {
  readonly what: string;
  /** Where it is looked for. */
  readonly world: string;
  readonly file: string;
  readonly search: string;
  readonly replace: string;
  /** What is found broken. */
  readonly breaks: string;
  /** Of FAILURES.md section 1. */
  readonly rows: readonly number[];
}

export const PLANTED_BUGS: Readonly<Record<string, PlantedBug>> = {
  'vote-not-durable': {
    what: 'a vote is answered before it is on the disk (5.2)',
    world: 'tiny-disks',
    file: 'state.ts',
    search: 'if (covers(raft.persistedHardState, needs)) raft.outbox',
    replace:
      "if (message.kind === 'request-vote-response' || covers(raft.persistedHardState, needs)) raft.outbox",
    breaks: 'a vote leaves only when it is durable',
    rows: [1],
  },
  'double-vote': {
    what: 'a server votes for everybody who asks (5.2)',
    world: 'tiny',
    file: 'request-vote.ts',
    search: 'votedFor !== undefined && votedFor !== from',
    replace: 'votedFor === undefined && votedFor !== undefined',
    breaks: 'a vote leaves only when it is durable',
    rows: [],
  },
  'vote-for-older-log': {
    what: "the candidate's log is not compared (5.4.1)",
    world: 'small',
    file: 'request-vote.ts',
    search: 'if (!isUpToDate(request, log)) {',
    replace: 'if (!isUpToDate(request, log) && log.lastTerm < 0) {',
    breaks: 'Leader Completeness',
    rows: [],
  },
  'figure-8': {
    what: 'an entry of an earlier term is committed by counting (5.4.2)',
    world: 'figure-8',
    file: 'advance-commit-index.ts',
    search: 'log.termAt(position) === raft.currentTerm;',
    replace: 'log.termAt(position) !== undefined;',
    breaks: 'Leader Completeness',
    rows: [14],
  },
  'truncate-always': {
    what: 'every AppendEntries truncates, also a late one that the log has already (5.3)',
    world: 'two-batches',
    file: 'append-entries-request.ts',
    search: 'ownRun.term === entry.term',
    replace: 'ownRun.term === entry.term && isSamePosition(entry.end, log.lastPosition)',
    breaks: 'what is verified is in the log',
    rows: [16],
  },
  'unsynced-leader': {
    what: 'the leader counts its log, not what is synced of it',
    world: 'tiny-disks',
    file: 'advance-commit-index.ts',
    search: '? raft.durable',
    replace: '? log.lastPosition',
    breaks: 'before a majority is durable',
    rows: [3, 13],
  },
  'unsynced-follower': {
    what: 'a follower acknowledges before the sync',
    world: 'tiny-disks',
    file: 'append-entries-request.ts',
    search: 'if (request.entries.length === 0 || isDurable) acknowledge',
    replace:
      'raft.durable = later(raft.durable, end);\n  if (request.entries.length >= 0 || isDurable) acknowledge',
    breaks: 'nothing is acknowledged before it is durable',
    rows: [3],
  },
  'late-acknowledgement': {
    what: 'a leader counts an acknowledgement of an earlier term',
    world: 'small',
    file: 'raft.ts',
    search: 'if (message.term < state.currentTerm) return',
    replace:
      "if (message.term < state.currentTerm && message.kind !== 'append-entries-response') return",
    breaks: 'an answer that nobody awaits has an effect',
    rows: [17],
  },
  'commit-own-end': {
    what: 'a follower commits up to the end of its log, not of what the message verified',
    world: 'heartbeats',
    file: 'append-entries-request.ts',
    search: 'earlier(request.leaderCommit, end)',
    replace: 'earlier(request.leaderCommit, raft.log.lastPosition)',
    breaks: 'Safety',
    rows: [],
  },
  'aligned-batches': {
    what: 'a batch of another term that covers the same offsets is taken for the same',
    world: 'unaligned',
    file: 'append-entries-request.ts',
    search: 'ownRun.term === entry.term',
    replace: '!isBefore(ownRun.to, entry.end) || ownRun.term === entry.term',
    breaks: 'before a majority is durable',
    rows: [],
  },
  'snapshot-resets-always': {
    what: 'InstallSnapshot throws away a log that has its base already (7)',
    world: 'retention',
    file: 'install-snapshot.ts',
    search: 'if (isCommitted || log.termAt(base.position) === base.term) {',
    replace: 'if (isCommitted) {',
    breaks: 'before a majority is durable',
    rows: [],
  },
  'vote-without-markers': {
    what: "a vote compares offsets only, and a leader's term-start takes none (5.4.1, RAFT.md 1)",
    world: 'small',
    file: 'request-vote.ts',
    search: 'if (candidate.lastLogTerm !== own.lastTerm) return',
    replace:
      'if (candidate.lastLogIndex.nextOffset === own.lastPosition.nextOffset) return true;\n  if (candidate.lastLogTerm !== own.lastTerm) return',
    breaks: 'Leader Completeness',
    rows: [],
  },
  'previous-without-term': {
    what: 'a follower looks whether it has the position before, not in which term (5.3)',
    world: 'figure-8',
    file: 'append-entries-request.ts',
    search: 'raft.log.termAt(request.prevLogIndex) === request.prevLogTerm',
    replace: 'raft.log.termAt(request.prevLogIndex) !== undefined',
    breaks: 'Log Matching',
    rows: [],
  },
  'own-end-acknowledged': {
    what: 'a follower acknowledges the end of its log, not of what the leader verified',
    world: 'heartbeats',
    file: 'append-entries-request.ts',
    search:
      "only a follower acknowledges');\n  const matchIndex = earlier(raft.verified, raft.durable);",
    replace: "only a follower acknowledges');\n  const matchIndex = raft.durable;",
    breaks: 'committed before a majority is durable',
    rows: [],
  },
  'commit-truncation': {
    what: 'a follower cuts its log at its commit position when it hears of a new leader (KIP-101)',
    world: 'small',
    file: 'append-entries-request.ts',
    search: 'follow(raft, from);\n  if (isResetting',
    replace:
      "const isNews = raft.role.kind !== 'follower' || raft.role.leader === undefined;\n  follow(raft, from);\n  if (isNews && isBefore(raft.commitIndex, raft.log.lastPosition)) truncateConflict(raft, raft.commitIndex);\n  if (isResetting",
    breaks: 'what is verified is in the log',
    rows: [15],
  },
};

const SOURCES = fileURLToPath(new URL('../../src', import.meta.url));

/** Calls `use` with the core that has the bug. */
export async function withPlanted<T>(
  { file, search, replace }: PlantedBug,
  use: (core: typeof Raft) => T,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'flotilla-planted-'));
  try {
    cpSync(join(SOURCES, 'raft'), join(directory, 'raft'), { recursive: true });
    writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
    for (const floor of ['base', 'model']) {
      symlinkSync(join(SOURCES, floor), join(directory, floor));
    }
    const path = join(directory, 'raft', file);
    const parts = readFileSync(path, 'utf8').split(search);
    invariant(parts.length === 2, `${file} has "${search}" once`);
    writeFileSync(path, parts.join(replace));
    const core = (await import(pathToFileURL(join(directory, 'raft/raft.ts')).href)) as {
      readonly Raft: typeof Raft;
    };
    return use(core.Raft);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
