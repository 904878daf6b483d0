import { invariant } from '../base/invariant.ts';
import type { Address, Connection, ConnectionHandlers } from '../platform/network.ts';
import type { Lifetime } from './lifetime.ts';
import type { Pipe, PipeReceiver, PipeSender } from './pipe.ts';
import type { SimRandom } from './sim-random.ts';
import type { Timeline } from './timeline.ts';

export interface SimConnectionOptions {
  readonly node: string;
  readonly life: Lifetime;
  readonly remote: Address;
  readonly outgoing: Pipe;
  readonly incoming: Pipe;
  readonly timeline: Timeline;
  readonly highMarkBytes: number;
  readonly lowMarkBytes: number;
  readonly bufferedBytesMax: number;
  readonly onClosed: (connection: SimConnection) => void;
}

/** One end of a connection; belongs to one life of its node. */
export class SimConnection implements Connection, PipeSender, PipeReceiver {
  readonly remote: Address;
  readonly node: string;
  private handlers: ConnectionHandlers | undefined;
  private isPaused = false;
  private wantsDrained = false;
  private closeReason: string | undefined;

  private readonly options: SimConnectionOptions;

  constructor(options: SimConnectionOptions) {
    this.options = options;
    this.remote = options.remote;
    this.node = options.node;
  }

  get bufferedBytes(): number {
    return this.options.outgoing.bufferedBytes;
  }

  get isReady(): boolean {
    return this.handlers !== undefined && !this.isPaused && !this.options.life.isSuspended;
  }

  /** Of those that are not a part of the stream. */
  get takesMessages(): boolean {
    return this.isReady && this.closeReason === undefined && this.options.incoming.takesMessages;
  }

  /** Its node goes on after a suspension. */
  goOn(): void {
    if (this.closeReason === undefined) this.options.incoming.pump();
  }

  handle(handlers: ConnectionHandlers): void {
    invariant(this.handlers === undefined, 'the handlers of a connection are set once');
    this.handlers = handlers;
    if (this.closeReason === undefined) this.options.incoming.pump();
    else this.notifyClosed(this.closeReason);
  }

  send(chunks: readonly Uint8Array[]): boolean {
    if (this.closeReason !== undefined || this.options.life.isOver) return false;
    const { outgoing, highMarkBytes, bufferedBytesMax } = this.options;
    outgoing.send(chunks);
    if (outgoing.bufferedBytes < highMarkBytes) return true;
    this.wantsDrained = true;
    if (outgoing.bufferedBytes > bufferedBytesMax) {
      this.drop('the peer takes too little of what it is sent');
      outgoing.end('the peer reset the connection');
    }
    return false;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    if (this.closeReason === undefined) this.options.incoming.pump();
  }

  close(reason: string): void {
    if (this.closeReason !== undefined || this.options.life.isOver) return;
    this.options.outgoing.end('the peer closed the connection');
    this.options.incoming.discard();
    this.finish(reason);
  }

  /** The link was reset under both ends. */
  reset(): void {
    if (this.closeReason !== undefined) return;
    this.drop('the peer reset the connection');
  }

  /** The node is dead. The peer hears of it when a kernel is left to tell it. */
  die(kind: 'process' | 'power', random: SimRandom): void {
    const { incoming, outgoing } = this.options;
    incoming.abandon();
    if (kind === 'process') outgoing.cutShort(random);
    else outgoing.clear();
  }

  received(frame: Uint8Array): void {
    this.handlers!.frame(frame);
  }

  ended(reason: string): void {
    if (this.closeReason === undefined) this.drop(reason);
  }

  /** Also after a close, whose last word then never arrives. */
  lost(reason: string): void {
    this.options.incoming.abandon();
    this.ended(reason);
  }

  flowed(): void {
    const { outgoing, lowMarkBytes } = this.options;
    if (this.handlers?.written !== undefined) this.notify('written');
    if (!this.wantsDrained || outgoing.bufferedBytes > lowMarkBytes) return;
    this.wantsDrained = false;
    this.notify('drained');
  }

  private notify(what: 'written' | 'drained'): void {
    const { timeline, life } = this.options;
    const tell = (): void => {
      if (this.closeReason === undefined) this.handlers?.[what]?.();
    };
    timeline.schedule(0, life.guard(tell));
  }

  /** Closes without a word to the peer. */
  private drop(reason: string): void {
    this.options.outgoing.clear();
    this.options.incoming.abandon();
    this.finish(reason);
  }

  private finish(reason: string): void {
    this.closeReason = reason;
    this.options.onClosed(this);
    this.notifyClosed(reason);
  }

  /** In an event of its own, so that nobody is called back inside of a call. */
  private notifyClosed(reason: string): void {
    const { timeline, life } = this.options;
    timeline.schedule(
      0,
      life.guard(() => this.handlers?.closed(reason)),
    );
  }
}
