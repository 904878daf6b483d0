/**
 * A cluster of real broker processes in a directory of its own: formatted, started, killed, started again. `await
 * using` stops it and removes what it has written, however the test ends.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TopicDescription } from '../../src/broker/api.ts';
import { formatBroker } from '../../src/cli/format-broker.ts';
import { newId } from '../../src/cli/new-id.ts';
import { connect, connectAny, type FlotillaConnection } from '../../src/client/connection.ts';
import { BrokerError } from '../../src/model/errors.ts';
import type { TopicPartition } from '../../src/model/topic-partition.ts';
import { BrokerChild } from './broker-child.ts';
import { builtCommand } from './built-command.ts';
import { freePorts, HOST } from './free-ports.ts';

const START_ATTEMPTS = 5;
const WAIT_MS_MAX = 30_000;
const STOP_MS_MAX = 5_000;
const POLL_MS = 10;
/** For HTTP and WebSockets, for the other brokers, for Kafka's clients. */
const PORTS_EACH = 3;
const LOG_SHOWN_CHARACTERS = 1500;

export interface ClusterOptions {
  readonly brokers?: number;
  /** Written into every broker's configuration. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  /** Where the data directories are made, elsewhere than configurations and logs; not removed in the end. */
  readonly dataRoot?: string;
  /** How long everything that is waited for may take. */
  readonly waitMsMax?: number;
  /** In which the cluster makes its directory; without it, that of temporary files. */
  readonly root?: string;
  /** What is different for one broker. */
  readonly surroundings?: (nodeId: number) => Surroundings;
  /** Whenever a broker process ends, whoever ended it, with its signal or exit code. */
  readonly onEnded?: (nodeId: number, how: string) => void;
}

export interface Surroundings {
  readonly dataRoot?: string;
  /** Where it listens; without it, the loopback address. */
  readonly host?: string;
  /** Where clients and other brokers are told to find it; without it, where it listens. */
  readonly advertisedHost?: string;
  /** Its settings beyond those of all. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  /** A command that runs the broker's, such as `nsenter` with its options. */
  readonly wrapper?: readonly string[];
}

export interface BrokerPlace {
  readonly nodeId: number;
  readonly directoryId: string;
  readonly host: string;
  readonly advertisedHost: string;
  readonly httpPort: number;
  readonly peerPort: number;
  readonly kafkaPort: number;
  readonly url: string;
  readonly dataPath: string;
  readonly configPath: string;
  readonly logPath: string;
}

export class ClusterProcesses implements AsyncDisposable {
  readonly directory: string;
  readonly places: readonly BrokerPlace[];
  readonly clusterId: string = newId();
  private readonly options: ClusterOptions;
  private readonly command: string;
  private readonly running = new Map<number, BrokerChild>();
  private readonly connections = new Set<FlotillaConnection>();

  private constructor(options: ClusterOptions, ports: readonly number[], command: string) {
    this.options = options;
    this.command = command;
    this.directory = mkdtempSync(join(options.root ?? tmpdir(), 'flotilla-e2e-'));
    const count = ports.length / PORTS_EACH;
    this.places = ports.slice(0, count).map((httpPort, i) => {
      const nodeId = i + 1;
      const around = options.surroundings?.(nodeId) ?? {};
      const { host = HOST, advertisedHost = host } = around;
      const dataRoot = around.dataRoot ?? options.dataRoot ?? this.directory;
      return {
        nodeId,
        directoryId: newId(),
        host,
        advertisedHost,
        httpPort,
        peerPort: ports[count + i]!,
        kafkaPort: ports[2 * count + i]!,
        url: `ws://${host}:${httpPort}`,
        dataPath: join(dataRoot, `data-${nodeId}`),
        configPath: join(this.directory, `broker-${nodeId}.yaml`),
        logPath: join(this.directory, `broker-${nodeId}.log`),
      };
    });
  }

  /** Formatted and started; resolves when all are connected and the metadata group has a leader. */
  static async start(options: ClusterOptions = {}): Promise<ClusterProcesses> {
    for (let attempt = 1; ; attempt += 1) {
      const cluster = await ClusterProcesses.format(options);
      try {
        cluster.startAll();
        await cluster.waitReady();
        return cluster;
      } catch (error) {
        await cluster.stop();
        // Another program took a port between the look and the start.
        if (attempt === START_ATTEMPTS || !String(error).includes('listens at')) throw error;
      }
    }
  }

  /** Nothing is started yet. */
  static async format(options: ClusterOptions = {}): Promise<ClusterProcesses> {
    const ports = await freePorts((options.brokers ?? 3) * PORTS_EACH);
    const cluster = new ClusterProcesses(options, ports, await builtCommand());
    for (const nodeId of cluster.nodeIds) await cluster.formatBroker(nodeId);
    return cluster;
  }

  get nodeIds(): number[] {
    return this.places.map((place) => place.nodeId);
  }

  /** Of the brokers that run. */
  get urls(): string[] {
    return this.places.filter(({ nodeId }) => this.running.has(nodeId)).map(({ url }) => url);
  }

  /** Of all brokers, whether they run or not: what clients of Kafka begin with. */
  get kafkaAddresses(): string[] {
    return this.places.map(({ advertisedHost, kafkaPort }) => `${advertisedHost}:${kafkaPort}`);
  }

  urlsWithout(nodeId: number): string[] {
    return this.urls.filter((url) => url !== this.place(nodeId).url);
  }

  place(nodeId: number): BrokerPlace {
    const place = this.places.find((one) => one.nodeId === nodeId);
    if (place === undefined) throw new Error(`There is no broker ${nodeId}.`);
    return place;
  }

  pidOf(nodeId: number): number | undefined {
    return this.running.get(nodeId)?.pid;
  }

  isRunning(nodeId: number): boolean {
    return this.running.has(nodeId);
  }

  /** What it has logged and said so far, over all its starts. */
  logOf(nodeId: number): string {
    return readFileSync(this.place(nodeId).logPath, 'utf8');
  }

  /** With the ids that it has in this cluster, also a second time. */
  async formatBroker(nodeId: number): Promise<void> {
    const place = this.place(nodeId);
    const { dataPath, configPath, host, advertisedHost } = place;
    mkdirSync(this.directory, { recursive: true });
    await formatBroker(dataPath, {
      clusterId: this.clusterId,
      nodeId,
      voters: this.places.map((voter) => ({
        ...voter,
        host: voter.advertisedHost,
        port: voter.peerPort,
      })),
    });
    const settings = {
      'data.dir': dataPath,
      'http.host': host,
      'http.port': place.httpPort,
      'peer.host': host,
      'peer.port': place.peerPort,
      'kafka.host': host,
      'kafka.port': place.kafkaPort,
      'advertised.host': advertisedHost,
      ...this.options.settings,
      ...this.options.surroundings?.(nodeId).settings,
    };
    const lines = Object.entries(settings).map(
      ([name, value]) => `${name}: ${JSON.stringify(value)}`,
    );
    writeFileSync(configPath, `${lines.join('\n')}\n`);
  }

  startAll(): void {
    for (const nodeId of this.nodeIds) this.startBroker(nodeId);
  }

  /** `env` is added to what this process has. */
  startBroker(nodeId: number, env?: Readonly<Record<string, string>>): void {
    const { configPath, logPath } = this.place(nodeId);
    const wrapper = this.options.surroundings?.(nodeId).wrapper;
    const { command } = this;
    const child = new BrokerChild({ command, configPath, logPath, env, wrapper });
    this.running.set(nodeId, child);
    void child.ended.then((how) => {
      if (this.running.get(nodeId) === child) this.running.delete(nodeId);
      this.options.onEnded?.(nodeId, how);
    });
  }

  /** Gives the moment of the kill, as performance.now() has it. The broker is gone when it resolves. */
  async kill9(nodeId: number): Promise<number> {
    const atMs = performance.now();
    await this.end(nodeId, 'SIGKILL');
    return atMs;
  }

  /** In one moment, as when a rack loses its power, except that the kernel keeps what was written. */
  async kill9All(): Promise<void> {
    await Promise.all([...this.running.keys()].map((nodeId) => this.end(nodeId, 'SIGKILL')));
  }

  /** They stand still, as if no time passed; to be killed soon. */
  pauseAll(): void {
    for (const nodeId of this.running.keys()) this.signal(nodeId, 'SIGSTOP');
  }

  /** To a broker that runs. */
  signal(nodeId: number, signal: NodeJS.Signals): void {
    this.running.get(nodeId)?.signal(signal);
  }

  /** A graceful stop. */
  async stopBroker(nodeId: number): Promise<void> {
    await this.end(nodeId, 'SIGTERM');
  }

  /** Starts it again, after a graceful stop if it runs. Resolves when it answers. */
  async restart(nodeId: number): Promise<void> {
    if (this.isRunning(nodeId)) await this.stopBroker(nodeId);
    this.startBroker(nodeId);
    await this.until(`broker ${nodeId} answers`, async () => {
      this.assertRuns(nodeId);
      await (await this.client(nodeId)).close();
      return true;
    });
  }

  /** A connection that `stop` closes: to broker `nodeId`, or to any that runs. */
  async client(nodeId?: number): Promise<FlotillaConnection> {
    const options = { clientName: 'e2e' };
    const connection =
      nodeId === undefined
        ? await connectAny(this.urls, options)
        : await connect(this.place(nodeId).url, options);
    this.connections.add(connection);
    void connection.closed.then(() => this.connections.delete(connection));
    return connection;
  }

  /** One question over a connection of its own, to any broker that runs or to `nodeId`. */
  async ask<T>(question: (client: FlotillaConnection) => Promise<T>, nodeId?: number): Promise<T> {
    const client = await this.client(nodeId);
    try {
      return await question(client);
    } finally {
      await client.close();
    }
  }

  async waitReady(): Promise<void> {
    await this.until('every broker is connected and the metadata group has a leader', async () => {
      for (const nodeId of this.nodeIds) this.assertRuns(nodeId);
      const { controller, brokers } = await this.ask((client) => client.describeCluster());
      const connected = brokers.filter((broker) => broker.isConnected).length;
      return controller !== undefined && connected === this.places.length;
    });
  }

  /** Until every partition of `names`, or of all topics, has a leader among the brokers that run. */
  async waitLed(...names: string[]): Promise<TopicDescription[]> {
    return await this.until('every partition has a leader', async () => {
      const topics = await this.ask((client) =>
        client.describeTopics(names.length === 0 ? undefined : names),
      );
      const isLed = topics.every(
        (topic) =>
          topic.error === undefined &&
          topic.partitions.every(({ leader }) => leader !== undefined && this.isRunning(leader)),
      );
      return isLed ? topics : undefined;
    });
  }

  /** Until all brokers that run say that all is well, whichever of them is asked. */
  async waitHealthy(): Promise<void> {
    await this.until('the cluster is healthy', async () => {
      for (const nodeId of this.running.keys()) {
        const { isHealthy, reasons } = await this.ask((client) => client.clusterHealth(), nodeId);
        if (!isHealthy) throw new Error(reasons.join(' '));
      }
      return true;
    });
  }

  /** As a broker that runs sees it now; waits for one. */
  async leaderOf({ topic, partition }: TopicPartition): Promise<number> {
    const [description] = await this.waitLed(topic);
    return description!.partitions[partition]!.leader!;
  }

  /** With a replica on every broker; resolves when it is led. */
  async createTopic(name: string, partitionCount = 1, configs = {}): Promise<void> {
    const replicationFactor = this.places.length;
    const topic = { name, partitionCount, replicationFactor, configs };
    await this.until(`topic ${name} is made`, async () => {
      try {
        await this.ask((client) => client.createTopic(topic));
      } catch (error) {
        // An attempt whose answer was lost may have done it.
        if (!(error instanceof BrokerError) || error.errorName !== 'TOPIC_ALREADY_EXISTS')
          throw error;
      }
      return true;
    });
    await this.waitLed(name);
  }

  /** Repeats while it gives false or undefined or rejects; rejects itself when that takes too long. */
  async until<T>(what: string, attempt: () => Promise<T | undefined | false>): Promise<T> {
    const { waitMsMax = WAIT_MS_MAX } = this.options;
    const deadlineMs = performance.now() + waitMsMax;
    let last: unknown;
    while (performance.now() < deadlineMs) {
      try {
        const result = await attempt();
        if (result !== undefined && result !== false) return result;
      } catch (error) {
        if (error instanceof BrokerDied) throw error;
        last = error;
      }
      await sleep(POLL_MS);
    }
    const logs = this.nodeIds.map(
      (nodeId) => `broker ${nodeId}: ${this.logOf(nodeId).slice(-LOG_SHOWN_CHARACTERS)}`,
    );
    throw new Error([`Not within ${waitMsMax} ms: ${what}.`, ...logs].join('\n'), {
      cause: last,
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.close()));
    const force = setTimeout(() => void this.kill9All(), STOP_MS_MAX);
    await Promise.all([...this.running.keys()].map((nodeId) => this.end(nodeId, 'SIGTERM')));
    clearTimeout(force);
    rmSync(this.directory, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private async end(nodeId: number, signal: NodeJS.Signals): Promise<void> {
    const child = this.running.get(nodeId);
    if (child === undefined) throw new Error(`Broker ${nodeId} does not run.`);
    child.signal(signal);
    await child.ended;
  }

  private assertRuns(nodeId: number): void {
    if (!this.isRunning(nodeId)) throw new BrokerDied(nodeId, this.logOf(nodeId));
  }
}

class BrokerDied extends Error {
  constructor(nodeId: number, log: string) {
    const end = log.slice(-LOG_SHOWN_CHARACTERS);
    super(`Broker ${nodeId} ended by itself; its log ends with:\n${end}`);
  }
}
