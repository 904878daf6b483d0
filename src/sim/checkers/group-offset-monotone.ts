/**
 * An acknowledged commit of a consumer group never goes back, whoever coordinates next, and nobody reads a commit that was
 * not tried (FAILURES.md rows 31, 32, 33). One ledger is one group's partition whose commits are 1, 2, 3, ...; a
 * commit of unknown outcome may still be carried out later, overtaken by its own repetition. Looks at every
 * fetched offset.
 */
import { Checker } from './checker.ts';

export class CommitLedger {
  readonly name: string;
  tried = 0;
  acknowledged = 0;
  readonly mayComeLate = new Set<number>();

  constructor(name: string) {
    this.name = name;
  }
}

export class GroupOffsetMonotone extends Checker {
  /** `acknowledgedWhenAsked`: of the ledger when the request was sent. 0: no commit is there. */
  fetched(ledger: CommitLedger, offset: number, acknowledgedWhenAsked: number): void {
    this.looked();
    const isOld = offset < acknowledgedWhenAsked && !ledger.mayComeLate.has(offset);
    if (!isOld && offset <= ledger.tried) return;
    this.broken(
      `${ledger.name} was committed up to ${acknowledgedWhenAsked} and is ${offset}, tried were ${ledger.tried}`,
    );
  }
}
