/**
 * What must hold between the servers of a RaftWorld: the five properties of the paper (Figure 3), and that nothing is
 * promised before it is durable. Each is checked where it could first be broken, so that a run of 90,000 steps stays
 * cheap: Log Matching, for one, holds if every (position, term) that is ever appended names one entry behind one other.
 */
import { invariant } from '../../src/base/invariant.ts';
import type { LogEntry } from '../../src/model/log-entry.ts';
import { isAtOrBefore, isBefore, showPosition, type Position } from '../../src/model/position.ts';
import type { Effect } from '../../src/raft/effects.ts';
import type { Message } from '../../src/raft/messages.ts';
import { isQuorum } from '../../src/raft/quorum.ts';
import { Tally } from '../../src/sim/checkers/checker.ts';
import { ElectionSafety } from '../../src/sim/checkers/election-safety.ts';
import { LogMatching } from '../../src/sim/checkers/log-matching.ts';
import { termAt, type LogContent } from './raft-disk.ts';
import type { RaftServer } from './raft-world.ts';

/** A world has one group. */
const GROUP = 'the group';

export class RaftProperties {
  private readonly electionSafety = new ElectionSafety(new Tally('Election Safety'));
  private readonly logMatching = new LogMatching(new Tally('Log Matching'));
  private readonly committedFrom = new Map<string, LogEntry>();
  /** The least term in which a server was when it took the entry for committed. */
  private readonly termOfCommit = new Map<string, number>();
  private readonly servers: ReadonlyMap<number, RaftServer>;
  /** The test answers for the other servers: what is on their disks says nothing. */
  private readonly arePeersPlayed: boolean;

  constructor(servers: ReadonlyMap<number, RaftServer>, arePeersPlayed: boolean) {
    this.servers = servers;
    this.arePeersPlayed = arePeersPlayed;
  }

  get committedCount(): number {
    return this.committedFrom.size;
  }

  /** Of an entry that reaches a log in whatever way. `prevTerm` is the term of what stands before it there. */
  appended(entry: LogEntry, prevTerm: number): void {
    const { prev, end, term } = entry;
    const content = `${entry.kind} ${contentOf(entry)}`;
    this.logMatching.appended(GROUP, { prev, prevTerm, end, term, content });
  }

  effect(server: RaftServer, effect: Effect): void {
    if (effect.kind === 'send') this.sent(server, effect.to, effect.message);
    if (effect.kind === 'role-changed' && effect.role === 'leader') this.elected(server);
    if (effect.kind === 'append' && server.raft!.role === 'leader') {
      const isOwn = effect.entries.every((entry) => entry.term === server.raft!.currentTerm);
      invariant(isOwn, 'a leader appends entries of its own term');
    }
  }

  /** The commit position of `server` moved up from `before`. */
  committed(server: RaftServer, before: Position): void {
    const raft = server.raft!;
    const { memory } = server.disk;
    for (const entry of memory.entries) {
      if (isAtOrBefore(entry.end, before) || isBefore(raft.commitIndex, entry.end)) continue;
      const from = showPosition(entry.prev);
      const known = this.committedFrom.get(from);
      const inTerm = Math.min(this.termOfCommit.get(from) ?? Infinity, raft.currentTerm);
      this.termOfCommit.set(from, inTerm);
      if (known === undefined) this.committedFrom.set(from, entry);
      else {
        const isSame = known.term === entry.term && contentOf(known) === contentOf(entry);
        invariant(isSame, `State Machine Safety: two entries are committed at ${from}`);
      }
    }
    if (raft.role === 'leader' && !this.arePeersPlayed) this.checkMajorityDurable(server);
  }

  private elected(server: RaftServer): void {
    const raft = server.raft!;
    this.electionSafety.elected(GROUP, raft.currentTerm, server.id);
    for (const [from, entry] of this.committedFrom) {
      // Leaders of *higher* terms: a vote that comes late may still elect one in a term that is over.
      const isThere =
        this.termOfCommit.get(from)! >= raft.currentTerm ||
        isAtOrBefore(entry.end, raft.base.position) ||
        termAt(server.disk.memory, entry.end) === entry.term;
      invariant(isThere, `Leader Completeness: ${server.id} lacks ${showPosition(entry.end)}`);
    }
  }

  private checkMajorityDurable(leader: RaftServer): void {
    const { commitIndex, configuration } = leader.raft!;
    const committedTerm = leader.raft!.termAt(commitIndex)!;
    const isDurable = isQuorum(configuration, ({ nodeId }) => {
      const stored = this.servers.get(nodeId)?.disk.stored;
      return stored !== undefined && holds(stored, commitIndex, committedTerm);
    });
    invariant(isDurable, `committed at ${showPosition(commitIndex)} before a majority is durable`);
  }

  private sent(server: RaftServer, to: number, message: Message): void {
    const { hardState, stored } = server.disk;
    if (message.kind === 'request-vote-response' && message.voteGranted && !message.isPreVote) {
      const isDurable =
        hardState.currentTerm > message.term ||
        (hardState.currentTerm === message.term && hardState.votedFor === to);
      invariant(isDurable, 'a vote leaves only when it is durable');
    }
    const isPreVote = message.kind === 'request-vote' && message.isPreVote;
    const isPreVoteAnswer = message.kind === 'request-vote-response' && message.isPreVote;
    if (!isPreVote && !isPreVoteAnswer) {
      invariant(message.term <= hardState.currentTerm, 'a term is durable before it is spoken of');
    }
    if (message.kind === 'append-entries-response' && message.result.kind === 'success') {
      const { matchIndex } = message.result;
      const isOfNow = message.term === server.raft!.currentTerm;
      const isDurable = holds(stored, matchIndex, server.raft!.termAt(matchIndex));
      invariant(!isOfNow || isDurable, 'nothing is acknowledged before it is durable');
    }
  }
}

function holds(stored: LogContent, position: Position, term: number | undefined): boolean {
  return isBefore(position, stored.base.position) || termAt(stored, position) === term;
}

function contentOf(entry: LogEntry): string {
  if (entry.kind === 'batch') return new TextDecoder().decode(entry.bytes);
  return entry.kind === 'configuration' ? JSON.stringify(entry.configuration) : '';
}
