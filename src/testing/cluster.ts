import type { BrokerSlot, TestBroker } from './broker-slot.ts';
import { ClusterControls, type ClientWorld } from './cluster-controls.ts';
import type { DrivenClock } from './driven-clock.ts';
import type { LocalNetwork } from './local-network.ts';
import { NodeClock } from '../node/clock.ts';
import { TestingError } from './testing-error.ts';

export interface TestClusterModules {
  readonly clusterId: string;
  readonly seed: number;
  readonly slots: readonly BrokerSlot[];
  readonly network: LocalNetwork;
  /** Of the brokers, and of the clients that `kafka()` makes. */
  readonly clock: DrivenClock;
  /** Removes what the cluster has written. */
  readonly removeStorage: () => Promise<void>;
}

/** Real brokers in this process, their faults at hand. `await using` ends them with the test. */
export class TestCluster extends ClusterControls implements AsyncDisposable {
  readonly clusterId: string;
  /** Of what the brokers drew; startCluster takes it. */
  readonly seed: number;
  readonly brokers: readonly TestBroker[];
  private readonly slots: readonly BrokerSlot[];
  private readonly clock: DrivenClock;
  private readonly removeStorage: () => Promise<void>;
  private disposing: Promise<void> | undefined;

  constructor(modules: TestClusterModules) {
    const { clusterId, seed, slots, network, clock, removeStorage } = modules;
    super({ slots, links: network, clock: new NodeClock() });
    this.clusterId = clusterId;
    this.seed = seed;
    this.slots = slots;
    this.brokers = slots;
    this.clock = clock;
    this.removeStorage = removeStorage;
  }

  /** `host:port` of all brokers for Kafka clients, also of those that are down. */
  get kafkaAddresses(): readonly string[] {
    return this.brokers.map((broker) => broker.kafkaAddress);
  }

  /** Ends all brokers at once and removes what they have written. A second call waits for the first. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.disposing ??= this.dispose();
    await this.disposing;
  }

  protected clientWorld(): ClientWorld {
    return { clock: this.clock };
  }

  protected async passTime(ms: number): Promise<void> {
    await this.clock.advance(ms);
  }

  protected assertAlive(): void {
    if (this.disposing === undefined) return;
    throw new TestingError('This cluster has ended; start another with startCluster().');
  }

  private async dispose(): Promise<void> {
    await this.closeConnections();
    await Promise.all(this.slots.map((slot) => slot.dispose()));
    await this.removeStorage();
  }
}
