/**
 * One direction of a connection, as TCP gives it: frames arrive whole, in order, each once, or the connection ends.
 * While the link lets nothing through, the head of the queue is tried again and again until it is given up.
 */
import { invariant } from '../base/invariant.ts';
import { bytesIn, checksumOf, concatenate } from './byte-chunks.ts';
import type { Link, MessageFate } from './link.ts';
import type { SimRandom } from './sim-random.ts';
import type { Timeline } from './timeline.ts';

const RETRY_US = 200_000;

export interface PipeSender {
  /** Something was taken out at the other end. */
  flowed(): void;
  /** Nobody takes it any more: the connection is over. */
  lost(reason: string): void;
}

export interface PipeReceiver {
  readonly isReady: boolean;
  received(frame: Uint8Array): void;
  ended(reason: string): void;
}

export interface PipeWorld {
  readonly timeline: Timeline;
  /** How long TCP tries before it gives up. */
  readonly giveUpAfterUs: number;
  /** From sender to receiver. */
  readonly link: Link;
  /** True when the receiver's machine runs and could answer "no such connection". */
  readonly canRefuse: () => boolean;
  readonly fold: (text: string) => void;
  /** Whether a frame is of those that the link may lose, repeat or bring late. */
  readonly isMessage: (frame: Uint8Array) => boolean;
  /** A copy for whatever connection there is between the two when it arrives. */
  readonly deliverLate: (frame: Uint8Array, delayUs: number) => void;
  readonly mistreated: (fate: MessageFate) => void;
}

interface Item {
  /** Undefined: the end of the stream. */
  readonly chunks: readonly Uint8Array[] | undefined;
  readonly bytes: number;
  readonly checksum: number;
  readonly reason: string;
  readonly isMessage: boolean;
  readonly sentAtUs: number;
  readonly readyAtUs: number;
}

export class Pipe {
  bufferedBytes = 0;
  /** A message came through: whoever is at the other end takes them, also late ones of another connection. */
  takesMessages = false;
  private queue: Item[] = [];
  private isWaking = false;
  private lastReadyAtUs = 0;
  private reader: 'reads' | 'discards' | 'is gone' = 'reads';
  private ends: { readonly sender: PipeSender; readonly receiver: PipeReceiver } | undefined;

  private readonly world: PipeWorld;

  constructor(world: PipeWorld) {
    this.world = world;
  }

  join(sender: PipeSender, receiver: PipeReceiver): void {
    this.ends = { sender, receiver };
  }

  send(chunks: readonly Uint8Array[]): void {
    const isMessage = this.world.link.messageFaults !== undefined && this.isMessage(chunks);
    if (isMessage && !this.survives(chunks)) return;
    const bytes = bytesIn(chunks);
    this.bufferedBytes += bytes;
    const checksum = checksumOf(chunks);
    this.push({ chunks: [...chunks], bytes, checksum, reason: '', isMessage });
  }

  private isMessage(chunks: readonly Uint8Array[]): boolean {
    return this.world.isMessage(concatenate(chunks));
  }

  /** False when nothing is to come in its turn. */
  private survives(chunks: readonly Uint8Array[]): boolean {
    const { link, mistreated, deliverLate } = this.world;
    const fate = link.drawFate();
    if (fate === undefined) return true;
    mistreated(fate);
    if (fate !== 'lost') deliverLate(concatenate(chunks), link.drawLateUs());
    return fate === 'repeated';
  }

  end(reason: string): void {
    this.push({ chunks: undefined, bytes: 0, checksum: 0, reason, isMessage: false });
  }

  /** Delivers what is due; called by the receiver too, when it becomes ready. */
  pump(): void {
    const head = this.queue[0];
    if (head !== undefined) this.wake(Math.max(0, head.readyAtUs - this.world.timeline.nowUs));
  }

  /** The receiver has closed: its kernel still takes what comes, so that the sender reads to the end too. */
  discard(): void {
    if (this.reader === 'reads') this.reader = 'discards';
    this.pump();
  }

  /** The receiver knows this connection no more: whoever still sends is refused. */
  abandon(): void {
    this.reader = 'is gone';
    this.pump();
  }

  clear(): void {
    this.queue = [];
    this.bufferedBytes = 0;
  }

  /** The sender was killed: its kernel still sends some of what it has. */
  cutShort(random: SimRandom): void {
    const kept = this.queue.slice(0, random.integer(0, this.queue.length));
    this.clear();
    this.queue = kept;
    this.end('the peer reset the connection');
  }

  private push(item: Omit<Item, 'sentAtUs' | 'readyAtUs'>): void {
    const { timeline, link } = this.world;
    const arrivesAtUs = timeline.nowUs + link.drawDelayUs(item.bytes);
    this.lastReadyAtUs = Math.max(this.lastReadyAtUs, arrivesAtUs);
    this.queue.push({ ...item, sentAtUs: timeline.nowUs, readyAtUs: this.lastReadyAtUs });
    if (this.queue.length === 1) this.pump();
  }

  private wake(delayUs: number): void {
    if (this.isWaking) return;
    this.isWaking = true;
    this.world.timeline.schedule(delayUs, () => {
      this.isWaking = false;
      this.arrive();
    });
  }

  private arrive(): void {
    const head = this.queue[0];
    if (head === undefined) return;
    const { timeline, link } = this.world;
    const { sender, receiver } = this.ends!;
    if (head.readyAtUs > timeline.nowUs) return this.pump();
    if (link.isBlocked(timeline.nowUs)) return this.tryAgain(head, sender);
    if (this.reader === 'is gone') return this.refuse(head, sender);
    // Also the end waits: whoever does not read does not see it.
    if (this.reader === 'reads' && !receiver.isReady) return;
    this.queue.shift();
    this.bufferedBytes -= head.bytes;
    this.world.fold(`${head.bytes} ${head.checksum} ${head.reason}`);
    if (head.isMessage) this.takesMessages = true;
    if (this.reader === 'reads') this.deliver(head, receiver);
    sender.flowed();
    this.pump();
  }

  private refuse(head: Item, sender: PipeSender): void {
    const { timeline, link } = this.world;
    if (!this.world.canRefuse()) return this.tryAgain(head, sender);
    this.clear();
    timeline.schedule(link.drawDelayUs(0), () => sender.lost('the peer reset the connection'));
  }

  private deliver({ chunks, checksum, reason }: Item, receiver: PipeReceiver): void {
    if (chunks === undefined) return receiver.ended(reason);
    invariant(checksumOf(chunks) === checksum, 'bytes handed to a connection do not change');
    receiver.received(concatenate(chunks));
  }

  private tryAgain(head: Item, sender: PipeSender): void {
    const { timeline, giveUpAfterUs } = this.world;
    if (timeline.nowUs - head.sentAtUs < giveUpAfterUs) return this.wake(RETRY_US);
    this.clear();
    sender.lost('the peer does not answer any more');
  }
}
