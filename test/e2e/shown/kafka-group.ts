/**
 * A group of three kafkajs consumers over twelve partitions, with kafkajs's own defaults, while its coordinator and a
 * leader are killed and members come and go: every acknowledged record is consumed, committed offsets never go back, no
 * consumer crashes. A broker that was killed is started again a moment later; what kafkajs does when it is not is
 * measured at the end, and told.
 */
import type { Consumer } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import {
  forgetRetries,
  Kafka,
  labelled,
  logLevel,
  showRetries,
} from '../../support/observed-kafkajs.ts';
import { showCount, showTimes } from './figures.ts';
import { CommitWatch, LaneProducer } from './group-load.ts';

const TOPIC = 'orders';
const GROUP = 'shown';
const PARTITIONS = 12;
const RECORDS_PER_SECOND = 500;
const REBALANCE_MS_MAX = 10_000;
const DOWN_MS = 500;
const QUIET_MS = 4000;
const AWAY_MS = 20_000;
const WAIT_MS_MAX = 60_000;

export async function showKafkaGroup(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic(TOPIC, PARTITIONS);
  const kafka = new Kafka({
    brokers: cluster.kafkaAddresses,
    logLevel: logLevel.NOTHING,
    ...labelled('cluster'),
  });
  await using group = new KafkajsGroup(kafka);
  for (let i = 0; i < 3; i += 1) await group.addMember();
  await group.waitOwned('the first join');
  const producer = new LaneProducer(kafka.producer(labelled('producer')), {
    topic: TOPIC,
    partitions: PARTITIONS,
    recordsPerSecond: RECORDS_PER_SECOND,
  });
  await producer.start();
  const watch = new CommitWatch(cluster, GROUP);
  const rebalances: string[] = [];
  forgetRetries();
  const faults: readonly (readonly [string, () => Promise<void>])[] = [
    ['the coordinator killed', () => killFor(cluster, coordinator, DOWN_MS)],
    ['a leader killed', () => killFor(cluster, leader, DOWN_MS)],
    ['a member added', () => group.addMember()],
    ['a member removed', () => group.removeMember()],
  ];
  for (const [name, fault] of faults) {
    const ms = await measure(group, name, fault);
    tell(`${name}: rebalance ${ms === undefined ? 'none' : `${Math.round(ms)} ms`}`);
    if (ms !== undefined) rebalances.push(`${name} ${Math.round(ms)} ms`);
    await sleep(QUIET_MS);
  }
  const crashes = group.crashes.length;
  if (crashes > 0) throw new Error(`a consumer crashed: ${group.crashes.join('; ')}`);
  const acknowledgedBefore = producer.latenciesMs.length;
  const retries = showRetries();
  const away = await tellAway(cluster, group);
  const acknowledged = await producer.stop();
  await group.waitConsumed(acknowledged);
  const { looks, committed } = await watch.stop();
  return (
    `kafkajs, a group of three over ${PARTITIONS} partitions at ${RECORDS_PER_SECOND} records/s: ${showCount(acknowledged.size)} acknowledged records, all consumed ` +
    `(${showCount(group.consumed - acknowledged.size)} more than once); committed offsets looked at ${showCount(looks)} times, never went back, ${showCount(committed)} committed in the end; ` +
    `rebalances: ${rebalances.join(', ') || 'none'}; no CRASH; retries at most: ${retries} of 5; acknowledgements: ${showTimes(producer.latenciesMs.slice(0, acknowledgedBefore))}; ${away}`
  );
}

/** Undefined: nobody joined again. */
async function measure(
  group: KafkajsGroup,
  name: string,
  fault: () => Promise<void>,
): Promise<number | undefined> {
  group.forgetTimes();
  await fault();
  await group.waitOwned(name);
  const ms = group.rebalanceMs;
  if (ms !== undefined && ms > REBALANCE_MS_MAX) throw new Error(`${name}: rebalance ${ms} ms`);
  return ms;
}

/** kafkajs keeps to the address of a coordinator that does not answer; longer than its retries last, it starts anew. */
async function tellAway(cluster: ClusterProcesses, group: KafkajsGroup): Promise<string> {
  const nodeId = await coordinator(cluster);
  await cluster.kill9(nodeId);
  await sleep(AWAY_MS);
  const { length } = group.crashes;
  await cluster.restart(nodeId);
  await group.waitOwned('a coordinator that was away');
  return `when the coordinator's broker stays away for ${AWAY_MS / 1000} s: ${length} CRASH events with restart, by kafkajs's own design, and nothing lost`;
}

async function killFor(
  cluster: ClusterProcesses,
  which: (cluster: ClusterProcesses) => Promise<number>,
  downMs: number,
): Promise<void> {
  const nodeId = await which(cluster);
  await cluster.kill9(nodeId);
  await sleep(downMs);
  await cluster.restart(nodeId);
  await cluster.waitHealthy();
}

async function coordinator(cluster: ClusterProcesses): Promise<number> {
  const { nodeId } = await cluster.ask((client) => client.findCoordinator(GROUP));
  return nodeId;
}

function leader(cluster: ClusterProcesses): Promise<number> {
  return cluster.leaderOf({ topic: TOPIC, partition: 0 });
}

/** Consumers in this process, and what their events said. */
class KafkajsGroup implements AsyncDisposable {
  consumed = 0;
  readonly crashes: string[] = [];
  private readonly kafka: InstanceType<typeof Kafka>;
  /** With the partitions of their latest assignment. */
  private readonly members = new Map<Consumer, readonly number[]>();
  private readonly seen = new Set<string>();
  private rebalancingSinceMs: number | undefined;
  private ownedAtMs = 0;

  constructor(kafka: InstanceType<typeof Kafka>) {
    this.kafka = kafka;
  }

  /** From the first member that noticed to the moment when every partition had its owner. */
  get rebalanceMs(): number | undefined {
    const since = this.rebalancingSinceMs;
    return since === undefined ? undefined : this.ownedAtMs - since;
  }

  forgetTimes(): void {
    this.rebalancingSinceMs = undefined;
  }

  async addMember(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: GROUP,
      heartbeatInterval: 1000,
      ...labelled('consumer'),
    });
    this.members.set(consumer, []);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      if (!this.members.has(consumer)) return;
      this.members.set(consumer, payload.memberAssignment[TOPIC] ?? []);
      if (this.isOwned) this.ownedAtMs = performance.now();
    });
    consumer.on(consumer.events.REBALANCING, () => {
      this.rebalancingSinceMs ??= performance.now();
      // What it had it has until it joins again, but nobody is to take that for the end of this rebalance.
      if (this.members.has(consumer)) this.members.set(consumer, []);
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.crashes.push(`${payload.error.message} (restart: ${payload.restart})`);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
    await consumer.run({
      autoCommitInterval: 200,
      eachMessage: async ({ message }) => {
        this.consumed += 1;
        this.seen.add(String(message.value));
      },
    });
  }

  async removeMember(): Promise<void> {
    const [consumer] = this.members.keys();
    this.members.delete(consumer!);
    await consumer!.disconnect();
  }

  async waitOwned(what: string): Promise<void> {
    await until(() => this.isOwned, `every partition has an owner after: ${what}`);
  }

  async waitConsumed(values: ReadonlySet<string>): Promise<void> {
    const isAll = (): boolean => [...values].every((value) => this.seen.has(value));
    await until(isAll, `all ${values.size} records are consumed`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.members.keys()].map((consumer) => consumer.disconnect()));
  }

  private get isOwned(): boolean {
    const assignments = [...this.members.values()];
    const owned = assignments.flat();
    return (
      assignments.every((partitions) => partitions.length > 0) &&
      owned.length === PARTITIONS &&
      new Set(owned).size === PARTITIONS
    );
  }
}

async function until(done: () => boolean, what: string): Promise<void> {
  const deadlineMs = performance.now() + WAIT_MS_MAX;
  while (!done()) {
    if (performance.now() > deadlineMs) throw new Error(`Not within ${WAIT_MS_MAX} ms: ${what}`);
    await sleep(5);
  }
}
