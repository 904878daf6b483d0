/** Raft 7, InstallSnapshot: a log that begins anew at the leader's base (RAFT.md rules 13 to 15: LogStart). */
import { invariant } from '../base/invariant.ts';
import type { NodeId } from '../model/ids.ts';
import type { LogBase } from '../model/log-entry.ts';
import { isAtOrBefore, isBefore, isSamePosition, later, showPosition } from '../model/position.ts';
import { acknowledge } from './append-entries-request.ts';
import { becomeCatchUp } from './append-entries.ts';
import type { InstallSnapshotRequest } from './messages.ts';
import { follow } from './roles.ts';
import { isResetting, moveCommitIndex, type RaftState } from './state.ts';

export function handleInstallSnapshotRequest(
  raft: RaftState,
  from: NodeId,
  request: InstallSnapshotRequest,
): void {
  follow(raft, from);
  const { role, log } = raft;
  invariant(role.kind === 'follower', 'whoever follows is a follower');
  if (role.resetting !== undefined) return;
  const { base } = request;
  const isCommitted = isAtOrBefore(base.position, raft.commitIndex);
  // "If existing log entry has same index and term as snapshot's last included entry, retain log entries following it":
  // they may have been acknowledged.
  if (isCommitted || log.termAt(base.position) === base.term) {
    raft.settings.trace?.({
      mark: 'install-snapshot/kept',
      text: `the log has ${showPosition(base.position)}^${base.term} -> keep it`,
    });
    raft.verified = later(raft.verified, base.position);
    moveCommitIndex(raft, base.position);
    acknowledge(raft, from, 0);
    return;
  }
  raft.settings.trace?.({
    mark: 'install-snapshot/reset',
    text: `the log has no ${showPosition(base.position)}^${base.term} -> begin anew there`,
  });
  role.resetting = { base, term: raft.currentTerm };
  raft.outbox.resetLog(base, request.logStartOffset, request.state);
}

/** The empty log at `base` is durable. Term and vote are untouched. */
export function logReset(raft: RaftState, base: LogBase): void {
  const { role, log } = raft;
  invariant(role.kind === 'follower', 'only a follower resets its log');
  const { resetting } = role;
  invariant(resetting !== undefined, 'a reset that ends has begun');
  invariant(isSamePosition(resetting.base.position, base.position), 'one reset at a time');
  log.reset(base);
  raft.durable = base.position;
  raft.verified = base.position;
  raft.ticksSinceDiskProgress = 0;
  role.resetting = undefined;
  moveCommitIndex(raft, base.position);
  const isTermUnchanged = resetting.term === raft.currentTerm;
  if (isTermUnchanged && role.leader !== undefined) acknowledge(raft, role.leader, 0);
}

/** Rule 13: the storage dropped a prefix that was committed and durable. Peers that needed it must catch up. */
export function baseMoved(raft: RaftState, base: LogBase): void {
  // The storage had begun before it heard of the reset, which comes next and sets a base of its own.
  if (isResetting(raft)) return;
  invariant(isAtOrBefore(base.position, raft.commitIndex), 'only what is committed is dropped');
  invariant(isAtOrBefore(base.position, raft.durable), 'only what is durable is dropped');
  raft.log.moveBase(base);
  if (raft.role.kind !== 'leader') return;
  for (const peer of raft.role.peers.values()) {
    const { progress } = peer;
    const needsDropped =
      (progress.kind === 'probe' && isBefore(progress.nextIndex, base.position)) ||
      (progress.kind === 'replicate' && isBefore(peer.matchIndex, base.position));
    if (needsDropped) becomeCatchUp(raft, peer);
  }
}
