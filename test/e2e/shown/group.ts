/**
 * A group of three over twelve partitions while members, coordinators and leaders die and members come: every
 * acknowledged record is consumed, and what is committed never goes back.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from '../../../src/client/index.ts';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { showCount, showTimes } from './figures.ts';
import { CommitWatch, SteadyProducer } from './group-load.ts';
import type { MemberNews, MemberStart } from './group-member.ts';

const TOPIC = 'orders';
const GROUP = 'shown';
const PARTITIONS = 12;
const RECORDS_PER_SECOND = 500;
const LOAD = { topic: TOPIC, partitions: PARTITIONS, recordsPerSecond: RECORDS_PER_SECOND };
const QUIET_MS = 4000;
const WAIT_MS_MAX = 60_000;
const REBALANCE_MS_MAX = 5000;

export async function showGroup(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic(TOPIC, PARTITIONS);
  await using group = new Group(cluster);
  for (let i = 0; i < 3; i += 1) group.addMember();
  await group.waitOwned('the first join');
  const kafka = new Kafka({ brokers: [...cluster.urls], logLevel: logLevel.NOTHING });
  const producer = new SteadyProducer(kafka.producer({ retry: { retries: 100 } }), LOAD);
  await producer.start();
  const watch = new CommitWatch(cluster, GROUP);
  const rebalancesMs: string[] = [];
  const faults: readonly (readonly [string, () => Promise<void>])[] = [
    ['a member killed', async () => await group.killMember()],
    ['a member added', async () => group.addMember()],
    ['the coordinator killed', async () => await killCoordinator(cluster)],
    ['a leader killed', async () => await killLeader(cluster)],
    ['a member leaves', async () => await group.stopMember()],
    ['a member added again', async () => group.addMember()],
  ];
  for (const [name, fault] of faults) {
    group.forgetTimes();
    await fault();
    await group.waitOwned(name);
    const ms = group.rebalanceMs;
    if (ms !== undefined) rebalancesMs.push(`${name} ${Math.round(ms)} ms`);
    tell(`${name}: rebalance ${ms === undefined ? 'none' : `${Math.round(ms)} ms`}`);
    if (ms !== undefined && ms > REBALANCE_MS_MAX) throw new Error(`${name}: rebalance ${ms} ms`);
    await sleep(QUIET_MS);
    for (const place of cluster.places) {
      if (!cluster.isRunning(place.nodeId)) await cluster.restart(place.nodeId);
    }
    await cluster.waitHealthy();
  }
  const acknowledged = await producer.stop();
  await group.waitConsumed(acknowledged);
  const { looks, committed } = await watch.stop();
  return (
    `a group of three over ${PARTITIONS} partitions at ${RECORDS_PER_SECOND} records/s: ${showCount(acknowledged.size)} acknowledged records, all consumed ` +
    `(${showCount(group.consumed - acknowledged.size)} more than once); committed offsets looked at ${showCount(looks)} times, never went back, ${showCount(committed)} committed in the end; ` +
    `rebalances, from the first member that noticed to all partitions owned: ${rebalancesMs.join(', ')}; acknowledgements: ${showTimes(producer.latenciesMs)}; no crash`
  );
}

/** The processes of a group, and what they said. */
class Group implements AsyncDisposable {
  consumed = 0;
  private readonly cluster: ClusterProcesses;
  /** With the partitions of their latest assignment. */
  private readonly members = new Map<ChildProcess, readonly number[]>();
  private readonly seen = new Set<string>();
  private rebalancingSinceMs: number | undefined;
  private ownedAtMs = 0;
  private crash: string | undefined;

  constructor(cluster: ClusterProcesses) {
    this.cluster = cluster;
  }

  /** From the first member that noticed to the moment when every partition had its owner. */
  get rebalanceMs(): number | undefined {
    const since = this.rebalancingSinceMs;
    return since === undefined ? undefined : this.ownedAtMs - since;
  }

  forgetTimes(): void {
    this.rebalancingSinceMs = undefined;
  }

  addMember(): void {
    const start: MemberStart = {
      urls: this.cluster.places.map((place) => place.url),
      groupId: GROUP,
      topic: TOPIC,
    };
    const script = fileURLToPath(new URL('group-member.ts', import.meta.url));
    const child = fork(script, [JSON.stringify(start)], { execArgv: ['--import', 'tsx'] });
    this.members.set(child, []);
    child.on('message', (news: MemberNews) => this.hear(child, news));
    child.once('exit', () => this.members.delete(child));
  }

  async killMember(): Promise<void> {
    await this.end((child) => void child.kill('SIGKILL'));
  }

  async stopMember(): Promise<void> {
    await this.end((child) => void child.send('stop'));
  }

  async waitOwned(what: string): Promise<void> {
    await this.until(() => this.isOwned, `every partition has an owner after: ${what}`);
  }

  async waitConsumed(values: ReadonlySet<string>): Promise<void> {
    const missing = (): string | undefined => [...values].find((value) => !this.seen.has(value));
    await this.until(() => missing() === undefined, `all ${values.size} records are consumed`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    while (this.members.size > 0) await this.killMember();
  }

  private async end(tell: (child: ChildProcess) => void): Promise<void> {
    const [child] = this.members.keys();
    const exit = once(child!, 'exit');
    tell(child!);
    await exit;
    this.members.delete(child!);
  }

  private hear(child: ChildProcess, news: MemberNews): void {
    if (news.kind === 'record') {
      this.consumed += 1;
      this.seen.add(news.value);
    } else if (news.kind === 'rebalancing') {
      this.rebalancingSinceMs ??= performance.now();
    } else if (news.kind === 'joined') {
      this.members.set(child, news.partitions);
      if (this.isOwned) this.ownedAtMs = performance.now();
    } else {
      this.crash = news.reason;
    }
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

  private async until(done: () => boolean, what: string): Promise<void> {
    const deadlineMs = performance.now() + WAIT_MS_MAX;
    while (!done()) {
      if (this.crash !== undefined) throw new Error(`a member crashed: ${this.crash}`);
      if (performance.now() > deadlineMs) throw new Error(`Not within ${WAIT_MS_MAX} ms: ${what}`);
      await sleep(5);
    }
  }
}

async function killCoordinator(cluster: ClusterProcesses): Promise<void> {
  const { nodeId } = await cluster.ask((client) => client.findCoordinator(GROUP));
  await cluster.kill9(nodeId);
}

async function killLeader(cluster: ClusterProcesses): Promise<void> {
  await cluster.kill9(await cluster.leaderOf({ topic: TOPIC, partition: 0 }));
}
