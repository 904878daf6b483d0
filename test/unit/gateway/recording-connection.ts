/** Both ends of a session under test: what it sends and asks of its connection is written down, time is driven. */
import type { Clock, Timer } from '../../../src/platform/clock.ts';
import type { Connection, ConnectionHandlers } from '../../../src/platform/network.ts';
import { decodeServerFrame, type ServerFrame } from '../../../src/protocol/client-frame.ts';

export class RecordingConnection implements Connection {
  readonly remote = { host: 'client', port: 1 };
  readonly sent: Uint8Array[] = [];
  readonly closes: { code: number | undefined; reason: string }[] = [];
  bufferedBytes = 0;
  isPaused = false;
  /** What `send` answers. */
  hasRoom = true;
  private handlers: ConnectionHandlers | undefined;

  handle(handlers: ConnectionHandlers): void {
    this.handlers = handlers;
  }

  send(chunks: readonly Uint8Array[]): boolean {
    this.sent.push(Buffer.concat(chunks));
    return this.hasRoom;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  close(reason: string, code?: number): void {
    this.closes.push({ code, reason });
    this.handlers?.closed(reason);
  }

  deliver(chunks: readonly Uint8Array[] | Uint8Array): void {
    this.handlers?.frame(chunks instanceof Uint8Array ? chunks : Buffer.concat(chunks));
  }

  /** Something has left the buffer. */
  write(): void {
    this.handlers?.written?.();
  }

  drain(): void {
    this.hasRoom = true;
    this.bufferedBytes = 0;
    this.handlers?.drained?.();
  }

  /** Everything sent since the last call. */
  take(): ServerFrame[] {
    return this.sent.splice(0).map(decodeServerFrame);
  }
}

export class ManualClock implements Clock {
  private time = 0;
  private readonly timers = new Set<{ at: number; fire: () => void }>();

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time;
  }

  setTimer(delayMs: number, fire: () => void): Timer {
    const timer = { at: this.time + delayMs, fire };
    this.timers.add(timer);
    return { cancel: () => void this.timers.delete(timer) };
  }

  pass(ms: number): void {
    this.time += ms;
    for (const timer of this.timers) {
      if (timer.at > this.time) continue;
      this.timers.delete(timer);
      timer.fire();
    }
  }

  get pendingTimers(): number {
    return this.timers.size;
  }
}

/** Lets every promise that is settled by now run its handlers. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
