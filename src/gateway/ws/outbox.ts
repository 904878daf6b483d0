/**
 * What goes out to one client. While the connection is congested, answers are held here instead of being pushed
 * into its buffer; a client that reads nothing for too long, or leaves too much unread, is given up.
 */
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Connection } from '../../platform/network.ts';
import type { SessionLimits } from './limits.ts';

type OutboxLimits = Pick<SessionLimits, 'unsentBytesMax' | 'pushBytesMax' | 'stallMsMax'>;

export class Outbox {
  private readonly connection: Pick<Connection, 'send' | 'bufferedBytes'>;
  private readonly clock: Clock;
  private readonly limits: OutboxLimits;
  private readonly giveUp: (reason: string) => void;
  /** Bounded in bytes: beyond `unsentBytesMax` the session ends. */
  private frames: (readonly Uint8Array[])[] = [];
  private heldBytes = 0;
  private congested = false;
  private stallTimer: Timer | undefined;

  constructor(
    connection: Pick<Connection, 'send' | 'bufferedBytes'>,
    clock: Clock,
    limits: OutboxLimits,
    giveUp: (reason: string) => void,
  ) {
    this.connection = connection;
    this.clock = clock;
    this.limits = limits;
    this.giveUp = giveUp;
  }

  get isCongested(): boolean {
    return this.congested;
  }

  get unsentBytes(): number {
    return this.heldBytes + this.connection.bufferedBytes;
  }

  /** For what nobody has asked for just now, beside so many bytes that are about to come. */
  hasRoomBeside(bytes: number): boolean {
    return !this.congested && this.unsentBytes + bytes < this.limits.pushBytesMax;
  }

  /** Something waits for room: from now on a client that makes none is stalled. */
  awaitRoom(): void {
    this.watchStall();
  }

  /** Something has left the buffer. */
  written(): void {
    if (this.stallTimer !== undefined && this.hasRoomBeside(0)) this.stopStallWatch();
  }

  /** Returns the bytes of the frame. */
  send(chunks: readonly Uint8Array[]): number {
    const bytes = bytesOf(chunks);
    if (this.congested) {
      this.frames.push(chunks);
      this.heldBytes += bytes;
    } else {
      this.pass(chunks);
    }
    if (this.unsentBytes > this.limits.unsentBytesMax) {
      this.giveUp(`slow reader: more than ${this.limits.unsentBytesMax} bytes unread`);
    }
    return bytes;
  }

  drained(): void {
    this.congested = false;
    this.stopStallWatch();
    const frames = this.frames;
    let sent = 0;
    while (sent < frames.length && !this.congested) {
      const chunks = frames[sent]!;
      sent += 1;
      this.heldBytes -= bytesOf(chunks);
      this.pass(chunks);
    }
    this.frames = frames.slice(sent);
  }

  stop(): void {
    this.stopStallWatch();
    this.frames = [];
    this.heldBytes = 0;
  }

  private pass(chunks: readonly Uint8Array[]): void {
    if (this.connection.send(chunks)) return;
    this.congested = true;
    this.watchStall();
  }

  private watchStall(): void {
    const { stallMsMax } = this.limits;
    this.stallTimer ??= this.clock.setTimer(stallMsMax, () =>
      this.giveUp(`slow reader: too little read for ${stallMsMax} ms`),
    );
  }

  private stopStallWatch(): void {
    this.stallTimer?.cancel();
    this.stallTimer = undefined;
  }
}

function bytesOf(chunks: readonly Uint8Array[]): number {
  let bytes = 0;
  for (const chunk of chunks) bytes += chunk.length;
  return bytes;
}
