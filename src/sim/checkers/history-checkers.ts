/** The checkers of what clients of one partition are told. */
import { AckedNeverLost } from './acked-never-lost.ts';
import { GroupDeliversAll } from './group-delivers-all.ts';
import { HighWatermarkMonotone } from './high-watermark-monotone.ts';
import { NoDuplicate, type Origin } from './no-duplicate.ts';
import { NoPhantomRead } from './no-phantom-read.ts';
import { NoServeCorrupt } from './no-serve-corrupt.ts';
import { OffsetDense } from './offset-dense.ts';
import { OffsetStable } from './offset-stable.ts';
import type { Tallies } from './tallies.ts';

export class HistoryCheckers {
  readonly ackedNeverLost: AckedNeverLost;
  readonly offsetDense: OffsetDense;
  readonly offsetStable: OffsetStable;
  readonly noPhantomRead: NoPhantomRead;
  readonly noDuplicate: NoDuplicate;
  readonly highWatermark: HighWatermarkMonotone;
  readonly noServeCorrupt: NoServeCorrupt;
  readonly groupDeliversAll: GroupDeliversAll;

  constructor(
    tallies: Tallies,
    options: {
      readonly partition: string;
      readonly mayLosePrefix: boolean;
      readonly originOf: (value: string) => Origin | undefined;
    },
  ) {
    const { partition } = options;
    this.ackedNeverLost = new AckedNeverLost(tallies.of('AckedNeverLost'), partition);
    this.offsetDense = new OffsetDense(tallies.of('OffsetDense'), options);
    this.offsetStable = new OffsetStable(tallies.of('OffsetStable'), partition);
    this.noPhantomRead = new NoPhantomRead(tallies.of('NoPhantomRead'), partition);
    this.noDuplicate = new NoDuplicate(tallies.of('NoDuplicate'), options);
    this.highWatermark = new HighWatermarkMonotone(tallies.of('HighWatermarkMonotone'), partition);
    this.groupDeliversAll = new GroupDeliversAll(tallies.of('GroupDeliversAll'), options);
    this.noServeCorrupt = new NoServeCorrupt(tallies.of('NoServeCorrupt'));
  }
}
