/**
 * Whole brokers, the code that ships, in a simulated world. Their disks are formatted on the first start; a broker that
 * was killed starts again on what its disk kept. Clients call `broker(id)`, or come
 * through its doors if it has any.
 */
import { invariant } from '../base/invariant.ts';
import { uuidToText } from '../base/uuid.ts';
import type { LocalBroker } from '../broker/local-api.ts';
import { BrokerNode, type BrokerNodeLimits } from '../broker/node.ts';
import { resolveBrokerConfig } from '../config/broker-config.ts';
import { nodeId, uuid, type Uuid } from '../model/ids.ts';
import type { ReplicaWatcher } from '../partition/replica-options.ts';
import type { Meter } from '../platform/meter.ts';
import {
  formatDirectory,
  readMetaProperties,
  type MetaProperties,
} from '../storage/meta-properties.ts';
import { KAFKA_PORT, openDoors, WEB_SOCKET_PORT, type Doors } from './doors.ts';
import type { PowerCut } from './disk-tree.ts';
import { noMeter, traceLogger } from './observers.ts';
import type { Simulation } from './simulation.ts';

export interface SimClusterOptions {
  readonly brokers: number;
  /** Settings by dotted name, the same for all brokers. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly limits?: BrokerNodeLimits;
  /** Called with every line that a broker logs; they are in the trace as well. */
  readonly onLogLine?: (line: string) => void;
  /** Of each broker, for each of its lives; without it numbers go nowhere. */
  readonly meterOf?: (id: number) => Meter;
  /** Likewise: sees what the replicas of a broker do. */
  readonly watcherOf?: (id: number) => ReplicaWatcher;
  /** For clients that come over the network (doors.ts); the others call `broker(id)`. */
  readonly hasDoors?: boolean;
}

/** Of every broker, on its own disk. */
export const DATA_DIRECTORY = '/data';
const PEER_PORT = 9090;

export class SimCluster {
  readonly ids: readonly number[];
  private readonly simulation: Simulation;
  private readonly options: SimClusterOptions;
  private readonly running = new Map<number, BrokerNode>();
  private readonly doors = new Map<number, Doors>();
  private readonly clusterId: Uuid;
  private readonly voters: MetaProperties['voters'];

  constructor(simulation: Simulation, options: SimClusterOptions) {
    this.simulation = simulation;
    this.options = options;
    this.ids = Array.from({ length: options.brokers }, (_, at) => at + 1);
    this.clusterId = this.drawId();
    this.voters = this.ids.map((id) => ({
      nodeId: nodeId(id),
      host: hostOf(id),
      port: PEER_PORT,
      directoryId: this.drawId(),
    }));
  }

  async start(): Promise<void> {
    await Promise.all(this.ids.map((id) => this.startBroker(id)));
  }

  /** Formats the disk if it is new. */
  async startBroker(id: number): Promise<void> {
    invariant(!this.running.has(id), 'a broker runs once');
    const { simulation } = this;
    const name = hostOf(id);
    const disk = simulation.disk(name);
    await disk.makeDirectory(DATA_DIRECTORY);
    const isNew = (await disk.list(DATA_DIRECTORY)).length === 0;
    if (isNew) await formatDirectory(disk, DATA_DIRECTORY, this.metaOf(id));
    const meta = await readMetaProperties(disk, DATA_DIRECTORY);
    const config = resolveBrokerConfig([
      {
        origin: 'simulation',
        settings: {
          'data.dir': DATA_DIRECTORY,
          'peer.host': name,
          'allow.unauthenticated': true,
          'peer.port': PEER_PORT,
          ...this.options.settings,
        },
      },
    ]);
    const log = (line: string): void => {
      simulation.trace(line);
      this.options.onLogLine?.(line);
    };
    const modules = {
      disk,
      clock: simulation.clock(name),
      random: simulation.random(`broker/${name}`),
      network: simulation.network.node(name),
      logger: traceLogger(log, { node: id }),
      meter: this.options.meterOf?.(id) ?? noMeter,
      watcher: this.options.watcherOf?.(id),
    };
    const node = await BrokerNode.start(config, meta, modules, this.options.limits);
    node.register({ host: name, httpPort: WEB_SOCKET_PORT, kafkaPort: KAFKA_PORT });
    this.running.set(id, node);
    if (this.options.hasDoors !== true) return;
    this.doors.set(id, await openDoors(name, { ...modules, broker: node.guarded }));
  }

  /** Nothing of it runs any more; its disk keeps what such a crash leaves. */
  kill(id: number, kind: 'process' | 'power' = 'process', cut: PowerCut = {}): void {
    this.running.delete(id);
    this.doors.delete(id);
    this.simulation.killNode(hostOf(id), kind, cut);
  }

  async stopBroker(id: number): Promise<void> {
    const node = this.running.get(id);
    this.running.delete(id);
    await this.doors.get(id)?.close();
    this.doors.delete(id);
    await node?.stop();
  }

  isRunning(id: number): boolean {
    return this.running.has(id);
  }

  node(id: number): BrokerNode {
    const node = this.running.get(id);
    invariant(node !== undefined, 'the broker runs');
    return node;
  }

  broker(id: number): LocalBroker {
    return this.node(id).broker;
  }

  /** Of those that run. */
  get nodes(): readonly BrokerNode[] {
    return [...this.running.values()];
  }

  private metaOf(id: number): MetaProperties {
    const voter = this.voters.find((candidate) => candidate.nodeId === id);
    invariant(voter !== undefined, 'every broker is a voter');
    return {
      formatVersion: 1,
      clusterId: this.clusterId,
      nodeId: voter.nodeId,
      directoryId: voter.directoryId,
      formatId: this.drawId(),
      voters: this.voters,
    };
  }

  private drawId(): Uuid {
    return uuid(uuidToText(this.simulation.random('cluster/ids').bytes(16)));
  }
}

/** The name of its disk, its network node and its clock. */
export function hostOf(id: number): string {
  return `broker-${id}`;
}
