/**
 * Messages that carry a byte stream, as the connection of frames that a session wants. Where a message ends means nothing:
 * it may hold a piece of a frame, or several. What is sent is cut too, so that a large answer is no large message.
 */
import { FrameAssembler, frameHeader, FrameTooLong } from '../../base/frame-assembler.ts';
import type { Clock, Timer } from '../../platform/clock.ts';
import type { Address, ConnectionHandlers } from '../../platform/network.ts';
import { MESSAGE_BYTES_MAX } from '../../protocol/kafka/web-socket.ts';
import { CLOSE } from '../ws/limits.ts';
import type { SessionConnection } from '../ws/session.ts';

export interface ByteStreamLimits {
  readonly frameBytesMax: number;
  /** Within which a frame that has begun must be whole. */
  readonly frameMsMax: number;
}

export class ByteStream implements SessionConnection {
  private readonly messages: SessionConnection;
  private readonly clock: Clock;
  private readonly limits: ByteStreamLimits;
  private readonly assembler: FrameAssembler;
  private handlers: ConnectionHandlers | undefined;
  private isPaused = false;
  private isDelivering = false;
  private isClosed = false;
  /** Runs while the frame that comes next has begun and is read. */
  private frameTimer: Timer | undefined;

  constructor(messages: SessionConnection, clock: Clock, limits: ByteStreamLimits) {
    this.messages = messages;
    this.clock = clock;
    this.limits = limits;
    this.assembler = new FrameAssembler(limits.frameBytesMax);
  }

  get remote(): Address {
    return this.messages.remote;
  }

  get bufferedBytes(): number {
    return this.messages.bufferedBytes;
  }

  handle(handlers: ConnectionHandlers): void {
    this.handlers = handlers;
    this.messages.handle({
      frame: (message) => this.received(message),
      closed: (reason) => {
        this.isClosed = true;
        this.frameEnded();
        handlers.closed(reason);
      },
      drained: () => handlers.drained?.(),
      written: () => handlers.written?.(),
    });
  }

  send(chunks: readonly Uint8Array[]): boolean {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    let hasRoom = true;
    for (const message of cut([frameHeader(bytes), ...chunks])) {
      hasRoom = this.messages.send(message) && hasRoom;
    }
    return hasRoom;
  }

  pause(): void {
    this.isPaused = true;
    this.frameEnded();
    this.messages.pause();
  }

  resume(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    // Not in the caller's turn: a frame that arrives inside of `resume` would surprise it.
    void Promise.resolve().then(() => {
      this.deliver();
      if (!this.isPaused && !this.isClosed) this.messages.resume();
    });
  }

  close(reason: string, code?: number): void {
    this.isClosed = true;
    this.frameEnded();
    this.messages.close(reason, code);
  }

  private received(message: Uint8Array): void {
    if (this.isClosed) return;
    this.assembler.push(message);
    this.deliver();
  }

  private deliver(): void {
    if (this.isDelivering) return;
    this.isDelivering = true;
    try {
      while (!this.isPaused && !this.isClosed) {
        const frame = this.assembler.next();
        if (frame === undefined) break;
        this.frameEnded();
        this.handlers!.frame(frame);
      }
    } catch (error) {
      if (!(error instanceof FrameTooLong)) throw error;
      this.close(error.message, CLOSE.tooBig);
    } finally {
      this.isDelivering = false;
    }
    this.watchFrame();
  }

  /** Whoever sends a byte now and then would hold the connection for ever. */
  private watchFrame(): void {
    if (this.isPaused || this.isClosed || !this.assembler.hasPartialFrame) return this.frameEnded();
    const { frameMsMax } = this.limits;
    this.frameTimer ??= this.clock.setTimer(frameMsMax, () =>
      this.close(`a request was not whole within ${frameMsMax} ms`, CLOSE.policy),
    );
  }

  private frameEnded(): void {
    this.frameTimer?.cancel();
    this.frameTimer = undefined;
  }
}

/** The same bytes in messages of at most MESSAGE_BYTES_MAX. */
function cut(chunks: readonly Uint8Array[]): Uint8Array[][] {
  const messages: Uint8Array[][] = [];
  let message: Uint8Array[] = [];
  let room = MESSAGE_BYTES_MAX;
  for (let chunk of chunks) {
    while (chunk.length > room) {
      messages.push([...message, chunk.subarray(0, room)]);
      chunk = chunk.subarray(room);
      message = [];
      room = MESSAGE_BYTES_MAX;
    }
    message.push(chunk);
    room -= chunk.length;
  }
  messages.push(message);
  return messages;
}
