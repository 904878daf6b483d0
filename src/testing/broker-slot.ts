import type { BrokerConfig } from '../config/broker-config.ts';
import { PromMeter } from '../node/meter.ts';
import type { BrokerNode } from '../broker/node.ts';
import type { Disk } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import type { Network } from '../platform/network.ts';
import type { Random } from '../platform/random.ts';
import type { PowerCut } from '../sim/disk-tree.ts';
import { closeDoors, kafkaConnectionOptions, openBroker, type Doors } from '../server.ts';
import { formatDirectory, type MetaProperties } from '../storage/meta-properties.ts';
import { TcpNetwork } from '../transport/tcp-network.ts';
import type { Slot } from './cluster-controls.ts';
import type { DrivenClock } from './driven-clock.ts';
import type { HeldPort } from './held-port.ts';
import { Life } from './life.ts';
import type { LocalNetwork } from './local-network.ts';
import { TestingError } from './testing-error.ts';

/** One broker of a test cluster. */
export interface TestBroker {
  readonly id: number;
  /** Of its WebSocket and HTTP door; the same in all its lives. */
  readonly url: string;
  readonly httpPort: number;
  /** `host:port` for Kafka clients; the same in all its lives. */
  readonly kafkaAddress: string;
  readonly isRunning: boolean;
}

/** They outlive the broker. */
export interface BrokerPorts {
  readonly http: HeldPort;
  readonly kafka: HeldPort;
}

/** What a broker writes to. */
export interface BrokerStorage {
  readonly disk: Disk;
  readonly dataDir: string;
  /** Undefined: it is the machine's own disk, and its power stays on. */
  readonly cutPower?: (cut: PowerCut) => void;
}

export interface BrokerSlotOptions {
  readonly config: BrokerConfig;
  readonly meta: MetaProperties;
  readonly ports: BrokerPorts;
  /** Outlives the broker, as do the four below. */
  readonly storage: BrokerStorage;
  readonly clock: DrivenClock;
  readonly network: LocalNetwork;
  readonly random: Random;
  readonly logger: Logger;
}

interface Running {
  readonly life: Life;
  readonly node: BrokerNode;
  readonly doors: Doors;
}

/** The place of a broker, which it fills in one life after the other. */
export class BrokerSlot implements TestBroker, Slot {
  readonly id: number;
  readonly httpPort: number;
  readonly url: string;
  readonly kafkaAddress: string;
  private readonly options: BrokerSlotOptions;
  private state: 'down' | 'starting' | 'running' | 'stopping' = 'down';
  syncDelayMs = 0;
  private life: Life;
  private running: Running | undefined;
  private isFormatted = false;

  constructor(options: BrokerSlotOptions) {
    this.options = options;
    this.life = this.newLife();
    this.id = options.meta.nodeId;
    const { http, kafka } = options.ports;
    this.httpPort = http.address.port;
    this.url = `ws://${http.address.host}:${this.httpPort}`;
    this.kafkaAddress = `${kafka.address.host}:${kafka.address.port}`;
  }

  get isRunning(): boolean {
    return this.state === 'running';
  }

  get node(): BrokerNode | undefined {
    return this.isRunning ? this.running?.node : undefined;
  }

  /** Resolves when its door is open. */
  async start(): Promise<void> {
    if (this.state !== 'down') {
      throw new TestingError(
        `Broker ${this.id} ${this.isRunning ? 'runs already' : `is ${this.state}`}; kill(${this.id}) or stop(${this.id}) comes before restart(${this.id}).`,
      );
    }
    const life = this.newLife();
    this.life = life;
    this.state = 'starting';
    try {
      const running = await Promise.race([this.open(life), life.over]);
      if (running === undefined || life.isOver) {
        throw new TestingError(
          `Broker ${this.id} was killed while it started; await its start before kill(${this.id}).`,
        );
      }
      this.running = running;
      this.state = 'running';
    } catch (error) {
      if (!life.isOver) await this.end(life);
      throw error;
    }
  }

  /** As kill -9: nothing is said, nothing is flushed, the connections are cut. */
  async kill(): Promise<void> {
    if (this.state === 'down') throw this.downAlready();
    await this.end(this.life);
  }

  /** As when its machine loses power: what was not synced is lost, or torn. */
  async crash(cut: PowerCut): Promise<void> {
    const { cutPower } = this.options.storage;
    if (cutPower === undefined) {
      throw new TestingError(
        `The power of this machine stays on; start the cluster with storage "memory" for crash(${this.id}).`,
      );
    }
    await this.kill();
    cutPower(cut);
  }

  /** As SIGTERM: leaderships are handed over first. */
  async stop(): Promise<void> {
    const { running } = this;
    if (this.state === 'down') throw this.downAlready();
    if (this.state !== 'running' || running === undefined) {
      throw new TestingError(`Broker ${this.id} is ${this.state}; await that first.`);
    }
    this.state = 'stopping';
    for (const port of this.ports) port.detach();
    const stopping = async (): Promise<void> => {
      await closeDoors(running.doors);
      await running.node.stop();
    };
    await Promise.race([stopping(), running.life.over]);
    if (!running.life.isOver) await this.end(running.life);
  }

  /** Its end, whatever it does at the moment. */
  async dispose(): Promise<void> {
    if (this.state !== 'down') await this.end(this.life);
    await Promise.all(this.ports.map((port) => port.close()));
  }

  private get ports(): readonly HeldPort[] {
    const { http, kafka } = this.options.ports;
    return [http, kafka];
  }

  private async end(life: Life): Promise<void> {
    const { network } = this.options;
    const ended = life.end();
    network.kill(this.id);
    for (const port of this.ports) port.cut();
    this.running = undefined;
    await ended;
    this.state = 'down';
  }

  private async open(life: Life): Promise<Running> {
    const { config, meta, ports, network, random, logger } = this.options;
    const disk = life.disk(this.options.storage.disk);
    if (!this.isFormatted) await formatDirectory(disk, config.dataDir, meta);
    this.isFormatted = true;
    const opened = await openBroker(config, meta, {
      disk,
      random,
      logger,
      clock: life.clock,
      meter: new PromMeter({ processMetrics: false }),
      network: network.of(this.id, life.lifetime),
      listen: async (server) => {
        ports.http.attach((socket) => server.emit('connection', socket));
        return ports.http.address;
      },
      kafkaNetwork: socketsOf(ports.kafka, new TcpNetwork(kafkaConnectionOptions(config))),
    });
    return { life, ...opened };
  }

  private newLife(): Life {
    return new Life({ clock: this.options.clock, syncDelayMs: () => this.syncDelayMs });
  }

  private downAlready(): TestingError {
    return new TestingError(
      `Broker ${this.id} is down already; restart(${this.id}) starts it again.`,
    );
  }
}

/** As if that network listened at the port itself. */
function socketsOf(port: HeldPort, network: TcpNetwork): Pick<Network, 'listen'> {
  return {
    listen: async (_, accept) => {
      port.attach((socket) => accept(network.connectionOn(socket)));
      return { address: port.address, close: async () => port.detach() };
    },
  };
}
