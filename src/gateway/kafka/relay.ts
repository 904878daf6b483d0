/**
 * A client here whose requests are for another broker: bytes go to and fro, as they are. Whoever does not read holds up only the
 * other one, and for so long.
 */
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Tunnel } from '../../host/tunnel.ts';
import { CLOSE } from '../ws/limits.ts';
import type { SessionConnection } from '../ws/session.ts';

export interface RelayOptions {
  readonly stallMsMax: number;
  /** `opened` rejects when there is no way to the broker. */
  readonly opened: Promise<void>;
}

/** Two connections that end together. */
export class Relay {
  private readonly client: SessionConnection;
  private readonly tunnel: Tunnel;
  private readonly clock: Clock;
  private readonly stallMsMax: number;
  private stall: Timer | undefined;

  constructor(
    client: SessionConnection,
    tunnel: Tunnel,
    { clock, stallMsMax, opened }: RelayOptions & { readonly clock: Clock },
  ) {
    this.client = client;
    this.tunnel = tunnel;
    this.clock = clock;
    this.stallMsMax = stallMsMax;
    this.join();
    client.pause();
    opened.then(
      () => client.resume(),
      // The tunnel has ended, which the client was told.
      () => undefined,
    );
  }

  /** What is in flight is answered, then the other broker ends the tunnel. */
  drain(): void {
    this.tunnel.drain();
  }

  stop(): void {
    this.end('the broker is stopping', CLOSE.goingAway);
  }

  private join(): void {
    const { client, tunnel } = this;
    client.handle({
      frame: (message) => {
        if (!tunnel.send([message])) client.pause();
      },
      drained: () => {
        this.stopStallWatch();
        tunnel.resume();
      },
      closed: (reason) => {
        this.stopStallWatch();
        tunnel.close(reason);
      },
    });
    tunnel.handle({
      frame: (bytes) => {
        if (client.send([bytes])) return;
        tunnel.pause();
        this.watchStall();
      },
      drained: () => client.resume(),
      closed: (reason) => this.end(reason, tunnel.closeCode ?? CLOSE.tryAgainLater),
    });
  }

  private watchStall(): void {
    this.stall ??= this.clock.setTimer(this.stallMsMax, () =>
      this.end(`slow reader: too little read for ${this.stallMsMax} ms`, CLOSE.tryAgainLater),
    );
  }

  private stopStallWatch(): void {
    this.stall?.cancel();
    this.stall = undefined;
  }

  private end(reason: string, code: number): void {
    this.stopStallWatch();
    this.client.close(reason, code);
    this.tunnel.close(reason, code);
  }
}
