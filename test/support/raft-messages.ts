/** Messages of a test, with positions as text: `appendEntries({ term: 2, prev: '(1,0)^1', entries: '2 2*3' })`. */
import { term as termOf } from '../../src/model/ids.ts';
import type { Configuration } from '../../src/model/log-entry.ts';
import type {
  AppendEntriesRequest,
  AppendEntriesResponse,
  InstallSnapshotRequest,
  Message,
  RequestVoteRequest,
  RequestVoteResponse,
} from '../../src/raft/messages.ts';
import { logFrom, pointFrom, positionFrom } from './raft-logs.ts';
import { showLog, showMessage } from './raft-print.ts';
import { RaftWorld, voters } from './raft-world.ts';

export interface AppendEntriesText {
  readonly term: number;
  readonly prev?: string;
  readonly entries?: string;
  readonly commit?: string;
  readonly read?: number;
}

export function appendEntries(text: AppendEntriesText): AppendEntriesRequest {
  const prev = pointFrom(text.prev ?? '(0,0)^0');
  const base = { ...prev, configuration: voters() };
  return {
    kind: 'append-entries',
    term: termOf(text.term),
    prevLogIndex: prev.position,
    prevLogTerm: prev.term,
    entries: logFrom(base, text.entries ?? '').entries,
    leaderCommit: positionFrom(text.commit ?? '(0,0)'),
    readContext: text.read ?? 0,
  };
}

export function success(term: number, match: string, read = 0): AppendEntriesResponse {
  const result = { kind: 'success', matchIndex: positionFrom(match) } as const;
  return { kind: 'append-entries-response', term: termOf(term), readContext: read, result };
}

export function rejected(term: number, prev: string, hint: string): AppendEntriesResponse {
  const { position: prevLogIndex, term: prevLogTerm } = pointFrom(prev);
  const result = { kind: 'rejected', prevLogIndex, prevLogTerm, hint: pointFrom(hint) } as const;
  return { kind: 'append-entries-response', term: termOf(term), readContext: 0, result };
}

export function requestVote(
  term: number,
  last: string,
  flags: { readonly isPreVote?: boolean; readonly isLeadershipTransfer?: boolean } = {},
): RequestVoteRequest {
  const { position: lastLogIndex, term: lastLogTerm } = pointFrom(last);
  return {
    kind: 'request-vote',
    isPreVote: false,
    isLeadershipTransfer: false,
    ...flags,
    term: termOf(term),
    lastLogIndex,
    lastLogTerm,
  };
}

export function vote(term: number, voteGranted: boolean, isPreVote = false): RequestVoteResponse {
  return { kind: 'request-vote-response', isPreVote, term: termOf(term), voteGranted };
}

export function installSnapshot(
  term: number,
  base: string,
  configuration: Configuration,
): InstallSnapshotRequest {
  const point = pointFrom(base);
  return {
    kind: 'install-snapshot',
    term: termOf(term),
    base: { ...point, configuration },
    logStartOffset: point.position.nextOffset,
    state: new Uint8Array(),
  };
}

export function timeoutNow(term: number): Message {
  return { kind: 'timeout-now', term: termOf(term) };
}

/** A world in which only server 1 is up: the test plays the others, and reads what server 1 says to them. */
export class LoneServer {
  readonly world: RaftWorld;

  constructor(
    start: { term?: number; vote?: number; log?: string; base?: string } = {},
    configuration: Configuration = voters(1, 2, 3),
  ) {
    this.world = new RaftWorld({ servers: 5, configuration, arePeersPlayed: true });
    const base = { ...pointFrom(start.base ?? '(0,0)^0'), configuration };
    this.world.boot(1, {
      term: start.term ?? 0,
      ...(start.vote === undefined ? {} : { votedFor: start.vote }),
      log: logFrom(base, start.log ?? ''),
    });
    for (const id of [2, 3, 4, 5]) this.world.crash(id);
  }

  get raft(): ReturnType<RaftWorld['raft']> {
    return this.world.raft(1);
  }

  get log(): string {
    return showLog(this.world.server(1).disk.memory);
  }

  /** What server 1 says in answer, as `2: success, term 1 match (0,1)`. */
  receive(from: number, message: Message): string[] {
    this.world.receive(1, from, message);
    return this.said();
  }

  tick(count = 1): string[] {
    for (let i = 0; i < count; i += 1) {
      this.world.step(1, { kind: 'tick', isHeartbeatDue: false });
    }
    return this.said();
  }

  heartbeat(): string[] {
    this.world.heartbeat(1);
    return this.said();
  }

  propose(offsetCount = 1): string[] {
    this.world.propose(1, offsetCount);
    return this.said();
  }

  /** Server 1 becomes leader with the votes of these; returns what it then says. */
  elect(...friends: number[]): string[] {
    this.world.step(1, { kind: 'campaign-requested' });
    const next = this.raft.currentTerm + 1;
    for (const friend of friends) this.world.receive(1, friend, vote(next, true, true));
    this.said();
    for (const friend of friends) this.world.receive(1, friend, vote(next, true));
    return this.said();
  }

  /** Effects of these kinds, since the start. */
  effects(...kinds: string[]): unknown[] {
    return this.world.server(1).effects.filter(({ kind }) => kinds.includes(kind));
  }

  private said(): string[] {
    return this.world
      .takePackets(() => true)
      .map(({ to, message }) => `${to}: ${showMessage(message)}`);
  }
}
