/**
 * State Machine Safety (Raft, Figure 3): "if a server has applied a log entry at a given index to its state machine, no
 * other server will ever apply a different log entry for the same index". Looks whenever the commit position of any
 * replica moves: its log must have, at its commit position, the term that was committed there before.
 */
import { isAtOrBefore, isBefore, showPosition } from '../../model/position.ts';
import { Checker, type Tally } from './checker.ts';
import { CommittedRuns, type LogView } from './committed-runs.ts';

export class StateMachineSafety extends Checker {
  private readonly groups: Map<string, CommittedRuns>;

  /** `groups` is what it finds out: others may read it. */
  constructor(tally: Tally, groups: Map<string, CommittedRuns>) {
    super(tally);
    this.groups = groups;
  }

  committed(group: string, broker: number, log: LogView): void {
    this.looked();
    let known = this.groups.get(group);
    if (known === undefined) this.groups.set(group, (known = new CommittedRuns()));
    if (isBefore(known.end, log.base.position)) {
      this.broken(
        `${group} of ${broker} begins at ${showPosition(log.base.position)}, and nobody committed that`,
      );
    }
    const at = isAtOrBefore(log.commitIndex, known.end) ? log.commitIndex : known.end;
    const own = isBefore(at, log.base.position) ? undefined : log.termAt(at);
    const expected = known.termAt(at);
    if (own !== undefined && own !== expected) {
      this.broken(
        `${group} at ${showPosition(at)} was committed of term ${expected}, and ${broker} has term ${own}`,
      );
    }
    if (isBefore(known.end, log.commitIndex)) known.extend(log);
  }
}
