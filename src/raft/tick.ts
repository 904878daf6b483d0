/** Everything that happens because time passes. */
import type { NodeId } from '../model/ids.ts';
import { isBefore } from '../model/position.ts';
import { checkForLoss, sendCommit, sendHeartbeat, sendSnapshot } from './append-entries.ts';
import { isQuiet, sendBeat } from './beat.ts';
import { sendTimeoutNowIfCaughtUp, tickTransfer } from './leadership-transfer.ts';
import { noteCaughtUp, probeFrom, type Peer } from './progress.ts';
import { isQuorum, isSameReplica } from './quorum.ts';
import { timeout } from './request-vote.ts';
import { becomeFollower } from './roles.ts';
import { isDiskStalled, type Leader, type RaftState } from './state.ts';

export function tick(raft: RaftState, isHeartbeatDue: boolean): void {
  const isWriting = isBefore(raft.durable, raft.log.lastPosition);
  raft.ticksSinceDiskProgress = isWriting ? raft.ticksSinceDiskProgress + 1 : 0;
  tickTransfer(raft);
  if (raft.role.kind === 'leader') tickLeader(raft, raft.role, isHeartbeatDue);
  else tickElectionTimer(raft);
}

/** Raft 5.2: "If a follower receives no communication over a period of time called the election timeout, ..." */
function tickElectionTimer(raft: RaftState): void {
  if (raft.role.kind === 'follower') raft.role.ticksSinceHeard += 1;
  raft.electionTicksElapsed += 1;
  if (raft.electionTicksElapsed >= raft.electionTicks) timeout(raft, 'election-timeout');
}

function tickLeader(raft: RaftState, leader: Leader, isHeartbeatDue: boolean): void {
  leader.ticksInOffice += 1;
  leader.reads.hasStartedThisTick = false;
  for (const peer of leader.peers.values()) tickPeer(raft, peer);
  const reason = reasonToStepDown(raft, leader);
  if (reason !== undefined) {
    becomeFollower(raft, undefined, reason);
    return;
  }
  for (const peer of leader.peers.values()) {
    repeatSnapshot(raft, peer);
    checkForLoss(raft, peer);
    if (isHeartbeatDue && isQuiet(raft, leader, peer)) sendBeat(raft, peer);
    else if (isHeartbeatDue) sendHeartbeat(raft, leader, peer);
    else sendCommit(raft, peer);
  }
  if (isHeartbeatDue) sendTimeoutNowIfCaughtUp(raft);
}

function tickPeer(raft: RaftState, peer: Peer): void {
  peer.ticksSinceHeard += 1;
  peer.ticksSinceCaughtUp += 1;
  peer.target.ticks += 1;
  noteCaughtUp(peer, raft.log.lastPosition);
  if (peer.progress.kind === 'replicate') peer.progress.ticksWithoutProgress += 1;
  if (peer.progress.kind === 'catch-up') peer.progress.ticksSinceSent += 1;
}

/**
 * CheckQuorum (dissertation 6.2): a leader that hears no majority for an election time-out cannot commit, and must not
 * keep clients or followers waiting. The same goes for one whose own disk has stopped answering.
 */
function reasonToStepDown(raft: RaftState, leader: Leader): string | undefined {
  const { log, settings } = raft;
  if (isDiskStalled(raft)) return 'disk-stalled';
  const hearsQuorum = isQuorum(log.configuration, (replica) => {
    if (isSameReplica(replica, settings.self)) return true;
    const ticksSinceHeard = leader.peers.get(replica.nodeId)?.ticksSinceHeard ?? Infinity;
    return Math.min(ticksSinceHeard, leader.ticksInOffice) < settings.electionTicksMax;
  });
  return hearsQuorum ? undefined : 'quorum-lost';
}

function repeatSnapshot(raft: RaftState, peer: Peer): void {
  const { progress } = peer;
  if (progress.kind !== 'catch-up') return;
  if (progress.ticksSinceSent < raft.settings.electionTicksMax) return;
  progress.ticksSinceSent = 0;
  sendSnapshot(raft, peer.nodeId);
}

/**
 * The connection to a peer closed. If it led, it probably died: it no longer counts as alive, and the election timer
 * is cut to less than half its lower bound, still spread so that the followers do not campaign together. PreVote makes
 * a mistake harmless. If we lead, what was in flight to the peer is lost; the next heartbeat probes it again.
 */
export function peerDisconnected(raft: RaftState, nodeId: NodeId): void {
  const { role } = raft;
  if (role.kind === 'leader') {
    const peer = role.peers.get(nodeId);
    if (peer?.progress.kind === 'replicate') {
      peer.progress = { ...probeFrom(peer.matchIndex), isOutstanding: true };
    }
  }
  if (role.kind !== 'follower' || role.leader !== nodeId) return;
  role.ticksSinceHeard = Infinity;
  const shortened = raft.electionTicksElapsed + shortElectionTicks(raft, nodeId);
  raft.electionTicks = Math.min(raft.electionTicks, shortened);
  raft.settings.trace?.({
    mark: 'peer-disconnected/leader',
    text: `the connection to leader ${nodeId} closed -> campaign soon`,
  });
}

/**
 * All survivors see the leader's connection close in the same moment. So that they do not campaign together, and split
 * the vote, each draws from a slot of its own within [1, electionTicksMin / 2], in the order of the voters behind the
 * leader: partitions whose lists are rotated find different successors. Slots are a little apart, for the votes to travel.
 */
function shortElectionTicks(raft: RaftState, leader: NodeId): number {
  const { electionTicksMin, electionTicksMax, drawElectionTicks, self } = raft.settings;
  const { voters } = raft.log.configuration;
  const ownPlace = voters.findIndex((voter) => isSameReplica(voter, self));
  const leaderPlace = voters.findIndex((voter) => voter.nodeId === leader);
  const survivors = Math.max(1, voters.length - 1);
  const rank = Math.max(0, (ownPlace - leaderPlace - 1 + voters.length) % voters.length);
  const width = electionTicksMin / 2 / survivors;
  const share =
    (drawElectionTicks() - electionTicksMin) / Math.max(1, electionTicksMax - electionTicksMin);
  return 1 + Math.floor(rank * width + share * Math.max(0, width - SLOT_GAP_TICKS));
}

const SLOT_GAP_TICKS = 3;
