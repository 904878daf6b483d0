import type { BrokerNode } from '../broker/node.ts';
import { hostOf, type SimCluster } from '../sim/cluster.ts';
import type { PowerCut } from '../sim/disk-tree.ts';
import { traceLogger } from '../sim/observers.ts';
import { openSessionDoor, type SessionDoor } from '../sim/session-door.ts';
import type { Simulation } from '../sim/simulation.ts';
import type { Slot } from './cluster-controls.ts';
import { TestingError } from './testing-error.ts';

export const DOOR_PORT = 8080;
const DRAIN_MS = 200;

/** A simulated broker and its door, in one life after the other. */
export class SimulatedSlot implements Slot {
  readonly id: number;
  readonly url: string;
  private readonly simulation: Simulation;
  private readonly cluster: SimCluster;
  private state: 'down' | 'starting' | 'running' | 'stopping' = 'down';
  private door: SessionDoor | undefined;
  /** Tells whoever waits for the present life that it has ended. */
  private endLife: () => void = () => undefined;

  constructor(
    id: number,
    { simulation, cluster }: { simulation: Simulation; cluster: SimCluster },
  ) {
    this.id = id;
    this.url = `ws://${hostOf(id)}:${DOOR_PORT}`;
    this.simulation = simulation;
    this.cluster = cluster;
  }

  get isRunning(): boolean {
    return this.state === 'running';
  }

  get node(): BrokerNode | undefined {
    return this.isRunning ? this.cluster.node(this.id) : undefined;
  }

  get syncDelayMs(): number {
    return this.simulation.disk(hostOf(this.id)).syncDelayMs;
  }

  set syncDelayMs(ms: number) {
    this.simulation.disk(hostOf(this.id)).syncDelayMs = ms;
  }

  async start(): Promise<void> {
    if (this.state !== 'down') {
      throw new TestingError(
        `Broker ${this.id} ${this.isRunning ? 'runs already' : `is ${this.state}`}; kill(${this.id}) or stop(${this.id}) comes before restart(${this.id}).`,
      );
    }
    this.state = 'starting';
    let isOver = false;
    const over = new Promise<void>((resolve) => {
      this.endLife = () => {
        isOver = true;
        resolve();
      };
    });
    try {
      await Promise.race([this.open(), over]);
    } catch (error) {
      if (!isOver) await this.kill();
      throw error;
    }
    if (isOver) {
      throw new TestingError(
        `Broker ${this.id} was killed while it started; await its start before kill(${this.id}).`,
      );
    }
    this.state = 'running';
  }

  kill(): Promise<void> {
    return this.end('process', {});
  }

  crash(cut: PowerCut): Promise<void> {
    return this.end('power', cut);
  }

  async stop(): Promise<void> {
    if (this.state !== 'running') {
      throw new TestingError(`Broker ${this.id} is ${this.state}; await that first.`);
    }
    this.state = 'stopping';
    const over = new Promise<'over'>((resolve) => (this.endLife = () => resolve('over')));
    const stopped = async (): Promise<void> => {
      await this.door?.drain(DRAIN_MS);
      await this.cluster.stopBroker(this.id);
    };
    if ((await Promise.race([stopped(), over])) !== 'over') await this.end('process', {});
  }

  private end(kind: 'process' | 'power', cut: PowerCut): Promise<void> {
    if (this.state === 'down') {
      const text = `Broker ${this.id} is down already; restart(${this.id}) starts it again.`;
      return Promise.reject(new TestingError(text));
    }
    this.state = 'down';
    this.door = undefined;
    this.cluster.kill(this.id, kind, cut);
    this.endLife();
    return Promise.resolve();
  }

  private async open(): Promise<void> {
    const { simulation, cluster, id } = this;
    const name = hostOf(id);
    await cluster.startBroker(id);
    const modules = {
      broker: cluster.node(id).guarded,
      clock: simulation.clock(name),
      logger: traceLogger((line) => simulation.trace(line), { node: id }),
      network: simulation.network.node(name),
    };
    this.door = await openSessionDoor(modules, { host: name, port: DOOR_PORT });
  }
}
