/**
 * The one connection between this broker and another: it carries the messages of all groups. What is sent within one
 * turn of the event loop leaves as one frame. When the connection is gone or its buffer is full, Raft messages are
 * dropped, which Raft is made for; requests fail at once.
 *
 *   idle -> connecting -> greeting -> open -> idle (after a close, with a growing pause before the next attempt)
 *
 * The broker with the lower node id dials; the other waits to be called.
 */
import type { QueueLength } from '../base/queue-length.ts';
import type { NodeId } from '../model/ids.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Address, Connection, Network } from '../platform/network.ts';
import type { Random } from '../platform/random.ts';
import { itemBytes, payloadBytes, type PeerItem } from './peer-item.ts';

export interface PeerLinkOptions {
  readonly peer: NodeId;
  readonly isDialer: boolean;
  /** Where it listens now; undefined while unknown. */
  readonly address: () => Address | undefined;
  readonly reconnectMsMin: number;
  readonly reconnectMsMax: number;
  readonly bufferedBytesMax: number;
  readonly frameBytesMax: number;
}

export interface PeerLinkModules {
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Dials out and greets; resolves with a connection whose peer has proved who it is. */
  readonly greet: (connection: Connection, peer: NodeId) => Promise<void>;
  readonly encode: (items: readonly PeerItem[]) => readonly Uint8Array[];
  readonly received: (peer: NodeId, frame: Uint8Array) => void;
  readonly opened: (peer: NodeId) => void;
  readonly closed: (peer: NodeId, reason: string) => void;
}

/** Of the bound: what nobody says again has as much room again when Raft has filled its own. */
const RESERVE = 2;

/** Whoever waits for an answer waits for its time-out without it; and a leadership is told when it begins. */
function isSaidOnce({ kind }: PeerItem): boolean {
  return kind === 'response' || kind === 'leadership';
}

export class PeerLink {
  readonly peer: NodeId;
  private readonly options: PeerLinkOptions;
  private readonly modules: PeerLinkModules;
  private connection: Connection | undefined;
  private outbox: PeerItem[] = [];
  private outboxBytes = 0;
  private largestItemBytes = 0;
  private flushScheduled = false;
  private retry: Timer | undefined;
  private pauseMs: number;
  private stopped = false;
  private dropped = 0;
  private failureShown = '';
  private connectionsSoFar = 0;
  /** Beats since the connection last brought something. */
  private silentBeats = 0;
  private hasSpoken = false;

  constructor(options: PeerLinkOptions, modules: PeerLinkModules) {
    this.peer = options.peer;
    this.options = options;
    this.modules = modules;
    this.pauseMs = options.reconnectMsMin;
  }

  get isOpen(): boolean {
    return this.connection !== undefined;
  }

  /** Tells the present connection from those before it. */
  get connectionNumber(): number {
    return this.connectionsSoFar;
  }

  get droppedItems(): number {
    return this.dropped;
  }

  /** The last item that the bound lets in comes on top of it. */
  get queueLength(): QueueLength {
    return {
      name: `bytes to broker ${this.peer}`,
      length: this.waitingBytes,
      lengthMax: RESERVE * this.options.bufferedBytesMax + this.largestItemBytes,
    };
  }

  private get waitingBytes(): number {
    return (this.connection?.bufferedBytes ?? 0) + this.outboxBytes;
  }

  start(): void {
    if (this.options.isDialer) this.dial();
  }

  /** False when it was dropped. */
  send(item: PeerItem): boolean {
    const { connection } = this;
    const bytesMax = this.options.bufferedBytesMax * (isSaidOnce(item) ? RESERVE : 1);
    if (connection === undefined || this.waitingBytes > bytesMax) {
      this.dropped += 1;
      // With the connection its requests fail, and the next one begins with the leaderships.
      if (connection !== undefined && isSaidOnce(item)) this.hangUp('the peer takes nothing');
      return false;
    }
    const bytes = itemBytes(item);
    this.outbox.push(item);
    this.outboxBytes += bytes;
    this.largestItemBytes = Math.max(this.largestItemBytes, bytes);
    if (!this.flushScheduled) {
      this.flushScheduled = true;
      void Promise.resolve().then(() => this.flush());
    }
    return true;
  }

  /** The greeting is over: from here on the connection belongs to this link. A newer one replaces an older one. */
  attach(connection: Connection): void {
    if (this.stopped) return connection.close('this broker is stopping');
    // What was in flight on the old one is lost, and whoever waits for its answer must hear of that.
    this.hangUp('replaced by a newer connection');
    this.connection = connection;
    this.connectionsSoFar += 1;
    this.silentBeats = 0;
    this.pauseMs = this.options.reconnectMsMin;
    this.failureShown = '';
    this.modules.opened(this.peer);
  }

  /** From the connection's handlers, which the greeting owns until `attach`. */
  frame(connection: Connection, frame: Uint8Array): void {
    if (connection !== this.connection) return;
    this.silentBeats = 0;
    this.modules.received(this.peer, frame);
  }

  /**
   * Once a heartbeat. When the other machine loses its power or the cable is cut, the connection looks open until TCP
   * gives up, which takes minutes; so one that brings nothing for that many beats is ended. An idle one is told from
   * it because something is said at every beat.
   */
  beat(silentBeatsMax: number): void {
    const { connection } = this;
    if (connection === undefined) return;
    this.silentBeats += 1;
    if (this.silentBeats > silentBeatsMax) return this.hangUp('the peer is silent');
    if (!this.hasSpoken && connection.bufferedBytes === 0) connection.send(this.modules.encode([]));
    this.hasSpoken = false;
  }

  disconnected(connection: Connection, reason: string): void {
    if (connection !== this.connection) return;
    this.connection = undefined;
    this.emptyOutbox();
    this.modules.closed(this.peer, reason);
    this.dialLater();
  }

  /** Ends the connection; the next attempt follows. */
  hangUp(reason: string): void {
    const { connection } = this;
    if (connection === undefined) return;
    this.disconnected(connection, reason);
    connection.close(reason);
  }

  stop(): void {
    this.stopped = true;
    this.retry?.cancel();
    this.flush();
    const { connection } = this;
    this.connection = undefined;
    connection?.close('this broker is stopping');
  }

  private flush(): void {
    this.flushScheduled = false;
    const { connection, outbox } = this;
    if (connection === undefined || outbox.length === 0) return;
    this.emptyOutbox();
    this.hasSpoken = true;
    let first = 0;
    let bytes = 0;
    for (const [at, item] of outbox.entries()) {
      const size = payloadBytes(item);
      if (at > first && bytes + size > this.options.frameBytesMax) {
        connection.send(this.modules.encode(outbox.slice(first, at)));
        first = at;
        bytes = 0;
      }
      bytes += size;
    }
    connection.send(this.modules.encode(first === 0 ? outbox : outbox.slice(first)));
  }

  private emptyOutbox(): void {
    this.outbox = [];
    this.outboxBytes = 0;
  }

  private dial(): void {
    if (this.stopped || this.connection !== undefined) return;
    const address = this.options.address();
    if (address === undefined) return this.dialLater();
    this.modules.network
      .connect(address)
      .then((connection) => this.modules.greet(connection, this.peer))
      .catch((error: unknown) => {
        this.showFailure(error instanceof Error ? error.message : String(error));
        this.dialLater();
      });
  }

  /** Once per kind of failure, not once per attempt. */
  private showFailure(failure: string): void {
    if (failure === this.failureShown) return;
    this.failureShown = failure;
    this.modules.logger.warn('peer-unreachable', { peer: this.peer, reason: failure });
  }

  private dialLater(): void {
    if (this.stopped || !this.options.isDialer || this.connection !== undefined) return;
    this.retry?.cancel();
    const pause = this.modules.random.integer(Math.ceil(this.pauseMs / 2), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, this.options.reconnectMsMax);
    this.retry = this.modules.clock.setTimer(pause, () => this.dial());
  }
}
