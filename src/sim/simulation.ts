/**
 * A world with virtual time in which everything is drawn from one seed: the same seed gives the same run, byte for
 * byte. Events happen one at a time, in the order of time and scheduling; after each one all the promises that it
 * set off run to their end (`settle`), so that nothing is left to the order in which a machine happens to do things.
 */
import { invariant } from '../base/invariant.ts';
import type { Clock } from '../platform/clock.ts';
import { SimDisk } from './disk.ts';
import type { PowerCut } from './disk-tree.ts';
import { EventQueue } from './event-queue.ts';
import { Lifetime } from './lifetime.ts';
import { SimNetwork } from './network.ts';
import { SimClock, type ClockSkew } from './sim-clock.ts';
import { SimRandom } from './sim-random.ts';
import type { Timeline } from './timeline.ts';
import { Trace } from './trace.ts';
import { settledTurns, type Turns } from './turns.ts';

export interface SimulationOptions {
  readonly seed: number;
  /** Resolves when no promise reaction is left to run: in Node, a setImmediate. Or a faster way for the same. */
  readonly settle: (() => Promise<void>) | Turns;
  /** How many of the latest lines are kept; the hash covers all. */
  readonly traceLinesMax?: number;
}

export class Simulation {
  readonly network: SimNetwork;
  private readonly events = new EventQueue();
  private readonly lives = new Map<string, Lifetime>();
  private readonly randoms = new Map<string, SimRandom>();
  private readonly disks = new Map<string, SimDisk>();
  private readonly skews = new Map<string, ClockSkew>();
  private readonly recorded: Trace;
  private readonly timeline: Timeline;
  private nowUs = 0;
  private skippedUs = 0;
  private fired = 0;
  private isRunning = false;

  private readonly turns: Turns;

  private readonly options: SimulationOptions;

  constructor(options: SimulationOptions) {
    this.options = options;
    const { settle } = options;
    this.turns = typeof settle === 'function' ? settledTurns(settle) : settle;
    this.recorded = new Trace(options.traceLinesMax ?? 10_000);
    this.timeline = this.makeTimeline();
    this.network = new SimNetwork({
      timeline: this.timeline,
      random: (name) => this.random(name),
      lifeOf: (name) => this.lifeOf(name),
      fold: (text) => this.recorded.fold(text),
    });
  }

  /** Milliseconds since the start. */
  get now(): number {
    return this.nowUs / 1000;
  }

  /** How many have happened. */
  get eventCount(): number {
    return this.fired;
  }

  /** For the present life of a node: after `killNode`, its timers are gone, and a new clock is for the next life. */
  clock(node: string, skew: Partial<ClockSkew> = {}): Clock {
    Object.assign(this.skewOf(node), skew);
    const monotonicStartMs = this.random(`clock/${node}`).integer(0, 1_000_000_000);
    return new SimClock(this.timeline, this.lifeOf(node), this.skewOf(node), monotonicStartMs);
  }

  /** To be changed during a run: clocks jump. */
  skewOf(node: string): ClockSkew {
    return obtain(this.skews, node, () => ({ wallMs: 0, rate: 1 }));
  }

  /** The same name is the same stream, which goes on over the lives of a node. */
  random(name: string): SimRandom {
    return obtain(this.randoms, name, () => new SimRandom(this.options.seed, name));
  }

  /** The same name is the same disk; it outlives its node. */
  disk(name: string): SimDisk {
    return obtain(this.disks, name, () => {
      const disk = new SimDisk({ seed: this.options.seed, name, timeline: this.timeline });
      disk.onOperation(({ operation, path, bytes, outcome }) => {
        this.recorded.fold(`disk ${name} ${operation} ${path} ${bytes} ${outcome}`);
      });
      return disk;
    });
  }

  /** Ends this life of a node: nothing of it runs any more; its disk keeps what such a crash leaves. */
  killNode(node: string, kind: 'process' | 'power' = 'process', cut: PowerCut = {}): void {
    this.trace(`${node} is killed (${kind})`);
    this.lives.get(node)?.end();
    this.network.killNode(node, kind);
    this.disks.get(node)?.crash(kind, cut);
  }

  /** As SIGSTOP does it: timers and deliveries wait. Its kernel lives, and its disk does what was ordered. */
  suspendNode(node: string): void {
    this.trace(`${node} is suspended`);
    this.lifeOf(node).suspend();
    this.disks.get(node)?.suspend();
  }

  /** All that came meanwhile comes at once, in its order. */
  resumeNode(node: string): void {
    const life = this.lifeOf(node);
    if (!life.isSuspended) return;
    this.trace(`${node} goes on`);
    const owed = [...life.resume(), ...(this.disks.get(node)?.resume() ?? [])];
    for (const fire of owed) this.timeline.schedule(0, life.guard(fire));
    this.network.resumeNode(node);
  }

  /** For the script of a test: not bound to a node. */
  after(ms: number, fire: () => void): void {
    this.timeline.schedule(Math.ceil(ms * 1000), fire);
  }

  async runFor(ms: number): Promise<void> {
    await this.runWhile(() => true, ms);
  }

  /** False when it did not come true within `msMax`. Asked after every event. */
  async runUntil(predicate: () => boolean, msMax: number): Promise<boolean> {
    await this.runWhile(() => !predicate(), msMax);
    return predicate();
  }

  /** Runs until the work is done, and gives its result. */
  async run<T>(work: Promise<T>, msMax = 60_000): Promise<T> {
    if (await this.tryRun(work, msMax)) return work;
    throw new Error(`the work is not done after ${msMax} ms of virtual time`);
  }

  /** False when the work is not done within `msMax`; rejects as it does. */
  async tryRun(work: Promise<unknown>, msMax: number): Promise<boolean> {
    let isSettled = false;
    const settled = (): void => {
      isSettled = true;
    };
    work.then(settled, settled);
    if (!(await this.runUntil(() => isSettled, msMax))) return false;
    await work;
    return true;
  }

  /**
   * It is so much later for everybody, and nothing happened meanwhile: what was due is late and happens now, in its order. As
   * for processes on machines that slept.
   */
  skip(ms: number): void {
    const skippedUs = Math.ceil(ms * 1000);
    this.nowUs += skippedUs;
    this.skippedUs += skippedUs;
  }

  trace(line: string): void {
    this.recorded.line(this.now, line);
  }

  get traceLines(): readonly string[] {
    return this.recorded.lines;
  }

  /** Covers the lines, every event with its time, every frame's checksum, and every change of a disk. */
  traceHash(): string {
    return this.recorded.digest();
  }

  private async runWhile(goesOn: () => boolean, ms: number): Promise<void> {
    invariant(!this.isRunning, 'a simulation is run by one at a time');
    this.isRunning = true;
    try {
      const skippedBeforeUs = this.skippedUs;
      const plannedEndUs = this.nowUs + Math.ceil(ms * 1000);
      await this.turns.repeat(
        () => goesOn() && this.fireNext(plannedEndUs + this.skippedUs - skippedBeforeUs),
      );
    } finally {
      this.isRunning = false;
    }
  }

  /** False when nothing is left to happen until `endUs`: it is then. */
  private fireNext(endUs: number): boolean {
    const event = this.events.next;
    if (event === undefined || event.atUs > endUs) {
      this.nowUs = endUs;
      return false;
    }
    this.events.pop();
    this.nowUs = Math.max(this.nowUs, event.atUs);
    this.fired += 1;
    this.recorded.foldEvent(event.atUs, event.sequence);
    event.fire();
    return true;
  }

  private lifeOf(node: string): Lifetime {
    const life = this.lives.get(node);
    if (life !== undefined && !life.isOver) return life;
    const next = new Lifetime();
    this.lives.set(node, next);
    return next;
  }

  private makeTimeline(): Timeline {
    const now = (): number => this.nowUs;
    return {
      get nowUs() {
        return now();
      },
      schedule: (delayUs, fire) => this.events.push(this.nowUs + delayUs, fire),
    };
  }
}

function obtain<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
