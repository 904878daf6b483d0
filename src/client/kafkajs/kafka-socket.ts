/**
 * As much of a net.Socket as kafkajs uses, over a WebSocket: bytes out, bytes in, and the events by which kafkajs learns how
 * it goes. Where a message ends means nothing.
 *
 *   connecting -> open -> ended
 *
 * `end`: the broker has closed, in order. `error`: it cannot be reached, it refuses, or the connection is lost. Then `close`.
 */
import { MESSAGE_BYTES_MAX } from '../../protocol/kafka/web-socket.ts';
import type { StandardWebSocket } from '../browser-socket.ts';
import { dial, type Dialed, type OpenSocket } from './dial.ts';

/** `write` says stop from here on ... */
const HIGH_MARK_BYTES = 8 * 1024 * 1024;
/** ... and `drain` comes when as much is left as this. Nobody tells when a WebSocket's buffer has drained. */
const LOW_MARK_BYTES = HIGH_MARK_BYTES / 2;
const DRAIN_CHECK_MS = 20;
const CLOSED_IN_ORDER: readonly number[] = [1000, 1001, 1005];
/** No close frame came. */
const LOST = 1006;

export interface SocketEvents {
  connect: [];
  data: [bytes: Uint8Array];
  drain: [];
  end: [];
  error: [error: SocketError];
  timeout: [];
  close: [hadError: boolean];
}

/** With a code such as those of net.Socket. */
export class SocketError extends Error {
  override readonly name = 'SocketError';
  readonly code: 'ECONNREFUSED' | 'ECONNRESET' | 'EPROTO' | 'EPIPE';

  constructor(code: SocketError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface KafkaSocketOptions {
  readonly urls: readonly string[];
  /** Which of them is tried first. */
  readonly first: number;
  readonly open: OpenSocket;
  /** Which of them it became. */
  readonly opened: (at: number) => void;
  /** What came, as kafkajs wants it: a Buffer. */
  readonly toBuffer: (data: unknown) => Uint8Array | undefined;
}

type Listener<Name extends keyof SocketEvents> = (...args: SocketEvents[Name]) => void;

export class KafkaSocket {
  private readonly options: KafkaSocketOptions;
  private readonly listeners = new Map<string, Set<(...args: never[]) => void>>();
  private readonly giveUp: () => void;
  private socket: StandardWebSocket | undefined;
  private early: Uint8Array[] = [];
  private isEnded = false;
  private error: SocketError | undefined;
  private drainCheck: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private silenceMs = 0;

  constructor(options: KafkaSocketOptions) {
    this.options = options;
    this.giveUp = dial(options.open, options, {
      opened: (dialed) => this.opened(dialed),
      failed: (sentence) => this.fail(new SocketError('ECONNREFUSED', `${sentence}.`)),
    });
  }

  on<Name extends keyof SocketEvents>(name: Name, listener: Listener<Name>): this {
    const listeners = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, listeners.add(listener as (...args: never[]) => void));
    return this;
  }

  once<Name extends keyof SocketEvents>(name: Name, listener: Listener<Name>): this {
    const once: Listener<Name> = (...args) => {
      this.off(name, once);
      listener(...args);
    };
    return this.on(name, once);
  }

  off<Name extends keyof SocketEvents>(name: Name, listener: Listener<Name>): this {
    this.listeners.get(name)?.delete(listener as (...args: never[]) => void);
    return this;
  }

  /** False: it is queued, but stop until `drain`. The bytes must not change afterwards. */
  write(bytes: Uint8Array): boolean {
    if (this.isEnded) {
      this.fail(new SocketError('EPIPE', 'This socket has been ended.'));
      return false;
    }
    this.heard();
    if (this.socket === undefined) this.early.push(bytes);
    else this.send(bytes);
    return this.hasRoom();
  }

  /** What was written still goes out. */
  end(): this {
    return this.finish();
  }

  destroy(error?: SocketError): this {
    if (error !== undefined) this.error = error;
    return this.finish();
  }

  /** `timeout` is told when nothing went either way for so long; 0: never. */
  setTimeout(afterMs: number, listener?: () => void): this {
    if (listener !== undefined) this.once('timeout', listener);
    this.silenceMs = afterMs;
    this.heard();
    return this;
  }

  /** The broker sees to that: it pings. */
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  private opened({ socket, at }: Dialed): void {
    this.socket = socket;
    this.options.opened(at);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }) => {
      const bytes = this.options.toBuffer(data);
      if (bytes === undefined || this.isEnded) return;
      this.heard();
      this.emit('data', bytes);
    });
    socket.addEventListener('close', ({ code, reason }) => this.closed(code, reason));
    for (const bytes of this.early.splice(0)) this.send(bytes);
    this.emit('connect');
  }

  private send(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += MESSAGE_BYTES_MAX) {
      const piece = bytes.subarray(at, at + MESSAGE_BYTES_MAX);
      this.socket!.send(piece as Uint8Array<ArrayBuffer>);
    }
  }

  private hasRoom(): boolean {
    const early = this.early.reduce((sum, { length }) => sum + length, 0);
    if (early + (this.socket?.bufferedAmount ?? 0) <= HIGH_MARK_BYTES) return true;
    this.watchDrain();
    return false;
  }

  private watchDrain(): void {
    this.drainCheck ??= setTimeout(() => {
      this.drainCheck = undefined;
      if (this.isEnded) return;
      const isDrained = this.socket !== undefined && this.socket.bufferedAmount <= LOW_MARK_BYTES;
      if (isDrained) this.emit('drain');
      else this.watchDrain();
    }, DRAIN_CHECK_MS);
  }

  private heard(): void {
    clearTimeout(this.silence);
    if (this.silenceMs === 0 || this.isEnded) return;
    this.silence = setTimeout(() => this.emit('timeout'), this.silenceMs);
  }

  private closed(code: number, reason: string): void {
    if (!this.isEnded && CLOSED_IN_ORDER.includes(code)) this.emit('end');
    else if (!this.isEnded) this.error = closeError(code, reason);
    this.over();
  }

  private fail(error: SocketError): void {
    this.error = error;
    this.over();
  }

  /** From this side. */
  private finish(): this {
    if (this.isEnded) return this;
    if (this.socket !== undefined) {
      this.stop();
      this.socket.close();
      return this;
    }
    this.giveUp();
    this.over();
    return this;
  }

  private over(): void {
    this.stop();
    const { error } = this;
    this.error = undefined;
    if (error !== undefined) this.emit('error', error);
    this.emit('close', error !== undefined);
  }

  private stop(): void {
    this.isEnded = true;
    this.early = [];
    clearTimeout(this.drainCheck);
    clearTimeout(this.silence);
  }

  private emit<Name extends keyof SocketEvents>(name: Name, ...args: SocketEvents[Name]): void {
    for (const listener of [...(this.listeners.get(name) ?? [])]) listener(...(args as never[]));
  }
}

/** The reason of a close frame is a sentence of the broker's. */
function closeError(code: number, reason: string): SocketError {
  if (code === LOST) return new SocketError('ECONNRESET', 'The connection is lost.');
  return new SocketError('EPROTO', `The broker closed the connection: ${reason} (${code})`);
}
