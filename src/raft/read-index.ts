/**
 * ReadIndex (dissertation 6.4): a leader proves that it still is one before it answers from its state. One round serves
 * all reads that wait, at most one round begins per tick, and no clock is trusted. Only after the term's first entry is
 * committed does the leader know what is committed; reads that come earlier wait for that.
 */
import type { RaftState } from './state.ts';
import { isServing } from './state.ts';
import { isQuorum, isSameReplica } from './quorum.ts';
import { sendHeartbeats } from './append-entries.ts';

/** Beyond this many waiting reads the newest are refused: the door above retries. */
const READS_WAITING_MAX = 10_000;

export function readRequested(raft: RaftState, id: number): void {
  const { role } = raft;
  if (role.kind !== 'leader' || role.reads.waiting.length >= READS_WAITING_MAX) {
    raft.outbox.emit({ kind: 'read-refused', ids: [id] });
    return;
  }
  role.reads.waiting.push(id);
}

/** Called once per drain. */
export function startReadRound(raft: RaftState): void {
  const { role } = raft;
  if (role.kind !== 'leader' || !isServing(raft)) return;
  const { reads } = role;
  if (reads.waiting.length === 0 || reads.hasStartedThisTick) return;
  reads.lastContext += 1;
  reads.rounds.push({
    context: reads.lastContext,
    ids: reads.waiting,
    readIndex: raft.commitIndex,
  });
  reads.waiting = [];
  reads.hasStartedThisTick = true;
  sendHeartbeats(raft, role);
  confirmReads(raft);
}

/** A later round proves the earlier ones too. A group of one voter is its own majority. */
export function confirmReads(raft: RaftState): void {
  const { role, log, settings } = raft;
  if (role.kind !== 'leader') return;
  const { reads, peers } = role;
  for (let round = reads.rounds[0]; round !== undefined; round = reads.rounds[0]) {
    const { context, ids, readIndex } = round;
    const isConfirmed = isQuorum(
      log.configuration,
      (replica) =>
        isSameReplica(replica, settings.self) ||
        (peers.get(replica.nodeId)?.readContextAcked ?? 0) >= context,
    );
    if (!isConfirmed) return;
    reads.rounds.shift();
    raft.outbox.emit({ kind: 'read-confirmed', ids, readIndex });
  }
}
