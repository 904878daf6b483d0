/** Whole consumers in virtual time: the real client, a simulated network, the real door, and a broker in memory behind it. */
import type { ClientContext } from '../../../../src/client/context.ts';
import { createConsumer } from '../../../../src/client/consumer/index.ts';
import { createLogger } from '../../../../src/client/logger.ts';
import type {
  Consumer,
  ConsumerConfig,
  ConsumerPayloads,
  ConsumerRunConfig,
  KafkaMessage,
} from '../../../../src/client/types.ts';
import { Session } from '../../../../src/gateway/ws/session.ts';
import type { Connection } from '../../../../src/platform/network.ts';
import { Simulation } from '../../../../src/sim/simulation.ts';
import { settle } from '../../../support/settle.ts';
import { recordingLogger } from '../../gateway/broker.ts';
import { sessionModules } from '../../gateway/session-modules.ts';
import { MemoryBroker } from './memory-broker.ts';

const PORT = 9092;
export const GROUP = 'g';

export class ConsumerWorld {
  readonly sim = new Simulation({ seed: 1, settle });
  readonly broker = new MemoryBroker(this.sim.clock('broker'));
  readonly logs: string[] = [];
  private readonly sockets = new Set<Connection>();
  private readonly consumers: Consumer[] = [];

  static async start(): Promise<ConsumerWorld> {
    const world = new ConsumerWorld();
    const clock = world.sim.clock('broker');
    const modules = sessionModules(world.broker.api, clock, recordingLogger());
    await world.sim.network
      .node('broker')
      .listen(
        { host: 'broker', port: PORT },
        (connection) => void new Session(modules, connection),
      );
    return world;
  }

  consumer(config: ConsumerConfig = { groupId: GROUP }): Consumer {
    const name = `client-${this.consumers.length}`;
    const consumer = createConsumer(this.context(name), { heartbeatInterval: 1000, ...config });
    this.consumers.push(consumer);
    return consumer;
  }

  /** Connected, subscribed to `t` from its beginning, and running; resolves when it has its partitions. */
  async running(
    run: ConsumerRunConfig,
    config: ConsumerConfig = { groupId: GROUP },
  ): Promise<Consumer> {
    const consumer = this.consumer(config);
    await this.sim.run(consumer.connect());
    await this.sim.run(consumer.subscribe({ topics: ['t'], fromBeginning: true }));
    await this.sim.run(consumer.run(run));
    return consumer;
  }

  /** Every connection is cut; the consumers make new ones. */
  cut(): void {
    for (const socket of this.sockets) socket.close('cut by the test');
    this.sockets.clear();
  }

  async until(predicate: () => boolean, msMax = 60_000): Promise<void> {
    if (await this.sim.runUntil(predicate, msMax)) return;
    throw new Error(`not so within ${msMax} ms: ${predicate.toString()}\n${this.logs.join('\n')}`);
  }

  async close(): Promise<void> {
    for (const consumer of this.consumers) await this.sim.run(consumer.disconnect());
  }

  private context(name: string): ClientContext {
    const clock = this.sim.clock(name);
    const network = this.sim.network.node(name);
    const random = this.sim.random(name);
    const createSocket = async (): Promise<Connection> => {
      const socket = await network.connect({ host: 'broker', port: PORT });
      this.sockets.add(socket);
      return socket;
    };
    const logCreator = () => (entry: { namespace: string; log: { message: string } }) =>
      void this.logs.push(`${this.sim.now} ${name} ${entry.log.message}`);
    const toBytes = (bytes: Uint8Array): Buffer =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return {
      platform: { clock, random, createSocket, logCreator, toBytes },
      logger: createLogger({ level: 5, logCreator, clock }),
      clientId: name,
      brokers: ['ws://broker:9092'],
      isSecure: false,
      connectionTimeoutMs: 1000,
      requestTimeoutMs: 30_000,
      retry: { initialRetryTime: 100, retries: 3 },
    };
  }
}

export function textOf({ value }: KafkaMessage): string {
  return String(value);
}

/** What it emits of these kinds, from now on. */
export function eventsOf<Type extends keyof ConsumerPayloads>(
  consumer: Consumer,
  type: Type,
): ConsumerPayloads[Type][] {
  const payloads: ConsumerPayloads[Type][] = [];
  consumer.on(type, ({ payload }) => void payloads.push(payload));
  return payloads;
}
