import { connect, connectAny, type FlotillaConnection } from '../client/connection.ts';
import { Kafka } from '../client/node/kafka.ts';
import type { KafkaConfig } from '../client/types/config.ts';
import type { BrokerSlot, TestBroker } from './broker-slot.ts';
import { describe, isLed, leaderOf, reachesMajority, type View } from './leadership.ts';
import type { LocalNetwork } from './local-network.ts';
import { TestingError } from './testing-error.ts';
import { until } from './until.ts';

/** `both`: nothing passes. `a-to-b`: what the first sends does not arrive at the second; the way back is open. */
export type Direction = 'both' | 'a-to-b';

export interface ClientOptions {
  /** Connects to this broker; without it, to any that runs. */
  readonly broker?: number;
  /** Shows in the broker's log. */
  readonly clientName?: string;
  /** How long an answer may take beyond what the request itself allows. */
  readonly requestTimeoutMs?: number;
}

export interface TestClusterModules {
  readonly clusterId: string;
  readonly seed: number;
  readonly slots: readonly BrokerSlot[];
  readonly network: LocalNetwork;
  /** Removes what the cluster has written. */
  readonly removeStorage: () => Promise<void>;
}

const WAIT_MS_MAX = 10_000;

/** Real brokers in this process, their faults at hand. `await using` ends them with the test. */
export class TestCluster implements AsyncDisposable {
  readonly clusterId: string;
  /** Of what the brokers drew; startCluster takes it. */
  readonly seed: number;
  readonly brokers: readonly TestBroker[];
  private readonly slots: readonly BrokerSlot[];
  private readonly network: LocalNetwork;
  private readonly view: View;
  private readonly removeStorage: () => Promise<void>;
  private readonly connections = new Set<FlotillaConnection>();
  private disposing: Promise<void> | undefined;

  constructor({ clusterId, seed, slots, network, removeStorage }: TestClusterModules) {
    this.clusterId = clusterId;
    this.seed = seed;
    this.slots = slots;
    this.brokers = slots;
    this.network = network;
    this.view = { slots, network };
    this.removeStorage = removeStorage;
  }

  /** Of all brokers, also of those that are down. */
  get urls(): readonly string[] {
    return this.brokers.map((broker) => broker.url);
  }

  /** `host:port` of all brokers for Kafka clients, also of those that are down. */
  get kafkaAddresses(): readonly string[] {
    return this.brokers.map((broker) => broker.kafkaAddress);
  }

  /** Of the first broker that runs. */
  get url(): string {
    const broker = this.brokers.find(({ isRunning }) => isRunning);
    if (broker === undefined) throw new TestingError('No broker runs; restart(1) starts one.');
    return broker.url;
  }

  /** The client with kafkajs's API, for all brokers. Disconnect what it makes before the cluster ends. */
  kafka(config: Partial<KafkaConfig> = {}): Kafka {
    this.assertAlive();
    return new Kafka({ brokers: this.urls, ...config });
  }

  /** An open connection for the protocol underneath, which the end of the cluster closes. */
  async client({ broker, ...options }: ClientOptions = {}): Promise<FlotillaConnection> {
    this.assertAlive();
    const connection =
      broker === undefined
        ? await connectAny(this.runningUrls(), options)
        : await connect(this.slot(broker).url, options);
    this.connections.add(connection);
    void connection.closed.then(() => this.connections.delete(connection));
    return connection;
  }

  /** As kill -9: nothing is said, nothing flushed, connections are cut. What was written is there at the restart. */
  async kill(id: number): Promise<void> {
    await this.slot(id).kill();
  }

  /** As SIGTERM: leaderships are handed over, requests answered, connections closed. */
  async stop(id: number): Promise<void> {
    await this.slot(id).stop();
  }

  /**
   * On the same ports, with what its disk has. Resolves when the broker has found the cluster again; at once while too
   * few others run for that.
   */
  async restart(id: number): Promise<void> {
    const slot = this.slot(id);
    await slot.start();
    const all = this.brokers.map((broker) => broker.id);
    const hasJoined = await until(WAIT_MS_MAX, async () => {
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
        this.network.cut(from, to);
        if (direction === 'both') this.network.cut(to, from);
      }
    }
  }

  /** Ends all partitions. What waited at a cut arrives. */
  heal(): void {
    this.assertAlive();
    this.network.heal();
  }

  /** Waits for a leader in office that reaches a majority, as after a kill or a partition. */
  async leaderOf(topic: string, partition = 0): Promise<number> {
    this.assertAlive();
    const leader = await until(WAIT_MS_MAX, async () => {
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
    const isReady = await until(WAIT_MS_MAX, async () => {
      const names = topics.length === 0 ? await this.topicNames() : topics;
      for (const name of names) if (!(await isLed(this.view, name))) return undefined;
      return true;
    });
    if (isReady !== true) throw this.waitedInVain('Not every partition is led');
  }

  /** Ends all brokers at once and removes what they have written. A second call waits for the first. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.disposing ??= this.dispose();
    await this.disposing;
  }

  private async dispose(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.close()));
    await Promise.all(this.slots.map((slot) => slot.dispose()));
    await this.removeStorage();
  }

  private async topicNames(): Promise<string[]> {
    for (const slot of this.slots) {
      if (!(await isInformed(slot))) continue;
      const topics = (await slot.node?.broker.describeTopics()) ?? [];
      return topics.map(({ name }) => name);
    }
    return [];
  }

  private runningUrls(): string[] {
    const urls = this.brokers.filter(({ isRunning }) => isRunning).map(({ url }) => url);
    if (urls.length === 0) throw new TestingError('No broker runs; restart(1) starts one.');
    return urls;
  }

  private idsOf(ids: number | readonly number[]): readonly number[] {
    return (typeof ids === 'number' ? [ids] : ids).map((id) => this.slot(id).id);
  }

  private slot(id: number): BrokerSlot {
    this.assertAlive();
    const slot = this.slots.find((one) => one.id === id);
    if (slot !== undefined) return slot;
    throw new TestingError(
      `There is no broker ${id}; this cluster has ${this.slots.map((one) => one.id).join(', ')}.`,
    );
  }

  private assertAlive(): void {
    if (this.disposing === undefined) return;
    throw new TestingError('This cluster has ended; start another with startCluster().');
  }

  private waitedInVain(what: string): TestingError {
    const down = this.brokers.filter(({ isRunning }) => !isRunning).map(({ id }) => id);
    const because =
      down.length === 0 ? 'all brokers run' : `these brokers are down: ${down.join(', ')}`;
    return new TestingError(
      `${what} within ${WAIT_MS_MAX / 1000} s (${because}); restart brokers or heal() partitions until a majority of its replicas is connected.`,
    );
  }
}

async function isInformed({ node }: BrokerSlot): Promise<boolean> {
  if (node === undefined) return false;
  const { controller, brokers } = await node.broker.describeCluster();
  return controller !== undefined && brokers.length > 0;
}
