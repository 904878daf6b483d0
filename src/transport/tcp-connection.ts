import type { Socket } from 'node:net';
import { FrameAssembler, frameHeader } from '../base/frame-assembler.ts';
import { invariant } from '../base/invariant.ts';
import type { Address, Connection, ConnectionHandlers } from '../platform/network.ts';
import { coalesce } from './outgoing.ts';
import type { ReadTarget } from './read-target.ts';

export interface TcpConnectionOptions {
  /** Of what the other side sends. */
  readonly frameBytesMax: number;
  /** Of what is sent; if left out, the same. */
  readonly sentFrameBytesMax?: number;
  /** Within which a frame that has begun must be whole; if left out, there is no such limit. */
  readonly frameMsMax?: number;
  /** `send` says stop from here on ... */
  readonly highMarkBytes: number;
  /** ... and `drained` is called at this. */
  readonly lowMarkBytes: number;
}

/** How long the last frames may take after `close`, before the socket is destroyed. */
const LINGER_MS = 1000;

/**
 * Frames over a socket. What is sent during one turn of the event loop leaves in one writev at its end. The socket
 * is paused until `handle`, so nothing is lost or early.
 */
export class TcpConnection implements Connection {
  readonly remote: Address;
  private handlers: ConnectionHandlers | undefined;
  private unsent: Uint8Array[] = [];
  private unsentBytes = 0;
  private isFlushDue = false;
  private wantsDrained = false;
  private isPaused = false;
  private isDelivering = false;
  /** Runs while the frame that comes next has begun and is read. */
  private frameTimer: NodeJS.Timeout | undefined;
  /** Why it is closed; undefined while it is open. */
  private closeReason: string | undefined;
  private errorReason: string | undefined;

  private readonly socket: Socket;
  private readonly options: TcpConnectionOptions;
  private readonly assembler: FrameAssembler;

  /** `reads`: what the socket was made with, if anything. */
  constructor(socket: Socket, options: TcpConnectionOptions, reads?: ReadTarget) {
    this.socket = socket;
    this.options = options;
    this.assembler = new FrameAssembler(options.frameBytesMax, (bytes) =>
      // Zeroing what is overwritten at once would be wasted.
      Buffer.allocUnsafeSlow(bytes),
    );
    this.remote = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    socket.pause();
    if (reads === undefined) socket.on('data', (piece) => this.received(piece));
    else
      reads.readBy({
        room: () => (this.closeReason === undefined ? this.assembler.room() : undefined),
        filled: (count) => this.filled(count),
        received: (piece) => this.received(piece),
      });
    socket.on('end', () => this.ended('the peer closed the connection'));
    socket.on('error', (error) => (this.errorReason = reasonOf(error)));
    socket.on('close', () => this.ended(this.errorReason ?? 'the connection is lost'));
  }

  get bufferedBytes(): number {
    return this.unsentBytes + this.socket.writableLength;
  }

  handle(handlers: ConnectionHandlers): void {
    invariant(this.handlers === undefined, 'the handlers of a connection are set once');
    this.handlers = handlers;
    const { closeReason } = this;
    if (closeReason !== undefined) queueMicrotask(() => handlers.closed(closeReason));
    else if (!this.isPaused) this.socket.resume();
  }

  send(chunks: readonly Uint8Array[]): boolean {
    if (this.closeReason !== undefined) return false;
    let bytes = 0;
    for (const chunk of chunks) bytes += chunk.length;
    invariant(bytes <= this.sentFrameBytesMax, 'a frame is not longer than the peer takes');
    const header = frameHeader(bytes);
    this.unsent.push(header, ...chunks);
    this.unsentBytes += header.length + bytes;
    if (!this.isFlushDue) {
      this.isFlushDue = true;
      setImmediate(() => this.flush());
    }
    const buffered = this.bufferedBytes;
    if (buffered < this.options.highMarkBytes) return true;
    this.wantsDrained = true;
    if (buffered > this.bufferedBytesMax)
      this.abort('the peer takes too little of what it is sent');
    return false;
  }

  pause(): void {
    this.isPaused = true;
    this.frameEnded();
    this.socket.pause();
  }

  resume(): void {
    if (!this.isPaused) return;
    this.isPaused = false;
    // Not in the caller's turn: a frame that arrives inside of `resume` would surprise it.
    queueMicrotask(() => {
      this.deliver();
      this.watchFrame();
      if (!this.isPaused && this.handlers !== undefined) this.socket.resume();
    });
  }

  /** What was sent before still goes out, if the peer takes it soon. */
  close(reason: string): void {
    if (this.closeReason !== undefined) return;
    this.flush();
    this.socket.end();
    // The socket must be read to its end to see that the peer closes too; the bytes are dropped.
    this.socket.resume();
    this.ended(reason);
  }

  /** Whoever does not stop at `false` is stopped here. */
  private get bufferedBytesMax(): number {
    return this.options.highMarkBytes + 2 * this.sentFrameBytesMax;
  }

  private get sentFrameBytesMax(): number {
    return this.options.sentFrameBytesMax ?? this.options.frameBytesMax;
  }

  private received(piece: Uint8Array): void {
    if (this.closeReason !== undefined) return;
    this.assembler.push(piece);
    this.deliver();
    this.watchFrame();
  }

  private filled(count: number): void {
    if (this.closeReason !== undefined) return;
    this.assembler.filled(count);
    this.deliver();
    this.watchFrame();
  }

  /** A peer that sends a byte now and then would hold its connection for ever. */
  private watchFrame(): void {
    const { frameMsMax } = this.options;
    if (frameMsMax === undefined || this.closeReason !== undefined) return;
    if (this.isPaused || !this.assembler.hasPartialFrame) return this.frameEnded();
    this.frameTimer ??= setTimeout(() => {
      this.abort(`a frame was not whole within ${frameMsMax} ms`);
    }, frameMsMax);
  }

  private frameEnded(): void {
    clearTimeout(this.frameTimer);
    this.frameTimer = undefined;
  }

  private deliver(): void {
    if (this.isDelivering) return;
    this.isDelivering = true;
    try {
      while (!this.isPaused && this.closeReason === undefined) {
        const frame = this.nextFrame();
        if (frame === undefined) break;
        this.frameEnded();
        this.handlers!.frame(frame);
      }
    } finally {
      this.isDelivering = false;
    }
  }

  private nextFrame(): Uint8Array | undefined {
    try {
      return this.assembler.next();
    } catch (error) {
      this.abort((error as Error).message);
      return undefined;
    }
  }

  private flush(): void {
    this.isFlushDue = false;
    if (this.unsent.length === 0 || this.closeReason !== undefined) return;
    const chunks = coalesce(this.unsent);
    this.unsent = [];
    this.unsentBytes = 0;
    this.socket.cork();
    const last = chunks.pop()!;
    for (const chunk of chunks) this.socket.write(chunk);
    this.socket.write(last, () => this.written());
    this.socket.uncork();
  }

  private written(): void {
    if (!this.wantsDrained || this.closeReason !== undefined) return;
    if (this.bufferedBytes > this.options.lowMarkBytes) return;
    this.wantsDrained = false;
    this.handlers?.drained?.();
  }

  private abort(reason: string): void {
    this.ended(reason);
    this.socket.destroy();
  }

  private ended(reason: string): void {
    if (this.closeReason !== undefined) return;
    this.closeReason = reason;
    this.frameEnded();
    this.unsent = [];
    this.unsentBytes = 0;
    // Always from a turn of its own: `send` may be what found the connection unusable.
    queueMicrotask(() => this.handlers?.closed(reason));
    if (this.socket.destroyed) return;
    const linger = setTimeout(() => this.socket.destroy(), LINGER_MS);
    this.socket.once('close', () => clearTimeout(linger));
  }
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return 'the peer reset the connection';
  if (error.code === 'ETIMEDOUT') return 'the peer does not answer any more';
  return error.message;
}
