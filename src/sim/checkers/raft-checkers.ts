/** The checkers of what must hold between replicas. */
import { CoreInvariants } from './core-invariants.ts';
import type { CommittedRuns } from './committed-runs.ts';
import { DurableBeforeCommit } from './durable-before-commit.ts';
import { ElectionSafety } from './election-safety.ts';
import { LeaderAppendOnly } from './leader-append-only.ts';
import { LeaderCompleteness } from './leader-completeness.ts';
import { LogMatching } from './log-matching.ts';
import { MonotonicState } from './monotonic-state.ts';
import { StateMachineSafety } from './state-machine-safety.ts';
import { SyncedDisks, type SyncedDisksOptions } from './synced-disks.ts';
import type { Tallies } from './tallies.ts';

export class RaftCheckers {
  readonly electionSafety: ElectionSafety;
  readonly leaderAppendOnly: LeaderAppendOnly;
  readonly logMatching: LogMatching;
  readonly leaderCompleteness: LeaderCompleteness;
  readonly stateMachineSafety: StateMachineSafety;
  readonly monotonicState: MonotonicState;
  readonly coreInvariants: CoreInvariants;
  readonly durableBeforeCommit: DurableBeforeCommit;
  readonly disks: SyncedDisks;

  constructor(tallies: Tallies, disks: Omit<SyncedDisksOptions, 'matching'>) {
    const committed = new Map<string, CommittedRuns>();
    this.electionSafety = new ElectionSafety(tallies.of('ElectionSafety'));
    this.leaderAppendOnly = new LeaderAppendOnly(tallies.of('LeaderAppendOnly'));
    this.logMatching = new LogMatching(tallies.of('LogMatching'));
    this.leaderCompleteness = new LeaderCompleteness(tallies.of('LeaderCompleteness'), committed);
    this.stateMachineSafety = new StateMachineSafety(tallies.of('StateMachineSafety'), committed);
    this.monotonicState = new MonotonicState(tallies.of('MonotonicState'));
    this.coreInvariants = new CoreInvariants(tallies.of('CoreInvariants'));
    this.disks = new SyncedDisks({ ...disks, matching: this.logMatching });
    this.durableBeforeCommit = new DurableBeforeCommit(
      tallies.of('DurableBeforeCommit'),
      this.disks,
    );
  }
}
