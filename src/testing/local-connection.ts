import { invariant } from '../base/invariant.ts';
import type { Address, Connection, ConnectionHandlers } from '../platform/network.ts';

export interface LocalConnectionOptions {
  readonly node: number;
  readonly remote: Address;
  /** While true, nothing arrives at this end. */
  readonly isCut: () => boolean;
  /** Nothing is under way to this end any more, and nobody will send anything. */
  readonly gone: () => void;
}

type Arrival =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly reason: string };

const HIGH_MARK_BYTES = 8 * 1024 * 1024;
const LOW_MARK_BYTES = 1024 * 1024;
/** Whoever does not stop at `false` is stopped here. */
const BUFFERED_BYTES_MAX = 136 * 1024 * 1024;

/** One end. What arrives waits here until it is taken; each arrival is in a turn of its own, as from a socket. */
export class LocalConnection implements Connection {
  readonly node: number;
  readonly remote: Address;
  private peer: LocalConnection | undefined;
  private handlers: ConnectionHandlers | undefined;
  private arrivals: Arrival[] = [];
  private arrivedBytes = 0;
  private isPaused = false;
  private isWaking = false;
  private wantsDrained = false;
  private closeReason: string | undefined;
  private readonly options: LocalConnectionOptions;

  constructor(options: LocalConnectionOptions) {
    this.options = options;
    this.node = options.node;
    this.remote = options.remote;
  }

  join(peer: LocalConnection): void {
    this.peer = peer;
  }

  get bufferedBytes(): number {
    return this.peer?.arrivedBytes ?? 0;
  }

  handle(handlers: ConnectionHandlers): void {
    invariant(this.handlers === undefined, 'the handlers of a connection are set once');
    this.handlers = handlers;
    if (this.closeReason === undefined) this.wake();
    else this.tellClosed(this.closeReason);
  }

  send(chunks: readonly Uint8Array[]): boolean {
    if (this.closeReason !== undefined) return false;
    this.peer?.arrive({ kind: 'frame', bytes: joined(chunks) });
    if (this.bufferedBytes < HIGH_MARK_BYTES) return true;
    this.wantsDrained = true;
    if (this.bufferedBytes > BUFFERED_BYTES_MAX) {
      this.peer?.reset();
      this.finish('the peer takes too little of what it is sent');
    }
    return false;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.wake();
  }

  close(reason: string): void {
    if (this.closeReason !== undefined) return;
    this.peer?.arrive({ kind: 'end', reason: 'the peer closed the connection' });
    this.finish(reason);
  }

  /** The process of this end is dead: what it had sent arrives, then the end. Its handlers hear nothing more. */
  die(): void {
    this.handlers = undefined;
    if (this.closeReason === undefined) {
      this.peer?.arrive({ kind: 'end', reason: 'the peer reset the connection' });
    }
    this.finish('this process is dead');
  }

  /** Something may be delivered now that could not be before. */
  wake(): void {
    if (this.isWaking || this.arrivals.length === 0) return;
    this.isWaking = true;
    setImmediate(() => {
      this.isWaking = false;
      this.deliver();
    });
  }

  private arrive(arrival: Arrival): void {
    // A closed end reads to the end and drops it; so nothing is buffered for it.
    if (this.closeReason !== undefined) return;
    this.arrivals.push(arrival);
    if (arrival.kind === 'frame') this.arrivedBytes += arrival.bytes.length;
    this.wake();
  }

  private deliver(): void {
    const { isCut } = this.options;
    let taken = 0;
    while (
      taken < this.arrivals.length &&
      !this.isPaused &&
      this.handlers !== undefined &&
      !isCut()
    ) {
      const arrival = this.arrivals[taken]!;
      taken += 1;
      if (arrival.kind === 'end') return this.finish(arrival.reason);
      this.arrivedBytes -= arrival.bytes.length;
      this.handlers.frame(arrival.bytes);
      if (this.closeReason !== undefined) return;
    }
    this.arrivals.splice(0, taken);
    if (taken > 0) this.peer?.flowed();
  }

  private flowed(): void {
    if (!this.wantsDrained || this.bufferedBytes > LOW_MARK_BYTES) return;
    this.wantsDrained = false;
    setImmediate(() => {
      if (this.closeReason === undefined) this.handlers?.drained?.();
    });
  }

  private reset(): void {
    if (this.closeReason === undefined) this.finish('the peer reset the connection');
  }

  private finish(reason: string): void {
    if (this.closeReason === undefined) this.tellClosed(reason);
    this.closeReason ??= reason;
    this.arrivals = [];
    this.arrivedBytes = 0;
    this.options.gone();
    this.peer?.flowed();
  }

  /** In a turn of its own, so that nobody is called back inside of a call. */
  private tellClosed(reason: string): void {
    setImmediate(() => this.handlers?.closed(reason));
  }
}

/** A copy: what a broker sends may be overwritten when it was handed over. */
function joined(chunks: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
