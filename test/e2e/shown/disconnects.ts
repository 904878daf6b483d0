/**
 * An idempotent producer and a resuming consumer, whose connections are cut at random thousands of times while leaders
 * are killed: the consumer must see 1 to N exactly once, in order.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from '../../../src/client/index.ts';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { CuttingProxy } from '../../support/cutting-proxy.ts';
import { showCount, showTimes } from './figures.ts';

const PARTITION = { topic: 'numbers', partition: 0 };
const CUTS = Number(process.env['CUTS'] ?? 10_000);
const KILLS = Number(process.env['KILLS'] ?? 20);
const PAUSE_MS_MAX = 12;
const PROGRESS_MS_MAX = 500;
const DOWN_MS = 300;
const IN_FLIGHT_MAX = 50;
const STILL_MS_MAX = 60_000;

export async function showDisconnects(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic(PARTITION.topic, 1);
  await using proxies = await Proxies.start(cluster);
  const kafka = new Kafka({ brokers: proxies.urls, logLevel: logLevel.NOTHING, clientId: 'shown' });
  const reader = new CountingReader();
  const consumer = kafka.consumer({});
  await consumer.connect();
  await consumer.subscribe({ topic: PARTITION.topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => reader.read(String(message.value)) });
  const producer = new CountingProducer(kafka);
  await producer.start();

  let cuts = 0;
  let kills = 0;
  const stillMs: number[] = [];
  while (cuts < CUTS) {
    cuts += proxies.cutOne() ? 1 : 0;
    if (kills < KILLS && cuts >= ((kills + 1) * CUTS) / (KILLS + 1)) {
      kills += 1;
      stillMs.push(await killLeader(cluster, reader));
      tell(`${cuts} cuts, ${kills} kills, ${reader.next - 1} read`);
    }
    await someProgress(reader);
    await sleep(Math.random() * PAUSE_MS_MAX);
  }
  const sent = await producer.stop();
  await until(() => reader.next > sent, `${sent} records are read`, reader);
  await sleep(500);
  reader.assertSound();
  await consumer.disconnect();
  await producer.disconnect();
  const { offset } = await cluster.ask((client) =>
    client.listOffsets({ ...PARTITION, at: { kind: 'latest' } }),
  );
  if (offset !== sent) throw new Error(`${sent} records were sent and the log ends at ${offset}`);
  return (
    `${showCount(cuts)} connections cut at random and ${kills} kills of the leader: ${showCount(sent)} records sent, each is in the log once ` +
    `(it ends at ${showCount(sent)}), and the consumer saw 1 to ${showCount(reader.next - 1)}, each once, in order; from a kill to the next record read: ${showTimes(stillMs)}`
  );
}

class Proxies implements AsyncDisposable {
  private readonly proxies: readonly CuttingProxy[];

  private constructor(proxies: readonly CuttingProxy[]) {
    this.proxies = proxies;
  }

  static async start(cluster: ClusterProcesses): Promise<Proxies> {
    const started = cluster.places.map((place) => CuttingProxy.start(place.httpPort));
    return new Proxies(await Promise.all(started));
  }

  get urls(): string[] {
    return this.proxies.map((proxy) => proxy.url);
  }

  cutOne(): boolean {
    const alive = this.proxies.filter((proxy) => proxy.alive > 0);
    const proxy = alive[Math.floor(Math.random() * alive.length)];
    return proxy?.cut(Math.floor(Math.random() * proxy.alive)) ?? false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const proxy of this.proxies) await proxy[Symbol.asyncDispose]();
  }
}

/** Expects 1, 2, 3, ... */
class CountingReader {
  next = 1;
  private fault: string | undefined;

  read(value: string): void {
    if (value === String(this.next)) this.next += 1;
    else this.fault ??= `${this.next} was expected, and ${value} was read`;
  }

  assertSound(): void {
    if (this.fault !== undefined) throw new Error(this.fault);
  }
}

class CountingProducer {
  private readonly producer;
  private running: Promise<void> | undefined;
  private isStopping = false;
  private sent = 0;

  constructor(kafka: Kafka) {
    this.producer = kafka.producer({ retry: { retries: 1000 } });
  }

  async start(): Promise<void> {
    await this.producer.connect();
    this.running = this.run();
    this.running.catch(() => undefined);
  }

  /** How many it has sent, all of them acknowledged. */
  async stop(): Promise<number> {
    this.isStopping = true;
    await this.running;
    return this.sent;
  }

  async disconnect(): Promise<void> {
    await this.producer.disconnect();
  }

  /** Every `send` must succeed: retries are the producer's own affair. */
  private async run(): Promise<void> {
    const inFlight = new Set<Promise<unknown>>();
    while (!this.isStopping) {
      while (inFlight.size < IN_FLIGHT_MAX) {
        this.sent += 1;
        const { topic, partition } = PARTITION;
        const messages = [{ value: String(this.sent), partition }];
        const sending = this.producer.send({ topic, messages });
        inFlight.add(sending);
        void sending.then(
          () => inFlight.delete(sending),
          () => undefined,
        );
      }
      await Promise.race(inFlight);
      await sleep(1);
    }
    await Promise.all(inFlight);
  }
}

/** So that the cuts fall into work, and not into one long attempt to connect. */
async function someProgress(reader: CountingReader): Promise<void> {
  const before = reader.next;
  const deadlineMs = performance.now() + PROGRESS_MS_MAX;
  while (reader.next === before && performance.now() < deadlineMs) await sleep(1);
  reader.assertSound();
}

/** Gives how long it took until something more was read. */
async function killLeader(cluster: ClusterProcesses, reader: CountingReader): Promise<number> {
  const nodeId = await cluster.leaderOf(PARTITION);
  const killedAtMs = await cluster.kill9(nodeId);
  const before = reader.next;
  await until(() => reader.next > before, 'something is read after the kill', reader);
  const stillMs = performance.now() - killedAtMs;
  await sleep(DOWN_MS);
  await cluster.restart(nodeId);
  await cluster.waitHealthy();
  return stillMs;
}

async function until(done: () => boolean, what: string, reader: CountingReader): Promise<void> {
  const deadlineMs = performance.now() + STILL_MS_MAX;
  while (!done()) {
    reader.assertSound();
    if (performance.now() > deadlineMs) {
      throw new Error(`Not within ${STILL_MS_MAX} ms: ${what}; ${reader.next - 1} were read`);
    }
    await sleep(5);
  }
}
