/**
 * Notices a broker that is gone without a word: a cable, a frozen machine. A browser can neither send pings nor see those
 * of the broker, so the check is one of the application: after a while without any sign of life the broker is asked
 * something small; when even then nothing comes, it counts as gone. Anything that comes is a sign of life.
 */
import type { Clock, Timer } from '../platform/clock.ts';

export interface LivenessOptions {
  /** Without any sign of life, before the broker is asked. */
  readonly silenceMs: number;
  /** How long it then has. */
  readonly answerMs: number;
  readonly probe: () => void;
  readonly giveUp: (silentMs: number) => void;
}

export class Liveness {
  private readonly clock: Clock;
  private readonly options: LivenessOptions;
  private heardAtMs: number;
  private timer: Timer;

  constructor(clock: Clock, options: LivenessOptions) {
    this.clock = clock;
    this.options = options;
    this.heardAtMs = clock.monotonic();
    this.timer = this.listen(options.silenceMs);
  }

  heard(): void {
    this.heardAtMs = this.clock.monotonic();
  }

  stop(): void {
    this.timer.cancel();
  }

  private listen(ms: number): Timer {
    return this.clock.setTimer(ms, () => this.check());
  }

  private check(): void {
    const { silenceMs, answerMs, probe, giveUp } = this.options;
    const leftMs = this.heardAtMs + silenceMs - this.clock.monotonic();
    if (leftMs > 0) {
      this.timer = this.listen(leftMs);
      return;
    }
    // Also after a sleep of this machine, which no silence proves anything about: first it is asked.
    const heardAtMs = this.heardAtMs;
    this.timer = this.clock.setTimer(answerMs, () => {
      if (this.heardAtMs === heardAtMs) giveUp(silenceMs + answerMs);
      else this.check();
    });
    probe();
  }
}
