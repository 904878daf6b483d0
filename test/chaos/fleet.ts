/**
 * The brokers, and what may become of them: one that ends without having been told to is a complaint, unless its disk is
 * ill, and is started again either way, as an operator would.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SimRandom } from '../../src/sim/sim-random.ts';
import type { ClusterProcesses } from '../support/cluster-processes.ts';

const STOP_MS_MAX = 30_000;
const LOOK_MS_MAX = 1500;
const HEALTH_POLL_MS = 50;

export class Fleet {
  /** What no fault explains, one sentence each. */
  readonly complaints: string[] = [];
  private readonly cluster: ClusterProcesses;
  private readonly mayEnd = new Set<number>();
  private isOver = false;

  constructor(cluster: ClusterProcesses) {
    this.cluster = cluster;
  }

  get nodeIds(): readonly number[] {
    return this.cluster.nodeIds;
  }

  /** To be called whenever one ends. */
  ended(nodeId: number, how: string): void {
    if (this.isOver || this.mayEnd.has(nodeId)) return;
    this.complaints.push(`broker ${nodeId} ended by itself: ${how}`);
    this.start(nodeId);
  }

  start(nodeId: number, env?: Readonly<Record<string, string>>): void {
    if (this.cluster.isRunning(nodeId)) return;
    this.mayEnd.delete(nodeId);
    this.cluster.startBroker(nodeId, env);
  }

  async kill(nodeId: number): Promise<void> {
    this.mayEnd.add(nodeId);
    if (this.cluster.isRunning(nodeId)) await this.cluster.kill9(nodeId);
  }

  /** A graceful stop; it is killed, and that is a complaint, when it takes too long. */
  async stop(nodeId: number): Promise<void> {
    this.mayEnd.add(nodeId);
    if (!this.cluster.isRunning(nodeId)) return;
    const force = setTimeout(() => {
      this.complaints.push(`broker ${nodeId} did not stop within ${STOP_MS_MAX} ms of SIGTERM`);
      this.cluster.signal(nodeId, 'SIGKILL');
    }, STOP_MS_MAX);
    await this.cluster.stopBroker(nodeId);
    clearTimeout(force);
  }

  /** From now on it may end by itself, until it is started again. */
  allowEnd(nodeId: number): void {
    this.mayEnd.add(nodeId);
  }

  pause(nodeId: number): void {
    this.cluster.signal(nodeId, 'SIGSTOP');
  }

  resume(nodeId: number): void {
    this.cluster.signal(nodeId, 'SIGCONT');
  }

  pidOf(nodeId: number): number | undefined {
    return this.cluster.pidOf(nodeId);
  }

  /** Half of the time whoever leads something now, as far as somebody can say it; else any. */
  async pickVictim(random: SimRandom, topics: readonly string[]): Promise<number> {
    const any = this.nodeIds[random.integer(0, this.nodeIds.length - 1)]!;
    const at = random.integer(0, 1_000_000);
    if (!random.chance(0.5)) return any;
    const look = this.cluster.ask(async (client) => {
      const [topic] = await client.describeTopics([topics[at % topics.length]!]);
      const partitions = topic?.partitions ?? [];
      return partitions[at % partitions.length]?.leader;
    });
    const leader = await Promise.race([look.catch(() => undefined), sleep(LOOK_MS_MAX)]);
    return typeof leader === 'number' ? leader : any;
  }

  /** Until all brokers say that all is well; gives what they say instead when that takes longer than `ms`. */
  async whyUnwell(ms: number): Promise<string | undefined> {
    const deadlineMs = performance.now() + ms;
    for (;;) {
      const reason = await this.reasonNow();
      if (reason === undefined || performance.now() > deadlineMs) return reason;
      await sleep(HEALTH_POLL_MS);
    }
  }

  /** The end of the run is no complaint. */
  finish(): void {
    this.isOver = true;
  }

  private async reasonNow(): Promise<string | undefined> {
    for (const nodeId of this.nodeIds) {
      const look = this.cluster.ask((client) => client.clusterHealth(), nodeId);
      const health = await Promise.race([look.catch(() => undefined), sleep(LOOK_MS_MAX)]);
      if (health === undefined) return `broker ${nodeId} does not answer`;
      if (!health.isHealthy) return `broker ${nodeId} says: ${health.reasons.join(' ')}`;
    }
    return undefined;
  }
}
