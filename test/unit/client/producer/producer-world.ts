/**
 * Producers in virtual time: the real client, a simulated network, the real door, and two brokers in front of the same
 * logs. A test says of each produce request what goes wrong with it.
 */
import type { ProduceReceipt, ProduceRequest } from '../../../../src/broker/api.ts';
import { Kafka } from '../../../../src/client/kafka.ts';
import type { ClientPlatform } from '../../../../src/client/platform.ts';
import type { KafkaConfig, Producer, ProducerConfig } from '../../../../src/client/types.ts';
import { Session } from '../../../../src/gateway/ws/session.ts';
import { BrokerError, type ErrorName } from '../../../../src/model/errors.ts';
import { nodeId, term } from '../../../../src/model/ids.ts';
import type { Connection } from '../../../../src/platform/network.ts';
import { Simulation } from '../../../../src/sim/simulation.ts';
import { settle } from '../../../support/settle.ts';
import { brokerWith, recordingLogger, TOPIC_ID } from '../../gateway/broker.ts';
import { sessionModules } from '../../gateway/session-modules.ts';
import { SequencedLog } from './sequenced-log.ts';

export type Fault =
  | undefined
  /** Refused, or failed, before the append. */
  | { readonly before: ErrorName }
  /** Written, but that is not what the producer hears. */
  | { readonly after: ErrorName }
  | 'cut-before'
  | 'cut-after';

const PORT = 9080;
export const URLS = ['ws://b1:9080', 'ws://b2:9080'];

export class ProducerWorld {
  readonly sim: Simulation;
  readonly logs = new Map<string, SequencedLog>();
  readonly partitions = new Map<string, number>([['t', 1]]);
  readonly requests: ProduceRequest[] = [];
  readonly sessions: Session[] = [];
  readonly connectedTo: string[] = [];
  readonly down = new Set<string>();
  readonly lines: string[] = [];
  inFlightMax = 0;
  producerIds = 0;
  /** How long a broker takes for a batch. */
  latencyMs = 5;
  /** What every question about topics is answered with as long as it is set. */
  describeFault: ErrorName | undefined;
  /** Brokers that do not hear from the metadata group. */
  readonly uninformed = new Set<string>();
  fault: (request: ProduceRequest, attempt: number) => Fault = () => undefined;
  private inFlight = 0;
  private readonly sockets = new Set<Connection>();
  private readonly producers: Producer[] = [];

  private constructor(seed: number) {
    this.sim = new Simulation({ seed, settle });
  }

  static async start(seed = 1): Promise<ProducerWorld> {
    const world = new ProducerWorld(seed);
    for (const host of ['b1', 'b2']) {
      const modules = sessionModules(world.broker(host), world.sim.clock(host), recordingLogger());
      await world.sim.network.node(host).listen({ host, port: PORT }, (connection) => {
        if (world.down.has(host)) connection.close('down');
        else world.sessions.push(new Session(modules, connection));
      });
    }
    return world;
  }

  log(topic = 't', partition = 0): SequencedLog {
    const key = `${topic}/${partition}`;
    const log = this.logs.get(key) ?? new SequencedLog();
    this.logs.set(key, log);
    return log;
  }

  kafka(config: Partial<KafkaConfig> = {}): Kafka {
    return new Kafka({ brokers: URLS, ...config }, this.platform());
  }

  /** Of one more client. */
  platform(): ClientPlatform {
    const name = `client-${this.producers.length}`;
    const network = this.sim.network.node(name);
    const createSocket = async (url: string): Promise<Connection> => {
      const { hostname } = new URL(url);
      const socket = await network.connect({ host: hostname, port: PORT });
      this.connectedTo.push(hostname);
      this.sockets.add(socket);
      return socket;
    };
    const logCreator = () => (entry: { log: { message: string } }) =>
      void this.lines.push(entry.log.message);
    const toBytes = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
    const clock = this.sim.clock(name);
    const random = this.sim.random(name);
    return { clock, random, createSocket, logCreator, toBytes };
  }

  async producer(config: ProducerConfig = {}, kafka: Partial<KafkaConfig> = {}): Promise<Producer> {
    const producer = this.kafka(kafka).producer(config);
    this.producers.push(producer);
    await this.sim.run(producer.connect());
    return producer;
  }

  /** Every connection is cut. */
  cut(): void {
    for (const socket of this.sockets) socket.close('cut by the test');
    this.sockets.clear();
  }

  pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.sim.after(ms, resolve));
  }

  async close(): Promise<void> {
    for (const producer of this.producers) await this.sim.run(producer.disconnect());
  }

  private broker(host: string): Parameters<typeof sessionModules>[0] {
    return brokerWith({
      describeTopics: async (names) => {
        if (this.describeFault !== undefined) throw new BrokerError(this.describeFault);
        const wanted = names ?? [...this.partitions.keys()];
        if (this.uninformed.has(host)) return wanted.map(notKnown);
        return wanted.map((name) => this.describe(name));
      },
      createTopic: ({ name }) => {
        this.partitions.set(name, 1);
        const created = { name, topicId: TOPIC_ID, partitionCount: 1, replicationFactor: 1 };
        return Promise.resolve({ ...created, warnings: [] });
      },
      initProducerId: () => {
        this.producerIds += 1;
        return Promise.resolve({ producerId: this.producerIds, producerEpoch: 0 });
      },
      produce: (request) => this.produce(request),
    });
  }

  private async produce(request: ProduceRequest): Promise<ProduceReceipt> {
    this.requests.push(request);
    const fault = this.fault(request, this.requests.length);
    this.inFlight += 1;
    this.inFlightMax = Math.max(this.inFlightMax, this.inFlight);
    try {
      if (fault === 'cut-before') this.cut();
      // Appended when it comes; only the answer takes its time.
      if (fault === 'cut-before') throw new BrokerError('NETWORK_EXCEPTION');
      if (typeof fault === 'object' && 'before' in fault) throw new BrokerError(fault.before);
      const receipt = this.log(request.topic, request.partition).append(request.records);
      await this.pause(this.latencyMs);
      if (fault === 'cut-after') this.cut();
      if (typeof fault === 'object') throw new BrokerError(fault.after);
      return request.acks === 0 ? { ...receipt, waitedFor: 'sent' } : receipt;
    } finally {
      this.inFlight -= 1;
    }
  }

  private describe(name: string) {
    const count = this.partitions.get(name);
    if (count === undefined) {
      const error = { name: 'UNKNOWN_TOPIC_OR_PARTITION', message: `There is no topic ${name}.` };
      return { name, error, partitions: [] };
    }
    const replicas = [nodeId(1)];
    const partitions = Array.from({ length: count }, (_, partition) => ({
      partition,
      leader: nodeId(1),
      leaderEpoch: term(1),
      replicas,
      inSyncReplicas: replicas,
    }));
    return { name, topicId: TOPIC_ID, partitions };
  }
}

function notKnown(name: string) {
  const error = { name: 'LEADER_NOT_AVAILABLE', message: 'This broker hears nothing.' };
  return { name, error, partitions: [] };
}

export function message(value: string): { value: string } {
  return { value };
}
