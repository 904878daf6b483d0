/**
 * How far a leader has come with one peer (RAFT.md rules 9 and 14).
 *
 *   probe ──success at or above next──> replicate        one AppendEntries at a time, to find where the logs agree
 *   replicate ──refused above match, or disconnected──> probe        pipelined within a window of bytes
 *   probe ──no own boundary can be its prev──> catch-up        InstallSnapshot, repeated per election time-out
 *   catch-up ──match reaches the base──> replicate
 */
import { invariant } from '../base/invariant.ts';
import type { NodeId } from '../model/ids.ts';
import { isAtOrBefore, isBefore, later, ORIGIN, type Position } from '../model/position.ts';
import type { Stretch } from './raft-log.ts';

export type Progress = Probe | Replicate | { readonly kind: 'catch-up'; ticksSinceSent: number };

export interface Probe {
  readonly kind: 'probe';
  readonly nextIndex: Position;
  /** At most one probe is on its way; heartbeats repeat it, without entries. */
  isOutstanding: boolean;
  /** What the outstanding probe carries. */
  carried: Stretch | undefined;
}

export interface Replicate {
  readonly kind: 'replicate';
  nextIndex: Position;
  /** Oldest first; all end above matchIndex, the last at nextIndex. */
  readonly inflight: Stretch[];
  inflightBytes: number;
  ticksWithoutProgress: number;
}

export interface Peer {
  readonly nodeId: NodeId;
  /** The greatest position known to be durable there and equal to ours; only grows. */
  matchIndex: Position;
  progress: Progress;
  /** The greatest commit position that a message to it could make it learn. */
  commitSent: Position;
  /** Infinity until it is heard in this term. */
  ticksSinceHeard: number;
  /** Ticks since matchIndex last reached what then was the log's end; Infinity before the first time. */
  ticksSinceCaughtUp: number;
  /** The log's end some ticks ago, which it has still to reach. */
  target: { position: Position; ticks: number };
  /** The latest ReadIndex round that it confirmed. */
  readContextAcked: number;
  /** It could not agree to the last beat (beat.ts): the next heartbeat is an AppendEntries, whose answer clears this. */
  refusedBeat: boolean;
}

export function newPeer(nodeId: NodeId, logEnd: Position): Peer {
  return {
    nodeId,
    matchIndex: ORIGIN,
    progress: probeFrom(logEnd),
    commitSent: ORIGIN,
    ticksSinceHeard: Infinity,
    ticksSinceCaughtUp: Infinity,
    target: { position: logEnd, ticks: 0 },
    readContextAcked: 0,
    refusedBeat: false,
  };
}

export function probeFrom(nextIndex: Position): Probe {
  return { kind: 'probe', nextIndex, isOutstanding: false, carried: undefined };
}

/** What is left of `sent` above `matchIndex` stays in flight. */
export function replicateFrom(matchIndex: Position, sent: Stretch | undefined): Replicate {
  const isInFlight = sent !== undefined && isBefore(matchIndex, sent.end);
  return {
    kind: 'replicate',
    nextIndex: isInFlight ? sent.end : matchIndex,
    inflight: isInFlight ? [sent] : [],
    inflightBytes: isInFlight ? sent.bytes : 0,
    ticksWithoutProgress: 0,
  };
}

export function noteSent(progress: Replicate, sent: Stretch): void {
  invariant(isBefore(progress.nextIndex, sent.end), 'what is sent ends above nextIndex');
  progress.inflight.push(sent);
  progress.inflightBytes += sent.bytes;
  progress.nextIndex = sent.end;
}

export function noteAcknowledged(progress: Replicate, matchIndex: Position): void {
  while (progress.inflight.length > 0 && isAtOrBefore(progress.inflight[0]!.end, matchIndex)) {
    progress.inflightBytes -= progress.inflight.shift()!.bytes;
  }
  progress.nextIndex = later(progress.nextIndex, matchIndex);
  progress.ticksWithoutProgress = 0;
}

/** nextIndex as people look at it; a peer that catches up has none, `base` stands for it. */
export function nextIndexOf(progress: Progress, base: Position): Position {
  return progress.kind === 'catch-up' ? base : progress.nextIndex;
}

/** Called whenever matchIndex or the log's end may have moved, and once per tick. */
export function noteCaughtUp(peer: Peer, logEnd: Position): void {
  if (!isAtOrBefore(peer.target.position, peer.matchIndex)) return;
  const isAtEnd = isAtOrBefore(logEnd, peer.matchIndex);
  peer.ticksSinceCaughtUp = isAtEnd ? 0 : Math.min(peer.ticksSinceCaughtUp, peer.target.ticks);
  peer.target = { position: logEnd, ticks: 0 };
}
