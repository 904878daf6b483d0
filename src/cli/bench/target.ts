/** What a benchmark sends to: partitions, each over connections to the broker that leads it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerApi, TopicDescription } from '../../broker/api.ts';
import { CliError } from '../cli-error.ts';
import type { Connection } from '../cluster-client.ts';
import { findTopic } from '../topics.ts';
import { brokerCpuMicros } from './broker-cpu.ts';

export interface TargetOptions {
  readonly urls: readonly string[];
  /** Undefined: a topic of its own, deleted at the end. */
  readonly topic?: string;
  /** Only this one; else all partitions in turn. */
  readonly partition?: number;
  /** Of an own topic. */
  readonly partitionCount: number;
  /** To each leader. */
  readonly connections: number;
}

export interface Target<C extends Connection = Connection> {
  readonly topic: string;
  readonly partitions: readonly number[];
  readonly replicas: number;
  /** Batch i takes lane i modulo their number. */
  readonly lanes: readonly Lane<C>[];
  /** Of all brokers so far; undefined when they do not say. */
  cpuMicros(): Promise<number | undefined>;
  close(): Promise<void>;
}

export interface Lane<C extends Connection = Connection> {
  readonly partition: number;
  readonly connection: C;
  /** False: another broker takes the batch and forwards it. */
  readonly isToLeader: boolean;
}

export type ConnectTo<C extends Connection> = (urls: readonly string[]) => Promise<C>;

const LEADER_MS_MAX = 10_000;

export async function openTarget<C extends Connection>(
  options: TargetOptions,
  connect: ConnectTo<C>,
): Promise<Target<C>> {
  const entry = await connect(options.urls);
  const connections: C[] = [entry];
  const topic = options.topic ?? (await createOwnTopic(entry, options.partitionCount));
  const close = async (): Promise<void> => {
    try {
      if (options.topic === undefined) await entry.deleteTopic(topic);
    } finally {
      await Promise.all(connections.map((connection) => connection.close()));
    }
  };
  try {
    const described = await waitForLeaders(entry, topic, options.partition);
    const chosen = described.partitions.filter(
      ({ partition }) => options.partition === undefined || options.partition === partition,
    );
    const urls = await brokerUrls(entry);
    const pools = new Map<number, C[]>();
    for (const leader of new Set(chosen.map((partition) => partition.leader!))) {
      const pool = await connectTimes(urls.get(leader), options.connections, connect);
      connections.push(...pool);
      pools.set(leader, pool);
    }
    const lanes = Array.from({ length: chosen.length * options.connections }, (_, i): Lane<C> => {
      const { partition, leader } = chosen[i % chosen.length]!;
      const connection = pools.get(leader!)?.[Math.floor(i / chosen.length)];
      return { partition, connection: connection ?? entry, isToLeader: connection !== undefined };
    });
    return {
      topic,
      partitions: chosen.map(({ partition }) => partition),
      replicas: chosen[0]!.replicas.length,
      lanes,
      cpuMicros: () => brokerCpuMicros(urls.values()),
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

async function createOwnTopic(broker: BrokerApi, partitionCount: number): Promise<string> {
  const name = `bench-${Date.now().toString(36)}-${process.pid}`;
  await broker.createTopic({ name, partitionCount });
  return name;
}

async function waitForLeaders(
  broker: BrokerApi,
  name: string,
  partition: number | undefined,
): Promise<TopicDescription> {
  const giveUpAt = performance.now() + LEADER_MS_MAX;
  for (;;) {
    const topic = await findTopic(broker, name, partition);
    const isLed = topic.partitions.every(({ leader }) => leader !== undefined);
    if (isLed && topic.partitions.length > 0) return topic;
    if (performance.now() > giveUpAt) {
      throw new CliError(
        `The topic "${name}" has a partition without a leader.`,
        'see which brokers run with: npx flotilla cluster health',
      );
    }
    await sleep(20);
  }
}

async function brokerUrls(broker: BrokerApi): Promise<ReadonlyMap<number, string>> {
  const { brokers } = await broker.describeCluster();
  return new Map(
    brokers.map(({ nodeId, host, httpPort }) => [
      nodeId,
      `ws://${host.includes(':') ? `[${host}]` : host}:${httpPort}`,
    ]),
  );
}

/** Empty when the leader cannot be reached from here: then any broker forwards. */
async function connectTimes<C extends Connection>(
  url: string | undefined,
  times: number,
  connect: ConnectTo<C>,
): Promise<C[]> {
  if (url === undefined) return [];
  const attempts = Array.from({ length: times }, () => connect([url]).catch(() => undefined));
  const connections = await Promise.all(attempts);
  return connections.filter((connection) => connection !== undefined);
}
