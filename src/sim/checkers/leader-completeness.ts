/**
 * Leader Completeness (Raft, Figure 3): "if a log entry is committed in a given term, then that entry will be present in
 * the logs of the leaders for all higher-numbered terms". A leader without it will overwrite it on everybody. Looks
 * whenever a replica takes office. Leaders of *higher* terms: a vote that comes late may elect one in a term that is over.
 */
import { isAtOrBefore, isBefore, showPosition } from '../../model/position.ts';
import { Checker, type Tally } from './checker.ts';
import type { CommittedRuns, LogView } from './committed-runs.ts';

export class LeaderCompleteness extends Checker {
  private readonly groups: ReadonlyMap<string, CommittedRuns>;

  constructor(tally: Tally, groups: ReadonlyMap<string, CommittedRuns>) {
    super(tally);
    this.groups = groups;
  }

  elected(group: string, broker: number, log: LogView): void {
    const known = this.groups.get(group);
    this.looked(known?.runs.length ?? 0);
    if (known === undefined) return;
    const end = known.endBeforeTerm(log.currentTerm);
    for (const run of known.runs) {
      const to = isBefore(run.to, end) ? run.to : end;
      const has = isAtOrBefore(to, log.base.position) || log.termAt(to) === known.termAt(to);
      if (!has) {
        this.broken(
          `${broker} leads term ${log.currentTerm} of ${group} and lacks ${showPosition(to)}^${run.term}`,
        );
      }
      if (isAtOrBefore(end, run.to)) return;
    }
  }
}
