/**
 * A cluster of real broker processes in a directory of its own: formatted, started, killed, started again. Nothing of
 * it outlives the test: `await using` stops it however the test ends, and the brokers stop by themselves when the
 * pipe to their standard input closes, hence with the process that started them.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TopicDescription } from '../../src/broker/api.ts';
import { formatBroker } from '../../src/cli/format-broker.ts';
import { newId } from '../../src/cli/new-id.ts';
import { connect, connectAny, type FlotillaConnection } from '../../src/client/connection.ts';
import { BrokerError } from '../../src/model/errors.ts';
import type { TopicPartition } from '../../src/model/topic-partition.ts';
import { builtCommand } from './built-command.ts';

export const HOST = '127.0.0.1';
/** Below the ports that the kernel gives to outgoing connections. */
const PORTS = { first: 21_000, last: 31_999 };
const START_ATTEMPTS = 5;
const READY_MS_MAX = 30_000;
const STOP_MS_MAX = 5_000;
const POLL_MS = 10;

export interface ClusterOptions {
  readonly brokers?: number;
  /** Written into every broker's configuration, over what a test needs. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  /** Where the data directories are made, elsewhere than configurations and logs; not removed in the end. */
  readonly dataRoot?: string;
  /** Of the machine that runs Node, such as `--max-old-space-size=64`. */
  readonly nodeOptions?: readonly string[];
}

export interface BrokerPlace {
  readonly nodeId: number;
  readonly directoryId: string;
  readonly httpPort: number;
  readonly peerPort: number;
  readonly url: string;
  readonly dataPath: string;
  readonly configPath: string;
  readonly logPath: string;
}

interface Running {
  readonly child: ChildProcess;
  /** Resolves with what ended it, such as `SIGKILL` or `exit code 1`. */
  readonly ended: Promise<string>;
}

/** The brokers that live now, over all clusters, so that none survives a worker that is made to exit. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export class ClusterProcesses implements AsyncDisposable {
  readonly directory: string;
  readonly places: readonly BrokerPlace[];
  readonly clusterId: string = newId();
  private readonly options: ClusterOptions;
  private readonly command: string;
  private readonly running = new Map<number, Running>();
  private readonly connections = new Set<FlotillaConnection>();

  private constructor(options: ClusterOptions, ports: readonly number[], command: string) {
    this.options = options;
    this.command = command;
    this.directory = mkdtempSync(join(tmpdir(), 'flotilla-e2e-'));
    const count = ports.length / 2;
    this.places = ports.slice(0, count).map((httpPort, i) => {
      const home = join(this.directory, `broker-${i + 1}`);
      return {
        nodeId: i + 1,
        directoryId: newId(),
        httpPort,
        peerPort: ports[count + i]!,
        url: `ws://${HOST}:${httpPort}`,
        dataPath: join(options.dataRoot ?? this.directory, `data-${i + 1}`),
        configPath: join(home, 'broker.yaml'),
        logPath: join(home, 'broker.log'),
      };
    });
  }

  /** Formatted and started; resolves when the metadata group has a leader that knows every broker. */
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
        if (attempt === START_ATTEMPTS || !String(error).includes('already')) throw error;
      }
    }
  }

  /** Formatted, nothing started yet. */
  static async format(options: ClusterOptions = {}): Promise<ClusterProcesses> {
    const command = await builtCommand();
    const ports = await freePorts((options.brokers ?? 3) * 2);
    const cluster = new ClusterProcesses(options, ports, command);
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

  urlsWithout(nodeId: number): string[] {
    return this.urls.filter((url) => url !== this.place(nodeId).url);
  }

  place(nodeId: number): BrokerPlace {
    const place = this.places.find((one) => one.nodeId === nodeId);
    if (place === undefined) throw new Error(`There is no broker ${nodeId}.`);
    return place;
  }

  pidOf(nodeId: number): number | undefined {
    return this.running.get(nodeId)?.child.pid;
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
    mkdirSync(join(this.directory, `broker-${nodeId}`), { recursive: true });
    await formatBroker(place.dataPath, {
      clusterId: this.clusterId,
      nodeId,
      voters: this.places.map(({ nodeId: voter, directoryId, peerPort }) => ({
        nodeId: voter,
        host: HOST,
        port: peerPort,
        directoryId,
      })),
    });
    const settings = {
      'data.dir': place.dataPath,
      'http.port': place.httpPort,
      'peer.port': place.peerPort,
      ...this.options.settings,
    };
    const lines = Object.entries(settings).map(
      ([name, value]) => `${name}: ${JSON.stringify(value)}\n`,
    );
    writeFileSync(place.configPath, lines.join(''));
  }

  startAll(): void {
    for (const nodeId of this.nodeIds) this.startBroker(nodeId);
  }

  startBroker(nodeId: number): void {
    const { configPath, logPath } = this.place(nodeId);
    const log = openSync(logPath, 'a');
    const child = spawn(
      process.execPath,
      [
        ...(this.options.nodeOptions ?? []),
        this.command,
        'broker',
        'start',
        '--config',
        configPath,
        '--stop-with-stdin',
      ],
      { stdio: ['pipe', log, log] },
    );
    closeSync(log);
    alive.add(child);
    child.stdin?.on('error', () => undefined);
    const ended = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    void ended.then(() => {
      alive.delete(child);
      if (this.running.get(nodeId)?.child === child) this.running.delete(nodeId);
    });
    this.running.set(nodeId, { child, ended });
  }

  /** Gives the moment of the kill, as performance.now() has it. The broker is gone when it resolves. */
  async kill9(nodeId: number): Promise<number> {
    return await this.signal(nodeId, 'SIGKILL');
  }

  /** All in the same moment, as a power cut of the rack would, except that the kernel keeps what was written. */
  async kill9All(): Promise<void> {
    const all = [...this.running.values()];
    for (const { child } of all) child.kill('SIGKILL');
    await Promise.all(all.map(({ ended }) => ended));
  }

  /** They stand still, as if no time passed; to be killed or resumed soon. */
  pauseAll(): void {
    for (const { child } of this.running.values()) child.kill('SIGSTOP');
  }

  /** As an operator does it: leaderships are handed over first. */
  async stopBroker(nodeId: number): Promise<void> {
    await this.signal(nodeId, 'SIGTERM');
  }

  /** Starts it again, after a graceful stop if it runs. Resolves when it answers. */
  async restart(nodeId: number): Promise<void> {
    if (this.isRunning(nodeId)) await this.stopBroker(nodeId);
    this.startBroker(nodeId);
    await this.waitAnswers(nodeId);
  }

  /** Resolves with what ended the broker. */
  async whenEnded(nodeId: number): Promise<string> {
    return (await this.running.get(nodeId)?.ended) ?? 'it does not run';
  }

  /** A connection that `stop` closes: to broker `nodeId`, or to any that runs. */
  async client(nodeId?: number): Promise<FlotillaConnection> {
    const connection =
      nodeId === undefined
        ? await connectAny(this.urls, { clientName: 'e2e' })
        : await connect(this.place(nodeId).url, { clientName: 'e2e' });
    this.connections.add(connection);
    void connection.closed.then(() => this.connections.delete(connection));
    return connection;
  }

  async waitAnswers(nodeId: number): Promise<void> {
    await this.until(`broker ${nodeId} answers`, async () => {
      this.assertRuns(nodeId);
      await (await this.client(nodeId)).close();
      return true;
    });
  }

  async waitReady(): Promise<void> {
    await this.until('every broker is connected and the metadata group has a leader', async () => {
      for (const nodeId of this.nodeIds) this.assertRuns(nodeId);
      const { controller, brokers } = await this.ask((client) => client.describeCluster());
      const connected = brokers.filter((broker) => broker.isConnected).length;
      return controller !== undefined && connected === this.places.length;
    });
  }

  /** Until every partition of `names` (default: of all topics) has a leader among the brokers that run. */
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
        const client = await this.client(nodeId);
        const { isHealthy, reasons } = await client.clusterHealth().finally(() => client.close());
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

  async createTopic(name: string, partitionCount = 1, configs = {}): Promise<void> {
    await this.until(`topic ${name} is made`, async () => {
      await this.ask((client) =>
        client.createTopic({
          name,
          partitionCount,
          replicationFactor: this.places.length,
          configs,
        }),
      ).catch((error: unknown) => {
        // An attempt whose answer was lost may have done it.
        if (!(error instanceof BrokerError && error.errorName === 'TOPIC_ALREADY_EXISTS'))
          throw error;
      });
      return true;
    });
    await this.waitLed(name);
  }

  /** One question over a connection of its own. */
  async ask<T>(question: (client: FlotillaConnection) => Promise<T>): Promise<T> {
    const client = await this.client();
    try {
      return await question(client);
    } finally {
      await client.close();
    }
  }

  /** Repeats while it gives false or undefined or rejects with a retriable error; rejects when it takes too long. */
  async until<T>(what: string, attempt: () => Promise<T | undefined | false>): Promise<T> {
    const deadlineMs = performance.now() + READY_MS_MAX;
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
    const logs = this.nodeIds.map((nodeId) => `broker ${nodeId}: ${this.logOf(nodeId).slice(-1500)}`);
    throw new Error(`Not within ${READY_MS_MAX} ms: ${what}.\n${logs.join('\n')}`, { cause: last });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.close()));
    const all = [...this.running.values()];
    for (const { child } of all) child.kill('SIGTERM');
    const force = setTimeout(() => {
      for (const { child } of all) child.kill('SIGKILL');
    }, STOP_MS_MAX);
    await Promise.all(all.map(({ ended }) => ended));
    clearTimeout(force);
    rmSync(this.directory, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private async signal(nodeId: number, signal: NodeJS.Signals): Promise<number> {
    const running = this.running.get(nodeId);
    if (running === undefined) throw new Error(`Broker ${nodeId} does not run.`);
    const atMs = performance.now();
    running.child.kill(signal);
    await running.ended;
    return atMs;
  }

  private assertRuns(nodeId: number): void {
    if (!this.isRunning(nodeId)) throw new BrokerDied(nodeId, this.logOf(nodeId));
  }
}

class BrokerDied extends Error {
  constructor(nodeId: number, log: string) {
    super(`Broker ${nodeId} ended by itself; its log ends with:\n${log.slice(-2000)}`);
  }
}

/** That nobody listens on now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const span = PORTS.last - PORTS.first + 1;
    const port = PORTS.first + Math.floor(Math.random() * span);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
