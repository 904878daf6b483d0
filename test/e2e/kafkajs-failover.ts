/**
 * kafkajs with its own defaults (5 retries, from 300 ms) while brokers die and come back: a producer, a consumer and
 * an admin that never stop, and what it took them. Nothing that they do may be refused for good.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { Kafka, labelled, logLevel } from '../support/observed-kafkajs.ts';

const GROUP = 'failover';
const PACE_MS = 10;
const ADMIN_PACE_MS = 100;
const PROGRESS_MS_MAX = 60_000;

export class KafkajsFailover {
  readonly topic: string;
  readonly groupId = GROUP;
  readonly failures: string[] = [];
  acknowledged = 0;
  consumed = 0;
  /** Of what the admin asked. */
  answered = 0;
  /** Questions of the admin that ended with their connection: kafkajs does not try all of them again. */
  broken = 0;
  /** Between two acknowledgements of a partition; two records consumed; two answers to the admin. */
  readonly longestMs = { produce: 0, consume: 0, admin: 0 };
  private readonly cluster: ClusterProcesses;
  private readonly partitions: number;
  private readonly kafka;
  private readonly producer;
  private readonly consumer;
  private readonly admin;
  private readonly sent = new Set<string>();
  private readonly missing = new Set<string>();
  private readonly seen = new Set<string>();
  private running: Promise<unknown> | undefined;
  private isStopping = false;
  private consumedAtMs = 0;

  constructor(cluster: ClusterProcesses, topic: string, partitions: number) {
    this.cluster = cluster;
    this.topic = topic;
    this.partitions = partitions;
    const brokers = cluster.kafkaAddresses;
    this.kafka = new Kafka({ brokers, logLevel: logLevel.NOTHING, ...labelled('cluster') });
    this.producer = this.kafka.producer(labelled('producer'));
    this.consumer = this.kafka.consumer({ groupId: GROUP, ...labelled('consumer') });
    this.admin = this.kafka.admin(labelled('admin'));
  }

  async start(): Promise<void> {
    await this.cluster.createTopic(this.topic, this.partitions);
    await Promise.all([this.producer.connect(), this.admin.connect(), this.consumer.connect()]);
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => {
      this.failures.push(`the consumer crashed: ${payload.error.message}`);
    });
    await this.consumer.subscribe({ topics: [this.topic], fromBeginning: true });
    await this.consumer.run({
      autoCommitInterval: 200,
      eachMessage: async ({ message }) => this.consume(String(message.value)),
    });
    const writing = Array.from({ length: this.partitions }, (_, at) => this.write(at));
    this.running = Promise.all([...writing, this.administer()]);
    this.running.catch(() => undefined);
    await this.progress(1);
  }

  /** Until each partition has so many more acknowledged records, all of them are read, and the admin was answered. */
  async progress(records: number): Promise<void> {
    const { acknowledged, answered } = this;
    const deadlineMs = performance.now() + PROGRESS_MS_MAX;
    const isThere = (): boolean =>
      this.acknowledged - acknowledged >= records * this.partitions && this.answered > answered;
    while (!isThere()) {
      if (this.failures.length > 0) throw new Error(this.failures.join('; '));
      if (performance.now() > deadlineMs) throw new Error(`No progress: ${this.state()}`);
      await sleep(PACE_MS);
    }
  }

  /** Ends all three, and says what was acknowledged and never read. */
  async stop(): Promise<readonly string[]> {
    this.isStopping = true;
    await this.running;
    const deadlineMs = performance.now() + PROGRESS_MS_MAX;
    while (this.missing.size > 0 && performance.now() < deadlineMs) await sleep(PACE_MS);
    await Promise.all([
      this.producer.disconnect(),
      this.admin.disconnect(),
      this.consumer.disconnect(),
    ]);
    return [...this.missing];
  }

  private state(): string {
    return `${this.acknowledged} acknowledged, ${this.consumed} consumed, ${this.answered} answers to the admin`;
  }

  private async write(partition: number): Promise<void> {
    let lastMs = performance.now();
    for (let number = 0; !this.isStopping; number += 1) {
      const value = `${partition}/${number}`;
      this.sent.add(value);
      try {
        await this.producer.send({ topic: this.topic, messages: [{ partition, value }] });
      } catch (error) {
        this.failures.push(`a send failed: ${String(error)}`);
        return;
      }
      this.acknowledged += 1;
      if (!this.seen.has(value)) this.missing.add(value);
      lastMs = this.note('produce', lastMs);
      await sleep(PACE_MS);
    }
  }

  private consume(value: string): void {
    this.consumed += 1;
    this.seen.add(value);
    this.missing.delete(value);
    if (this.consumedAtMs > 0) this.note('consume', this.consumedAtMs);
    this.consumedAtMs = performance.now();
  }

  /** Of every kind: what any broker answers, the controller, the leaders, and the coordinator. */
  private async administer(): Promise<void> {
    const { admin, topic } = this;
    const questions = [
      () => admin.listTopics(),
      () => admin.fetchTopicOffsets(topic),
      () =>
        admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic }] }),
      () => admin.describeGroups([GROUP]),
      () => admin.fetchOffsets({ groupId: GROUP, topics: [topic] }),
      () => admin.describeCluster(),
    ];
    let lastMs = performance.now();
    for (let number = 0; !this.isStopping; number += 1) {
      try {
        await questions[number % questions.length]!();
        this.answered += 1;
        lastMs = this.note('admin', lastMs);
      } catch (error) {
        if (!isBrokenConnection(error)) {
          this.failures.push(`question ${number % questions.length} failed: ${String(error)}`);
          return;
        }
        this.broken += 1;
      }
      await sleep(ADMIN_PACE_MS);
    }
  }

  private note(what: keyof KafkajsFailover['longestMs'], sinceMs: number): number {
    const nowMs = performance.now();
    this.longestMs[what] = Math.max(this.longestMs[what], nowMs - sinceMs);
    return nowMs;
  }
}

function isBrokenConnection(error: unknown): boolean {
  return error instanceof Error && /^KafkaJSConnection(Closed)?Error$/.test(error.name);
}
