/** Elections: Raft 5.2 and 5.4.1, PreVote (dissertation 9.6), stickiness (4.2.3), and who may campaign (RAFT.md rule 12). */
import { TERM_MAX, term as termOf, type NodeId, type Term } from '../model/ids.ts';
import { isAtOrBefore, showPosition, type Position } from '../model/position.ts';
import type { RequestVoteRequest, RequestVoteResponse } from './messages.ts';
import { countVotes, isSameReplica, membersOf, isVoter } from './quorum.ts';
import {
  becomeCandidate,
  becomeFollower,
  becomeLeader,
  becomePreCandidate,
  restartElectionTimer,
  updateTerm,
} from './roles.ts';
import {
  hasLiveLeader,
  hardStateOf,
  isDiskStalled,
  isResetting,
  persistHardState,
  send,
  type RaftState,
} from './state.ts';
import { covers } from './outbox.ts';

/** Starts a campaign, unless this server may not. */
export function timeout(raft: RaftState, reason: string): void {
  restartElectionTimer(raft);
  const obstacle = obstacleToCampaign(raft);
  if (obstacle !== undefined) {
    raft.settings.trace?.({ mark: 'timeout/no-campaign', text: `${reason}, but ${obstacle}` });
    return;
  }
  becomePreCandidate(raft, reason);
  requestVote(raft);
  countElection(raft);
}

/** Without PreVote: TimeoutNow says that the leader itself wants this election (dissertation 3.10). */
export function timeoutForTransfer(raft: RaftState): void {
  const obstacle = obstacleToCampaign(raft);
  if (obstacle !== undefined) {
    raft.settings.trace?.({ mark: 'timeout/no-campaign', text: `TimeoutNow, but ${obstacle}` });
    return;
  }
  restartElectionTimer(raft);
  becomeCandidate(raft, 'transfer', true);
  requestVote(raft);
}

/** Sends RequestVote, or its pre-vote form, to every other voter of the latest configuration. */
function requestVote(raft: RaftState): void {
  const { role, log, settings } = raft;
  const isPreVote = role.kind === 'pre-candidate';
  const request: RequestVoteRequest = {
    kind: 'request-vote',
    isPreVote,
    term: isPreVote ? termOf(raft.currentTerm + 1) : raft.currentTerm,
    lastLogIndex: log.lastPosition,
    lastLogTerm: log.lastTerm,
    isLeadershipTransfer: role.kind === 'candidate' && role.isLeadershipTransfer,
  };
  for (const member of membersOf(log.configuration)) {
    const isAsked = member.nodeId !== settings.self.nodeId && isVoter(log.configuration, member);
    if (isAsked) send(raft, member.nodeId, request);
  }
}

/**
 * Raft 5.2 and 5.4.1: "If votedFor is null or candidateId, and candidate's log is at least as up-to-date as receiver's
 * log, grant vote." The server's own configuration is not asked (rule 7): it may be older than the candidate's.
 */
export function handleRequestVoteRequest(
  raft: RaftState,
  from: NodeId,
  request: RequestVoteRequest,
): void {
  if (
    request.term >= raft.currentTerm &&
    hasLiveLeader(raft, from) &&
    !request.isLeadershipTransfer
  ) {
    raft.settings.trace?.({
      mark: 'request-vote/sticky',
      text: `${nameOf(request)} from ${from} for term ${request.term} -> ignore, a leader is alive`,
    });
    return;
  }
  if (request.term > raft.currentTerm && !request.isPreVote) {
    updateTerm(raft, request.term, undefined);
  }
  const refusal = refusalOf(raft, from, request);
  raft.settings.trace?.({
    mark: refusal === undefined ? 'request-vote/granted' : 'request-vote/refused',
    text: `${nameOf(request)} from ${from} for term ${request.term}, log ${showPosition(request.lastLogIndex)}^${request.lastLogTerm} -> ${refusal ?? 'grant'}`,
  });
  if (refusal === undefined && !request.isPreVote && raft.votedFor === undefined) {
    raft.votedFor = from;
    persistHardState(raft);
    restartElectionTimer(raft);
  }
  send(raft, from, {
    kind: 'request-vote-response',
    isPreVote: request.isPreVote,
    term: refusal === undefined ? request.term : raft.currentTerm,
    voteGranted: refusal === undefined,
  });
}

export function handleRequestVoteResponse(
  raft: RaftState,
  from: NodeId,
  response: RequestVoteResponse,
): void {
  const isGrantedPreVote = response.isPreVote && response.voteGranted;
  if (response.term > raft.currentTerm && !isGrantedPreVote) {
    updateTerm(raft, response.term, undefined);
    return;
  }
  const votes = awaitedVotes(raft, response);
  if (votes === undefined) {
    raft.settings.trace?.({
      mark: 'request-vote-response/stale',
      text: `answer of ${from} to a ${nameOf(response)} of term ${response.term} -> ignore, not awaited`,
    });
    return;
  }
  votes.set(from, response.voteGranted);
  countElection(raft);
}

/** The candidate's own vote is on disk: now it counts, with a single voter too. */
export function countOwnVote(raft: RaftState): void {
  if (raft.role.kind !== 'candidate') return;
  if (!covers(raft.persistedHardState, hardStateOf(raft))) return;
  raft.role.votes.set(raft.settings.self.nodeId, true);
  countElection(raft);
}

function countElection(raft: RaftState): void {
  const { role, log, settings } = raft;
  if (role.kind !== 'pre-candidate' && role.kind !== 'candidate') return;
  const ballot = countVotes(log.configuration, (replica) =>
    replica.nodeId === settings.self.nodeId && !isSameReplica(replica, settings.self)
      ? undefined
      : role.votes.get(replica.nodeId),
  );
  if (ballot === 'lost') becomeFollower(raft, undefined, 'election-lost');
  if (ballot !== 'won') return;
  if (role.kind === 'candidate') {
    becomeLeader(raft);
    return;
  }
  becomeCandidate(raft, 'majority-of-pre-votes', false);
  requestVote(raft);
}

/** The votes that this answer belongs to; undefined when nobody waits for it (any more). */
function awaitedVotes(
  raft: RaftState,
  response: RequestVoteResponse,
): Map<NodeId, boolean> | undefined {
  const { role, currentTerm } = raft;
  if (role.kind === 'candidate') {
    return !response.isPreVote && response.term === currentTerm ? role.votes : undefined;
  }
  if (role.kind !== 'pre-candidate' || !response.isPreVote) return undefined;
  const awaitedTerm = response.voteGranted ? currentTerm + 1 : currentTerm;
  return response.term === awaitedTerm ? role.votes : undefined;
}

function obstacleToCampaign(raft: RaftState): string | undefined {
  if (raft.role.kind === 'leader') return 'leads already';
  if (isResetting(raft)) return 'its log is being reset';
  if (!raft.log.configurations.mayCampaign(raft.settings.self)) return 'no voter';
  if (isDiskStalled(raft)) return 'its disk does not answer';
  if (raft.currentTerm === TERM_MAX) return 'no term is left';
  return undefined;
}

/** Why the vote is refused; undefined grants it. A pre-vote is for a term that this server has not reached. */
function refusalOf(raft: RaftState, from: NodeId, request: RequestVoteRequest): string | undefined {
  const { currentTerm, votedFor, log } = raft;
  if (request.isPreVote ? request.term <= currentTerm : request.term < currentTerm) {
    return `refuse, own term is ${currentTerm}`;
  }
  if (isResetting(raft)) return 'refuse, the log is being reset';
  if (!request.isPreVote && votedFor !== undefined && votedFor !== from) {
    return `refuse, voted for ${votedFor}`;
  }
  if (!isUpToDate(request, log)) {
    return `refuse, own log ${showPosition(log.lastPosition)}^${log.lastTerm} is more up-to-date`;
  }
  return undefined;
}

/**
 * Raft 5.4.1: "If the logs have last entries with different terms, then the log with the later term is more
 * up-to-date. If the logs end with the same term, then whichever log is longer is more up-to-date."
 * (!) Longer in positions: markers and ordinals count.
 */
function isUpToDate(
  candidate: { readonly lastLogIndex: Position; readonly lastLogTerm: Term },
  own: { readonly lastPosition: Position; readonly lastTerm: Term },
): boolean {
  if (candidate.lastLogTerm !== own.lastTerm) return candidate.lastLogTerm > own.lastTerm;
  return isAtOrBefore(own.lastPosition, candidate.lastLogIndex);
}

function nameOf(message: { readonly isPreVote: boolean }): string {
  return message.isPreVote ? 'PreVote' : 'RequestVote';
}
