import { invariant } from '../base/invariant.ts';
import type { ReplicaId } from '../model/log-entry.ts';

/** What a group is told at birth. Times are in ticks of the host; the defaults suit a tick of 20 ms. */
export interface RaftOptions {
  readonly self: ReplicaId;
  /** The host draws, uniformly in [electionTicksMin, electionTicksMax]: the core has no randomness. */
  readonly drawElectionTicks: () => number;
  /** A leader heard within this many ticks is alive (stickiness). Default 30. */
  readonly electionTicksMin?: number;
  /** "The election time-out": CheckQuorum, a stalled disk, a transfer and a repeated snapshot use it. Default 60. */
  readonly electionTicksMax?: number;
  /** How often the host sets `isHeartbeatDue`. Default 5. */
  readonly heartbeatTicks?: number;
  /** Of one AppendEntries; a single larger entry still goes out. Default 1 MiB. */
  readonly appendBytesMax?: number;
  /** Window of a follower: sent but not yet acknowledged. Default 8 MiB. */
  readonly inflightBytesMax?: number;
  /** Default 256. */
  readonly inflightMessagesMax?: number;
  /** The host carries beats, the heartbeats of quiet groups (beat.ts). Default false. */
  readonly hasBeats?: boolean;
  /** For golden traces and coverage marks. The arguments are not even computed when it is absent. */
  readonly trace?: (event: TraceEvent) => void;
}

/** `mark` is stable and names a branch (`append-entries/conflict`); `text` is prose, cause -> effect. */
export interface TraceEvent {
  readonly mark: string;
  readonly text: string;
}

export type RaftSettings = Required<Omit<RaftOptions, 'trace'>> & Pick<RaftOptions, 'trace'>;

export function raftSettings(options: RaftOptions): RaftSettings {
  const settings: RaftSettings = {
    electionTicksMin: 30,
    electionTicksMax: 60,
    heartbeatTicks: 5,
    appendBytesMax: 1024 * 1024,
    inflightBytesMax: 8 * 1024 * 1024,
    inflightMessagesMax: 256,
    hasBeats: false,
    ...options,
  };
  invariant(settings.heartbeatTicks > 0, 'heartbeats are at least a tick apart');
  invariant(
    settings.heartbeatTicks * 2 <= settings.electionTicksMin,
    'one lost heartbeat starts no election',
  );
  invariant(
    settings.electionTicksMin <= settings.electionTicksMax,
    'the election time-out has a lower and an upper bound',
  );
  invariant(settings.appendBytesMax > 0, 'an AppendEntries may carry something');
  invariant(settings.inflightBytesMax > 0, 'a window in bytes is open');
  invariant(settings.inflightMessagesMax > 0, 'a window in messages is open');
  return settings;
}
