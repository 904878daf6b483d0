/**
 * The traffic between two ends, as a network that is not well carries it: each direction may be delayed, by a time drawn
 * for each piece, or stand still. Within a connection nothing overtakes, as in TCP; between connections everything may.
 * What one end has sent before it went away still arrives at the other, as late as the rest.
 */
import type { Socket } from 'node:net';
import type { Random } from '../../src/platform/random.ts';

const QUEUED_BYTES_MAX = 4 << 20;

export type Direction = 'there' | 'back';

interface Flow {
  isHeld: boolean;
  delayMs: readonly [least: number, most: number];
}

const WELL: Readonly<Flow> = { isHeld: false, delayMs: [0, 0] };

export class Link {
  readonly name: string;
  private readonly random: Random;
  /** `there` is from the dialer to the listener. */
  private readonly flows: Record<Direction, Flow> = { there: { ...WELL }, back: { ...WELL } };
  private readonly pairs = new Set<Pair>();

  constructor(name: string, random: Random) {
    this.name = name;
    this.random = random;
  }

  get connections(): number {
    return this.pairs.size;
  }

  /** What `dialer` has sent already comes first. */
  join(dialer: Socket, listener: Socket, sentAlready: Uint8Array): void {
    const drawDelayMs = (direction: Direction) => (): number =>
      this.random.integer(...this.flows[direction].delayMs);
    const isHeld = (direction: Direction) => (): boolean => this.flows[direction].isHeld;
    const pair: Pair = {
      dialer,
      listener,
      pipes: [
        new Pipe(dialer, listener, drawDelayMs('there'), isHeld('there')),
        new Pipe(listener, dialer, drawDelayMs('back'), isHeld('back')),
      ],
    };
    if (sentAlready.length > 0) pair.pipes[0].push(sentAlready);
    this.pairs.add(pair);
    const forget = (): void => {
      if (dialer.closed && listener.closed) this.pairs.delete(pair);
    };
    dialer.on('close', forget);
    listener.on('close', forget);
  }

  delay(least: number, most: number): void {
    for (const flow of Object.values(this.flows)) flow.delayMs = [least, most];
  }

  /** Nothing arrives, also over connections that are new. */
  hold(...directions: readonly Direction[]): void {
    for (const direction of directions) this.flows[direction].isHeld = true;
  }

  /** As if nothing had been; what was held arrives now. */
  heal(): void {
    for (const flow of Object.values(this.flows)) Object.assign(flow, WELL);
    for (const pair of this.pairs) for (const pipe of pair.pipes) pipe.pump();
  }

  /** Both ends get a reset, and what is on its way is lost. */
  cut(): void {
    for (const { dialer, listener, pipes } of this.pairs) {
      for (const pipe of pipes) pipe.drop();
      dialer.resetAndDestroy();
      listener.resetAndDestroy();
    }
  }

  /** The dialers see a reset; what they have sent is still on its way to the listener, beside what they send next. */
  tear(): void {
    for (const { dialer } of this.pairs) dialer.resetAndDestroy();
  }
}

interface Pair {
  readonly dialer: Socket;
  readonly listener: Socket;
  readonly pipes: readonly [Pipe, Pipe];
}

/** One direction of one connection. */
class Pipe {
  private readonly source: Socket;
  private readonly sink: Socket;
  private readonly drawDelayMs: () => number;
  private readonly isHeld: () => boolean;
  /** `undefined` is the end. */
  private queue: { readonly bytes: Uint8Array | undefined; readonly dueMs: number }[] = [];
  private queuedBytes = 0;
  private lastDueMs = 0;
  private timer: NodeJS.Timeout | undefined;
  private hasEnded = false;
  private isDropped = false;

  constructor(source: Socket, sink: Socket, drawDelayMs: () => number, isHeld: () => boolean) {
    this.source = source;
    this.sink = sink;
    this.drawDelayMs = drawDelayMs;
    this.isHeld = isHeld;
    source.setNoDelay(true);
    source.on('data', (bytes) => this.push(bytes));
    source.on('error', () => undefined);
    source.on('end', () => this.end());
    source.on('close', () => this.closed());
    sink.on('drain', () => this.pump());
    sink.on('close', () => this.drop());
  }

  push(bytes: Uint8Array | undefined): void {
    if (this.isDropped) return;
    this.lastDueMs = Math.max(this.lastDueMs, performance.now() + this.drawDelayMs());
    this.queue.push({ bytes, dueMs: this.lastDueMs });
    this.queuedBytes += bytes?.length ?? 0;
    if (this.queuedBytes > QUEUED_BYTES_MAX) this.source.pause();
    this.pump();
  }

  /** Passes on what is due. */
  pump(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (!this.isHeld()) {
      const next = this.queue[0];
      if (next === undefined || this.sink.writableNeedDrain) break;
      const waitMs = next.dueMs - performance.now();
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.pump(), Math.ceil(waitMs));
        break;
      }
      this.queue.shift();
      this.queuedBytes -= next.bytes?.length ?? 0;
      if (next.bytes === undefined) this.passEnd();
      else this.sink.write(next.bytes);
    }
    if (this.queuedBytes <= QUEUED_BYTES_MAX && this.source.isPaused()) this.source.resume();
  }

  /** The sink is gone; the source is read on, to hear when it ends. */
  drop(): void {
    clearTimeout(this.timer);
    this.isDropped = true;
    this.queue = [];
    this.queuedBytes = 0;
    this.source.resume();
  }

  private end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.push(undefined);
  }

  /** After a mere end the other direction may still be in use; now it is not. */
  private closed(): void {
    if (!this.hasEnded) this.end();
    else if (this.queue.length === 0 && !this.isDropped) this.sink.destroySoon();
  }

  private passEnd(): void {
    if (this.source.closed) this.sink.destroySoon();
    else this.sink.end();
  }
}
