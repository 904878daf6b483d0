/** The brokers of one `flotilla dev`: formats what is new, starts them, waits until they serve, stops them. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerApi, TopicDescription } from '../../broker/api.ts';
import { CliError } from '../cli-error.ts';
import { ClusterClient, isBrokerError, NoBrokerAnswers } from '../cluster-client.ts';
import { formatBroker } from '../format-broker.ts';
import { BrokerProcess, type Death } from './broker-process.ts';
import { writeCluster, type DevCluster } from './cluster-file.ts';
import {
  DEV_HOST,
  placeOf,
  writeBrokerConfig,
  type BrokerPlace,
  type DevLayout,
} from './layout.ts';

export const DEMO_TOPIC = 'demo';
const DEMO_PARTITIONS = 3;
const POLL_MS = 20;
const READY_MS_MAX = 30_000;
/** Leaders see their followers a heartbeat later; with a broker missing they never do. */
const IN_SYNC_MS_MAX = 500;

export interface DevBrokersOptions {
  readonly layout: DevLayout;
  readonly cluster: DevCluster;
  readonly isVerbose: boolean;
  readonly tell: (line: string) => void;
  /** ` --data ...` for a pasted `dev restart`, or empty. */
  readonly dataOption: string;
}

export class DevBrokers {
  readonly places: readonly BrokerPlace[];
  readonly client: ClusterClient;
  private readonly options: DevBrokersOptions;
  private readonly processes: readonly BrokerProcess[];
  private starting: readonly Promise<boolean>[] = [];
  private hasBeenReady = false;
  private lastDeath: Death | undefined;

  constructor(options: DevBrokersOptions) {
    this.options = options;
    this.places = options.cluster.brokers.map((broker) => placeOf(options.layout, broker));
    this.client = new ClusterClient(this.places.map((place) => place.url));
    this.processes = this.places.map(
      (place) =>
        new BrokerProcess({
          nodeId: place.nodeId,
          configPath: place.configPath,
          logPath: place.logPath,
          isVerbose: options.isVerbose,
          onDied: (death) => this.died(place, death),
        }),
    );
  }

  pidOf(nodeId: number): number | undefined {
    return this.processes.find((one) => one.nodeId === nodeId)?.pid;
  }

  async start(): Promise<void> {
    await this.format();
    for (const place of this.places) writeBrokerConfig(place, this.places.length);
    this.starting = this.processes.map((one, i) => {
      const place = this.places[i]!;
      if (!isWiped(place)) return one.start();
      this.options.tell(`Broker ${place.nodeId} is not started: ${wipedSentence(place)}`);
      return Promise.resolve(false);
    });
    // Loaded while the brokers start.
    await import('../../client/connection.ts');
  }

  /** Until the topic `demo` is there and every partition is led. */
  async untilReady(signal: AbortSignal): Promise<TopicDescription[]> {
    const deadlineMs = performance.now() + READY_MS_MAX;
    const patience = sleep(READY_MS_MAX, undefined, { signal, ref: false }).catch(() => undefined);
    await Promise.race([untilMajorityServes(this.starting), patience]);
    let ledSinceMs: number | undefined;
    for (;;) {
      if (signal.aborted) return [];
      this.assertMajorityRuns();
      const topics = await this.tryReady();
      if (topics !== undefined) {
        ledSinceMs ??= performance.now();
        if (isInSync(topics) || performance.now() - ledSinceMs > IN_SYNC_MS_MAX) {
          this.hasBeenReady = true;
          return topics;
        }
      }
      if (performance.now() > deadlineMs) throw this.notReady();
      await sleep(POLL_MS);
    }
  }

  /** Starts broker `nodeId` again, after a graceful stop if it runs. Gives the sentence that says so. */
  async restart(nodeId: number): Promise<string> {
    const one = this.processes.find((candidate) => candidate.nodeId === nodeId);
    const place = this.places.find((candidate) => candidate.nodeId === nodeId);
    if (one === undefined || place === undefined) {
      throw new CliError(
        `There is no broker ${nodeId} in this cluster.`,
        `choose one from 1 to ${this.places.length}.`,
      );
    }
    await one.stop();
    if (isWiped(place)) {
      throw new CliError(
        wipedSentence(place),
        `to begin anew with nothing, stop "flotilla dev", delete ${this.options.layout.directory}, and start it again.`,
      );
    }
    const startedAt = performance.now();
    const patience = sleep(READY_MS_MAX, false, { ref: false });
    const serves = await Promise.race([one.start(), patience]);
    if (!serves) throw this.couldNotStart(place, one.isRunning);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const sentence = `Broker ${nodeId} runs again (pid ${one.pid}), ready after ${seconds} s.`;
    this.options.tell(sentence);
    return sentence;
  }

  async stop(): Promise<void> {
    await Promise.all([this.client.close(), ...this.processes.map((one) => one.stop())]);
  }

  killAll(): void {
    for (const one of this.processes) one.kill();
  }

  private async format(): Promise<void> {
    const { cluster, layout } = this.options;
    if (cluster.isFormed) return;
    const voters = this.places.map((place, i) => ({
      nodeId: place.nodeId,
      host: DEV_HOST,
      port: place.peerPort,
      directoryId: cluster.brokers[i]!.directoryId,
    }));
    // A first start that was cut short has formatted some of them.
    const missing = this.places.filter(
      (place) => !existsSync(join(place.dataPath, 'meta.properties')),
    );
    await Promise.all(
      missing.map(async ({ dataPath, nodeId }) => {
        mkdirSync(dirname(dataPath), { recursive: true });
        await formatBroker(dataPath, { clusterId: cluster.clusterId, nodeId, voters });
      }),
    );
    writeCluster(layout.directory, { ...cluster, isFormed: true });
  }

  private async tryReady(): Promise<TopicDescription[] | undefined> {
    try {
      const topics = await this.client.use((broker) => broker.describeTopics());
      if (!topics.some((topic) => topic.name === DEMO_TOPIC)) {
        await this.client.use((broker) => this.createDemo(broker));
        return undefined;
      }
      const isLed = topics.every((topic) =>
        topic.partitions.every((partition) => partition.leader !== undefined),
      );
      return isLed ? topics : undefined;
    } catch (error) {
      if (error instanceof NoBrokerAnswers || isBrokerError(error)) return undefined;
      throw error;
    }
  }

  /** Fails until the metadata group has a leader and every broker has registered; it is then tried again. */
  private async createDemo(broker: BrokerApi): Promise<void> {
    await broker.createTopic({
      name: DEMO_TOPIC,
      partitionCount: DEMO_PARTITIONS,
      replicationFactor: Math.min(3, this.places.length),
    });
  }

  private died(place: BrokerPlace, death: Death): void {
    this.lastDeath = death;
    const why = death.sentence === undefined ? '.' : `: ${death.sentence}`;
    const { tell, dataOption } = this.options;
    const next =
      death.hasServed && this.hasBeenReady
        ? ` Start it again: npx flotilla dev restart ${place.nodeId}${dataOption}`
        : '';
    tell(`Broker ${place.nodeId} (pid ${death.pid}) ${death.how}${why}${next}`);
  }

  private assertMajorityRuns(): void {
    const running = this.processes.filter((one) => one.isRunning).length;
    if (running > this.processes.length / 2) return;
    const said = this.lastDeath?.sentence;
    throw new CliError(
      `Too few brokers could be started: ${running} of ${this.processes.length} run${said === undefined ? '' : ` (${said})`}.`,
      `read the last lines of ${this.places[0]!.logPath}`,
    );
  }

  private couldNotStart(place: BrokerPlace, isRunning: boolean): CliError {
    const said = isRunning ? undefined : this.lastDeath?.sentence;
    const what = isRunning
      ? `does not serve yet after ${READY_MS_MAX / 1000} s`
      : 'could not be started';
    return new CliError(
      `Broker ${place.nodeId} ${what}${said === undefined ? '' : `: ${said}`}`,
      `read the last lines of ${place.logPath}`,
    );
  }

  private notReady(): CliError {
    return new CliError(
      `The cluster was not ready within ${READY_MS_MAX / 1000} s.`,
      `read the last lines of ${this.places[0]!.logPath}`,
    );
  }
}

/** What dev-brokers formatted is gone: it is not made again (cluster-file.ts says why). */
function isWiped(place: BrokerPlace): boolean {
  return !existsSync(join(place.dataPath, 'meta.properties'));
}

function wipedSentence(place: BrokerPlace): string {
  return `${place.dataPath} is gone, and an empty one would not know what broker ${place.nodeId} had acknowledged; the others go on while they are a majority.`;
}

/** Or until none of them can serve any more. */
function untilMajorityServes(starting: readonly Promise<boolean>[]): Promise<void> {
  return new Promise((resolve) => {
    let serving = 0;
    let settled = 0;
    for (const start of starting) {
      void start.then((serves) => {
        settled += 1;
        if (serves) serving += 1;
        if (serving > starting.length / 2 || settled === starting.length) resolve();
      });
    }
  });
}

function isInSync(topics: readonly TopicDescription[]): boolean {
  return topics.every((topic) =>
    topic.partitions.every((one) => one.inSyncReplicas.length === one.replicas.length),
  );
}
