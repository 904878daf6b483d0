/**
 * A `ws` socket as a platform Connection: one binary message is one frame. Both ends use it, the door and our Node
 * client. Not pure: it holds the real socket.
 */
import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import type { Address, Connection, ConnectionHandlers } from '../../platform/network.ts';
import { CLOSE } from './limits.ts';

const KIB = 1024;
/** `send` returns false from here on, until the buffer has fallen to the low mark. */
const HIGH_MARK_BYTES = 8 * 1024 * KIB;
const LOW_MARK_BYTES = HIGH_MARK_BYTES / 2;
/**
 * Below this a batch is copied into its frame. One of 16 KiB, which many subscribers get, took about a quarter less CPU as
 * a fragment of its own, in a trial on a noisy machine.
 */
const FRAGMENT_BYTES_MIN = 16 * KIB;
const TEXT_FRAME = 'text frames are not part of this protocol, send binary ones';
/** A close frame has room for 125 bytes, 2 of them for the code. */
const REASON_BYTES_MAX = 123;

/** For whoever is faster with the pieces of a message than with the whole. */
export interface PieceHandler {
  /** Instead of `frame`, when the message came in none or several pieces. */
  pieces?(pieces: readonly Uint8Array[]): void;
}

export class WsConnection implements Connection {
  readonly remote: Address;
  private readonly socket: WebSocket;
  /** Below the WebSocket; corked, so that what one turn of the event loop sends leaves in one system call. */
  private readonly stream: Duplex;
  /** Frames that have left the buffer, so far. */
  writes = 0;
  private isCorked = false;
  private isCongested = false;
  private isClosing = false;
  private handlers: ConnectionHandlers | undefined;
  private readonly written = (): void => this.afterWrite();

  constructor(socket: WebSocket, stream: Duplex, remote: Address) {
    this.socket = socket;
    this.stream = stream;
    this.remote = remote;
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  get isPaused(): boolean {
    return this.socket.isPaused;
  }

  handle(handlers: ConnectionHandlers & PieceHandler): void {
    this.handlers = handlers;
    if (handlers.pieces !== undefined) this.socket.binaryType = 'fragments';
    this.socket.on('message', (data: RawData, isBinary: boolean) => {
      if (this.isClosing) return;
      if (!isBinary) return this.close(TEXT_FRAME, CLOSE.textFrame);
      if (!Array.isArray(data)) return handlers.frame(data as Buffer);
      const [only] = data as Buffer[];
      if (data.length === 1) handlers.frame(only!);
      else handlers.pieces!(data);
    });
    this.socket.on('ping', () => handlers.alive?.());
    // An error is always followed by 'close'; ws has chosen the close code already.
    this.socket.on('error', () => {});
    this.socket.once('close', (code: number, reason: Buffer) => {
      handlers.closed(`${reason.toString() || 'the connection was closed'} (${code})`);
    });
  }

  send(chunks: readonly Uint8Array[]): boolean {
    if (this.isClosing || this.socket.readyState !== this.socket.OPEN) return true;
    this.cork();
    const fragments = toFragments(chunks);
    const last = fragments.length - 1;
    for (const [at, fragment] of fragments.entries()) {
      this.socket.send(fragment, { binary: true, fin: at === last }, this.written);
    }
    if (this.bufferedBytes > HIGH_MARK_BYTES) this.isCongested = true;
    return !this.isCongested;
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  close(reason: string, code: number = CLOSE.normal): void {
    if (this.isClosing) return;
    this.isClosing = true;
    this.uncork();
    this.socket.close(code, cutToBytes(reason, REASON_BYTES_MAX));
    // The other side's close frame cannot be seen while nothing is read.
    this.socket.resume();
  }

  private afterWrite(): void {
    this.writes += 1;
    if (!this.isClosing) this.handlers?.written?.();
    if (!this.isCongested || this.isClosing || this.bufferedBytes > LOW_MARK_BYTES) return;
    this.isCongested = false;
    this.handlers?.drained?.();
  }

  private cork(): void {
    if (this.isCorked) return;
    this.isCorked = true;
    this.stream.cork();
    setImmediate(() => this.uncork());
  }

  private uncork(): void {
    if (!this.isCorked) return;
    this.isCorked = false;
    this.stream.uncork();
  }
}

/**
 * WebSocket can send a message in pieces, so large chunks go out as they are. Small ones are joined with their
 * neighbours: the receiver puts the pieces together again, and bounds their number.
 */
export function toFragments(chunks: readonly Uint8Array[]): Uint8Array[] {
  if (chunks.length === 1) return [chunks[0]!];
  const fragments: Uint8Array[] = [];
  let small: Uint8Array[] = [];
  let smallBytes = 0;
  const flush = (): void => {
    if (small.length > 0) fragments.push(small.length === 1 ? small[0]! : Buffer.concat(small));
    small = [];
    smallBytes = 0;
  };
  for (const chunk of chunks) {
    if (chunk.length >= FRAGMENT_BYTES_MIN) {
      flush();
      fragments.push(chunk);
      continue;
    }
    small.push(chunk);
    smallBytes += chunk.length;
    if (smallBytes >= FRAGMENT_BYTES_MIN) flush();
  }
  flush();
  return fragments;
}

function cutToBytes(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text);
  // Cutting inside a character leaves a replacement character, 3 bytes long.
  return bytes.length <= bytesMax ? text : bytes.subarray(0, bytesMax - 3).toString();
}
