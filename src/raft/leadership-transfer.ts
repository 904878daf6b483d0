/** Leadership transfer (dissertation 3.10): the leader stops taking proposals, brings the target up to date, and asks it to campaign. */
import type { NodeId } from '../model/ids.ts';
import { isSamePosition } from '../model/position.ts';
import { isVoter, membersOf } from './quorum.ts';
import { endTransfer } from './roles.ts';
import { send, type RaftState } from './state.ts';
import { timeoutForTransfer } from './request-vote.ts';

export function transferRequested(raft: RaftState, to: NodeId): void {
  const outcome = immediateOutcome(raft, to);
  if (outcome !== undefined) {
    raft.outbox.emit({ kind: 'transfer-ended', to, outcome });
    return;
  }
  raft.transfer = { to, ticksLeft: raft.settings.electionTicksMax };
  raft.settings.trace?.({ mark: 'transfer/begun', text: `transfer to ${to} -> no proposals` });
  sendTimeoutNowIfCaughtUp(raft);
}

/** Repeated at heartbeats, since the message may be lost. */
export function sendTimeoutNowIfCaughtUp(raft: RaftState): void {
  const { role, transfer, log } = raft;
  if (role.kind !== 'leader' || transfer === undefined) return;
  const peer = role.peers.get(transfer.to);
  if (peer === undefined || !isSamePosition(peer.matchIndex, log.lastPosition)) return;
  send(raft, transfer.to, { kind: 'timeout-now', term: raft.currentTerm });
}

export function handleTimeoutNowRequest(raft: RaftState, from: NodeId): void {
  if (raft.role.kind !== 'follower') return;
  raft.settings.trace?.({ mark: 'timeout-now', text: `TimeoutNow from ${from} -> campaign` });
  timeoutForTransfer(raft);
}

/** After one election time-out the leader takes proposals again; the target may still win, which is safe. */
export function tickTransfer(raft: RaftState): void {
  const { transfer } = raft;
  if (transfer === undefined) return;
  transfer.ticksLeft -= 1;
  if (transfer.ticksLeft <= 0) endTransfer(raft, 'timed-out');
}

function immediateOutcome(raft: RaftState, to: NodeId): 'done' | 'refused' | undefined {
  const { role, log, settings } = raft;
  if (role.kind !== 'leader' || raft.transfer !== undefined) return 'refused';
  if (to === settings.self.nodeId) return 'done';
  const target = membersOf(log.configuration).find(({ nodeId }) => nodeId === to);
  const isEligible = target !== undefined && isVoter(log.configuration, target);
  return isEligible ? undefined : 'refused';
}
