/**
 * What a test can do to a cluster and ask it, whether its brokers live on the real clock (cluster.ts) or on a virtual one
 * (simulated-cluster.ts): faults, waiting for leaders, the passing of time.
 */
import { connect, connectAny, type FlotillaConnection } from '../client/connection.ts';
import { Kafka } from '../client/node/kafka.ts';
import type { KafkaConfig } from '../client/types/config.ts';
import type { BrokerNode } from '../broker/node.ts';
import type { Clock } from '../platform/clock.ts';
import type { PowerCut } from '../sim/disk-tree.ts';
import { millisecondsOf, type Duration } from './duration.ts';
import { refuseUnknownOptions } from './known-options.ts';
import { describe, isLed, leaderOf, reachesMajority, type View } from './leadership.ts';
import { TestingError } from './testing-error.ts';
import { until } from './until.ts';

/** `both`: nothing passes. `a-to-b`: what the first sends does not arrive at the second; the way back is open. */
export type Direction = 'both' | 'a-to-b';

export interface CrashOptions {
  /**
   * What was written and not synced is torn: some of its sectors are on the disk and others are not, and so with new
   * names in directories. Without it nothing unsynced is there. A disk in memory syncs at once unless `slowDisk`
   * makes it slow.
   */
  readonly tornWrite?: boolean;
}

const CRASH_OPTIONS = ['tornWrite'] as const satisfies readonly (keyof CrashOptions)[];

export interface ClientOptions {
  /** Connects to this broker; without it, to any that runs. */
  readonly broker?: number;
  /** Shows in the broker's log. */
  readonly clientName?: string;
  /** How long an answer may take beyond what the request itself allows. */
  readonly requestTimeoutMs?: number;
}

/** What clients take from the world that they live in. */
export type ClientWorld = Pick<KafkaConfig, 'clock' | 'random' | 'createSocket' | 'logLevel'>;

/** The place of a broker, which it fills in one life after the other. */
export interface Slot {
  readonly id: number;
  readonly url: string;
  readonly isRunning: boolean;
  /** Undefined while it does not run. */
  readonly node: BrokerNode | undefined;
  /** How much longer than its disk needs a sync takes, in all its lives. */
  syncDelayMs: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
  crash(cut: PowerCut): Promise<void>;
}

/** Between the brokers, by their ids. */
export interface Links {
  /** In this direction only. */
  cut(from: number, to: number): void;
  isCut(from: number, to: number): boolean;
  heal(): void;
}

export interface ControlsModules {
  readonly slots: readonly Slot[];
  readonly links: Links;
  /** Of whoever waits for the cluster. */
  readonly clock: Clock;
}

const WAIT_MS_MAX = 10_000;

export abstract class ClusterControls {
  private readonly places: readonly Slot[];
  private readonly links: Links;
  private readonly view: View;
  private readonly waitingClock: Clock;
  private readonly connections = new Set<FlotillaConnection>();

  constructor({ slots, links, clock }: ControlsModules) {
    this.places = slots;
    this.links = links;
    this.view = { slots, links };
    this.waitingClock = clock;
  }

  /** Of all brokers, also of those that are down. */
  get urls(): readonly string[] {
    return this.places.map(({ url }) => url);
  }

  /** Of the first broker that runs. */
  get url(): string {
    return this.runningUrls()[0]!;
  }

  /** The client with kafkajs's API, for all brokers. Disconnect what it makes before the cluster ends. */
  kafka(config: Partial<KafkaConfig> = {}): Kafka {
    this.assertAlive();
    return new Kafka({ brokers: this.urls, ...this.clientWorld(), ...config });
  }

  /** An open connection for the protocol underneath, which the end of the cluster closes. */
  async client({ broker, ...options }: ClientOptions = {}): Promise<FlotillaConnection> {
    this.assertAlive();
    const { clock, createSocket } = this.clientWorld();
    const world = {
      ...(clock === undefined ? {} : { clock }),
      ...(createSocket === undefined ? {} : { createSocket }),
    };
    const connection =
      broker === undefined
        ? await connectAny(this.runningUrls(), { ...world, ...options })
        : await connect(this.place(broker).url, { ...world, ...options });
    this.connections.add(connection);
    void connection.closed.then(() => this.connections.delete(connection));
    return connection;
  }

  /** As kill -9: nothing is said, nothing flushed, connections are cut. What was written is there at the restart. */
  async kill(id: number): Promise<void> {
    await this.place(id).kill();
  }

  /** As when its machine loses power: what its disk had not synced is gone. Not with storage `disk`. */
  async crash(id: number, options: CrashOptions = {}): Promise<void> {
    refuseUnknownOptions('crash', options, CRASH_OPTIONS);
    const { tornWrite = false } = options;
    await this.place(id).crash(
      tornWrite ? { data: 'torn', entries: 'mixed' } : { data: 'synced', entries: 'synced' },
    );
  }

  /** From now on each sync of its disk takes `ms` longer; 0 ends that. */
  slowDisk(id: number, ms: number): void {
    this.place(id).syncDelayMs = millisecondsOf(ms);
  }

  /** Cuts the leader of this partition off from all other brokers; gives its id. */
  async isolateLeader(topic: string, partition = 0): Promise<number> {
    const leader = await this.leaderOf(topic, partition);
    const others = this.places.map(({ id }) => id).filter((id) => id !== leader);
    this.partition(leader, others);
    return leader;
  }

  /**
   * It is so much later for all brokers, and for the clients that `kafka()` makes: `advance('7d')`. As when the machine
   * slept: nothing happened meanwhile, and what was due happens once, now (retention, the expiry of offsets; a member of
   * a group that gave no sign of life is out and joins again).
   */
  async advance(duration: Duration): Promise<void> {
    this.assertAlive();
    await this.passTime(millisecondsOf(duration));
  }

  /** As SIGTERM: leaderships are handed over, requests answered, connections closed. */
  async stop(id: number): Promise<void> {
    await this.place(id).stop();
  }

  /**
   * On the same ports, with what its disk has. Resolves when the broker has found the cluster again; at once while too
   * few others run for that.
   */
  async restart(id: number): Promise<void> {
    const slot = this.place(id);
    await slot.start();
    const all = this.places.map((broker) => broker.id);
    const hasJoined = await until(this.waitingClock, WAIT_MS_MAX, async () => {
      if (!slot.isRunning || !reachesMajority(this.view, id, all)) return true;
      return (await isInformed(slot)) ? true : undefined;
    });
    if (hasJoined === true) return;
    throw new TestingError(
      `Broker ${id} did not find the cluster within ${WAIT_MS_MAX / 1000} s; heal() first when partitions keep it out, or look at what "log" gives.`,
    );
  }

  /** Nothing passes between the brokers `a` and the brokers `b`. Clients still reach all of them. */
  partition(
    a: number | readonly number[],
    b: number | readonly number[],
    direction: Direction = 'both',
  ): void {
    const [these, those] = [this.idsOf(a), this.idsOf(b)];
    const inBoth = these.find((id) => those.includes(id));
    if (inBoth !== undefined) {
      throw new TestingError(
        `Broker ${inBoth} cannot be cut off from itself; name it on one side of partition().`,
      );
    }
    for (const from of these) {
      for (const to of those) {
        this.links.cut(from, to);
        if (direction === 'both') this.links.cut(to, from);
      }
    }
  }

  /** Ends all partitions. What waited at a cut arrives. */
  heal(): void {
    this.assertAlive();
    this.links.heal();
  }

  /** Waits for a leader in office that reaches a majority, as after a kill or a partition. */
  async leaderOf(topic: string, partition = 0): Promise<number> {
    this.assertAlive();
    const leader = await until(this.waitingClock, WAIT_MS_MAX, async () => {
      const description = await describe(this.view, topic);
      if (description === undefined) return undefined;
      const count = description.partitions.length;
      if (partition >= count || partition < 0) {
        throw new TestingError(
          `Topic "${topic}" has partitions 0 to ${count - 1}; ask for one of these.`,
        );
      }
      return leaderOf(this.view, description, partition);
    });
    if (leader !== undefined) return leader;
    throw this.waitedInVain(`${topic}/${partition} has no leader`);
  }

  /** Resolves when every partition of these topics, or of all, is led and the brokers that are not cut off know it. */
  async ready(...topics: string[]): Promise<void> {
    this.assertAlive();
    const isReady = await until(this.waitingClock, WAIT_MS_MAX, async () => {
      const names = topics.length === 0 ? await this.topicNames() : topics;
      for (const name of names) if (!(await isLed(this.view, name))) return undefined;
      return true;
    });
    if (isReady !== true) throw this.waitedInVain('Not every partition is led');
  }

  private async topicNames(): Promise<string[]> {
    for (const slot of this.places) {
      if (!(await isInformed(slot))) continue;
      const topics = (await slot.node?.broker.describeTopics()) ?? [];
      return topics.map(({ name }) => name);
    }
    return [];
  }

  private idsOf(ids: number | readonly number[]): readonly number[] {
    return (typeof ids === 'number' ? [ids] : ids).map((id) => this.place(id).id);
  }

  private place(id: number): Slot {
    this.assertAlive();
    const slot = this.places.find((one) => one.id === id);
    if (slot !== undefined) return slot;
    throw new TestingError(
      `There is no broker ${id}; this cluster has ${this.places.map((one) => one.id).join(', ')}.`,
    );
  }

  protected abstract clientWorld(): ClientWorld;

  protected async closeConnections(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.close()));
  }

  private runningUrls(): string[] {
    const urls = this.places.filter(({ isRunning }) => isRunning).map(({ url }) => url);
    if (urls.length === 0) throw new TestingError('No broker runs; restart(1) starts one.');
    return urls;
  }

  /** Throws a TestingError once the cluster has ended. */
  protected abstract assertAlive(): void;

  protected abstract passTime(ms: number): Promise<void>;

  private waitedInVain(what: string): TestingError {
    const down = this.places.filter(({ isRunning }) => !isRunning).map(({ id }) => id);
    const because =
      down.length === 0 ? 'all brokers run' : `these brokers are down: ${down.join(', ')}`;
    return new TestingError(
      `${what} within ${WAIT_MS_MAX / 1000} s (${because}); restart brokers or heal() partitions until a majority of its replicas is connected.`,
    );
  }
}

async function isInformed({ node }: Slot): Promise<boolean> {
  if (node === undefined) return false;
  const { controller, brokers } = await node.broker.describeCluster();
  return controller !== undefined && brokers.length > 0;
}
