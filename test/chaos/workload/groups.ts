/** Members of consumer groups over both doors, and somebody who asks all the time what a group has committed. */
import { Kafka as KafkaJS, logLevel as kafkaLogLevel } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectAny } from '../../../src/client/connection.ts';
import { Kafka, logLevel } from '../../../src/client/index.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { showTopicPartition, type TopicPartition } from '../../../src/model/topic-partition.ts';
import { insist, recordPolled, showError, type Client, type Surroundings } from './client.ts';

const SESSION_MS = 6000;
const HEARTBEAT_MS = 500;
const COMMIT_MS = 500;
const ASK_MS = 150;
const ASK_MS_MAX = 3000;

interface Membership {
  readonly name: string;
  readonly group: string;
  readonly topic: string;
}

/** What both kinds of consumers say of themselves, and how it is recorded. */
function recordGroup({ history }: Surroundings, { name, group }: Membership) {
  return {
    joined: () => history.record({ kind: 'positioned', process: name }),
    committed: (topics: readonly { topic: string; partitions: readonly Committed[] }[]) => {
      for (const { topic, partitions } of topics) {
        for (const { partition, offset } of partitions) {
          const log = showTopicPartition({ topic, partition });
          history.record({ kind: 'committed', group, log, offset: Number(offset) });
        }
      }
    },
  };
}

interface Committed {
  readonly partition: number;
  readonly offset: string;
}

export class OurMember implements Client {
  private readonly consumer;
  private readonly running: Promise<void>;
  private isStopping = false;

  constructor(around: Surroundings, membership: Membership) {
    const { name, group, topic } = membership;
    const brokers = [...around.urls];
    const kafka = new Kafka({ brokers, clientId: name, logLevel: logLevel.NOTHING });
    this.consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      retry: { retries: 1000, maxRetryTime: 1000 },
    });
    const { events } = this.consumer;
    const record = recordGroup(around, membership);
    this.consumer.on(events.GROUP_JOIN, record.joined);
    this.consumer.on(events.COMMIT_OFFSETS, ({ payload }) => record.committed(payload.topics));
    this.consumer.on(events.CRASH, ({ payload }) =>
      around.complain(`${name} crashed: ${showError(payload.error)}`),
    );
    this.consumer.on(events.GAP, ({ payload }) =>
      around.complain(`${name} is told of a gap: ${JSON.stringify(payload)}`),
    );
    this.running = this.run(around, { name, group, topic });
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
    await this.consumer.disconnect();
  }

  private async run({ history }: Surroundings, { name, group, topic }: Membership) {
    await insist(
      () => this.isStopping,
      async () => {
        await this.consumer.connect();
        await this.consumer.subscribe({ topic, fromBeginning: true });
        await this.consumer.run({
          autoCommitInterval: COMMIT_MS,
          partitionsConsumedConcurrently: 3,
          eachBatch: async ({ batch }) => recordPolled(history, { process: name, group }, batch),
        });
      },
    );
  }
}

/**
 * kafkajs may hand out, after it has joined again, what it fetched before: so each batch counts as one that may begin
 * anywhere. What it crashes of and does not restart by itself is replaced by a new member.
 */
export class KafkaJSMember implements Client {
  private readonly around: Surroundings;
  private readonly membership: Membership;
  private running: Promise<void>;
  private isStopping = false;
  private consumer: ReturnType<KafkaJS['consumer']> | undefined;

  constructor(around: Surroundings, membership: Membership) {
    this.around = around;
    this.membership = membership;
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
    await this.consumer?.disconnect().catch(() => undefined);
  }

  private async run(): Promise<void> {
    const { around, membership } = this;
    const { name, group, topic } = membership;
    const kafka = new KafkaJS({
      brokers: [...around.kafkaAddresses],
      clientId: name,
      logLevel: kafkaLogLevel.NOTHING,
    });
    await insist(
      () => this.isStopping,
      async () => {
        const consumer = kafka.consumer({
          groupId: group,
          sessionTimeout: SESSION_MS,
          heartbeatInterval: HEARTBEAT_MS,
          maxWaitTimeInMs: 200,
        });
        this.consumer = consumer;
        const record = recordGroup(around, membership);
        consumer.on(consumer.events.COMMIT_OFFSETS, ({ payload }) =>
          record.committed(payload.topics),
        );
        consumer.on(consumer.events.CRASH, ({ payload }) => {
          if (!payload.restart && !this.isStopping) this.replace(consumer);
        });
        await consumer.connect();
        await consumer.subscribe({ topic, fromBeginning: true });
        await consumer.run({
          autoCommitInterval: COMMIT_MS,
          eachBatch: async ({ batch }) => {
            record.joined();
            recordPolled(around.history, { process: name, group }, batch);
          },
        });
      },
    );
  }

  private replace(crashed: ReturnType<KafkaJS['consumer']>): void {
    if (this.consumer !== crashed) return;
    this.running = crashed
      .disconnect()
      .catch(() => undefined)
      .then(() => this.run());
  }
}

export interface WatchedGroup {
  readonly group: string;
  readonly logs: readonly TopicPartition[];
}

/** One question after the other, to any broker that answers. */
export class CommitWatch implements Client {
  private readonly running: Promise<void>;
  private isStopping = false;

  constructor(around: Surroundings, name: string, groups: readonly WatchedGroup[]) {
    this.running = this.run(around, name, groups);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(around: Surroundings, name: string, groups: readonly WatchedGroup[]) {
    for (let turn = 0; !this.isStopping; turn += 1) {
      await sleep(ASK_MS);
      const first = turn % around.urls.length;
      const urls = [...around.urls.slice(first), ...around.urls.slice(0, first)];
      await ask(around, { name, urls, ...groups[turn % groups.length]! });
    }
  }
}

async function ask(
  { history, complain }: Surroundings,
  { name, urls, group, logs }: WatchedGroup & { name: string; urls: readonly string[] },
): Promise<void> {
  const options = { clientName: name, signal: AbortSignal.timeout(ASK_MS_MAX) };
  const client = await connectAny(urls, options).catch(() => undefined);
  if (client === undefined) return;
  try {
    history.record({ kind: 'commits-asked', process: name, group });
    const answer = client.group({ kind: 'fetch-offsets', groupId: group, partitions: logs });
    const told = await Promise.race([answer, sleep(ASK_MS_MAX)]);
    answer.catch(() => undefined);
    for (const { topic, partition, offset } of told?.offsets ?? []) {
      const log = showTopicPartition({ topic, partition });
      const value = offset === undefined ? null : offset;
      history.record({ kind: 'commit-told', process: name, group, log, offset: value });
    }
  } catch (error) {
    if (!(error instanceof BrokerError) || !error.retriable) {
      complain(`${name} could not ask for the commits of ${group}: ${showError(error)}`);
    }
  } finally {
    await client.close();
  }
}
