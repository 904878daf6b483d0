/**
 * Within one leader epoch no answer shows a lower high watermark than an earlier one, nor a record at or above its own
 * (FAILURES.md rows 28, 29). Looks at every answer to a fetch; answers are judged by when their request was sent, for two that are
 * under way together may overtake each other.
 */
import { Checker, type Tally } from './checker.ts';

export class HighWatermarkMonotone extends Checker {
  private readonly partition: string;
  private readonly highest = new Map<number, number>();

  constructor(tally: Tally, partition: string) {
    super(tally);
    this.partition = partition;
  }

  /** To be asked when a request is sent, and given to `answered`: what every epoch has shown by then. */
  asking(): ReadonlyMap<number, number> {
    return new Map(this.highest);
  }

  answered(
    whenAsked: ReadonlyMap<number, number>,
    shown: {
      readonly leaderEpoch: number;
      readonly highWatermark: number;
      readonly end: number;
    },
  ): void {
    this.looked();
    const { leaderEpoch, highWatermark, end } = shown;
    const before = whenAsked.get(leaderEpoch) ?? 0;
    if (highWatermark < before) {
      this.broken(
        `${this.partition}: epoch ${leaderEpoch} showed ${before}, and now shows ${highWatermark}`,
      );
    }
    if (end > highWatermark) {
      this.broken(`${this.partition}: served up to ${end} with high watermark ${highWatermark}`);
    }
    const highest = Math.max(this.highest.get(leaderEpoch) ?? 0, highWatermark);
    this.highest.set(leaderEpoch, highest);
  }
}
