/**
 * A connection of a client that one broker passes on to another: bytes, whose meaning is not known here, over a connection
 * of their own between the two. Beside them it says why it ends, and that no more requests should be read.
 *
 *   opening --greeted--> open --drain--> draining
 *   any of them --close, their close, lost--> ended
 */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';
import { ByteWriter } from '../base/byte-writer.ts';
import type { Address, Connection, ConnectionHandlers } from '../platform/network.ts';
import type { Greeted } from './greeting.ts';

export interface TunnelListener {
  /** Both sides know each other; the handlers are set now at the latest. */
  readonly opened: () => void;
  /** The other side asks to answer what is in flight and to end. */
  readonly draining: () => void;
  /** Once, whoever ended it. */
  readonly ended: () => void;
}

const BYTES = Uint8Array.of(0);
const KIND_BYTES = 0;
const KIND_CLOSE = 1;
const KIND_DRAIN = 2;

export class Tunnel implements Connection, Greeted {
  /** The client, wherever this end is. */
  readonly remote: Address;
  private readonly listener: TunnelListener;
  private connection: Connection | undefined;
  private handlers: ConnectionHandlers | undefined;
  private state: 'opening' | 'open' | 'ended' = 'opening';
  private readonly early: (readonly Uint8Array[])[] = [];
  private theirCode: number | undefined;

  constructor(client: Address, listener: TunnelListener) {
    this.remote = client;
    this.listener = listener;
  }

  /** The code with which the other side closed; undefined when it did not say. */
  get closeCode(): number | undefined {
    return this.theirCode;
  }

  get bufferedBytes(): number {
    return this.connection?.bufferedBytes ?? 0;
  }

  handle(handlers: ConnectionHandlers): void {
    this.handlers = handlers;
  }

  /** What is sent before it is open waits here, and whoever sends should wait too. */
  send(chunks: readonly Uint8Array[]): boolean {
    if (this.state === 'ended') return true;
    if (this.connection !== undefined) return this.connection.send([BYTES, ...chunks]);
    this.early.push(chunks);
    return false;
  }

  pause(): void {
    this.connection?.pause();
  }

  resume(): void {
    this.connection?.resume();
  }

  close(reason: string, code = 0): void {
    if (this.state === 'ended') return;
    const writer = new ByteWriter(64).uint8(KIND_CLOSE).uint16(code).string(reason);
    this.connection?.send([writer.finish()]);
    this.end(reason);
  }

  /** Asks the other side to answer what it has and to end. */
  drain(): void {
    if (this.state === 'open') this.connection!.send([Uint8Array.of(KIND_DRAIN)]);
  }

  /** From here on these are calls of the greeting. */
  attach(connection: Connection): void {
    if (this.state === 'ended') return connection.close('the client is gone');
    this.connection = connection;
    this.state = 'open';
    this.listener.opened();
    for (const chunks of this.early.splice(0)) this.send(chunks);
  }

  frame(_connection: Connection, frame: Uint8Array): void {
    if (this.state !== 'open') return;
    const kind = frame[0];
    if (kind === KIND_BYTES) return this.handlers?.frame(frame.subarray(1));
    if (kind === KIND_DRAIN) return this.listener.draining();
    try {
      this.closedByThem(kind, frame);
    } catch (error) {
      if (!(error instanceof MalformedBytes)) throw error;
      this.end(error.message);
    }
  }

  drained(): void {
    this.handlers?.drained?.();
  }

  disconnected(_connection: Connection, reason: string): void {
    this.end(reason);
  }

  /** It could not be opened, or whom it leads to is gone. */
  end(reason: string): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.connection?.close(reason);
    this.listener.ended();
    this.handlers?.closed(reason);
  }

  private closedByThem(kind: number | undefined, frame: Uint8Array): void {
    if (kind !== KIND_CLOSE) throw new MalformedBytes('a frame of a tunnel is of no known kind');
    const reader = new ByteReader(frame.subarray(1));
    this.theirCode = reader.uint16() || undefined;
    this.end(reader.string());
  }
}
