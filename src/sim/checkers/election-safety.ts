/**
 * Election Safety (Raft, Figure 3): "at most one leader can be elected in a given term". Two leaders of one term give the
 * same positions to different entries and call both the same; nothing that is built on terms is true any more. Looks
 * whenever a replica takes office, and remembers over all lives of all brokers.
 */
import { Checker } from './checker.ts';

export class ElectionSafety extends Checker {
  private readonly leaders = new Map<string, Map<number, number>>();

  elected(group: string, term: number, broker: number): void {
    this.looked();
    let ofTerm = this.leaders.get(group);
    if (ofTerm === undefined) this.leaders.set(group, (ofTerm = new Map()));
    const known = ofTerm.get(term);
    if (known !== undefined && known !== broker) {
      this.broken(`${known} and ${broker} lead term ${term} of ${group}`);
    }
    ofTerm.set(term, broker);
  }
}
