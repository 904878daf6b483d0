/** The brokers of a run, each up or on its way: they may be killed at any moment of their start and their stop too. */
import type { QueueLength } from '../../base/queue-length.ts';
import type { Broker } from '../../broker/broker.ts';
import { earlier, later, type Position } from '../../model/position.ts';
import { METADATA_TOPIC } from '../../model/topic-partition.ts';
import type { WatchedGroup } from '../checkers/synced-disks.ts';
import { hostOf, type SimCluster } from '../cluster.ts';
import type { PowerCut } from '../disk-tree.ts';
import type { SimRandom } from '../sim-random.ts';
import type { Simulation } from '../simulation.ts';
import type { HostedLog } from './damage-targets.ts';

const METADATA_NAME = `${METADATA_TOPIC}/0`;

export interface HostedGroup {
  readonly group: WatchedGroup;
  readonly brokers: readonly number[];
  readonly from: Position;
  readonly to: Position;
}

/** What somebody wants to know of a start that begins. */
export interface BrokerStart {
  up(): void;
  refused(error: unknown): void;
}

type BrokerState = 'up' | 'starting' | 'stopping' | 'down';

export class Fleet {
  private readonly simulation: Simulation;
  private readonly cluster: SimCluster;
  private readonly states = new Map<number, BrokerState>();
  /** A start or stop that was overtaken by a kill has nothing to say any more. */
  private readonly lives = new Map<number, number>();
  /** Who stays away, and until when (ms). */
  private readonly absentUntil = new Map<number, number>();
  private readonly isolated = new Set<number>();
  private readonly suspended = new Set<number>();
  /** Why the last start of a broker failed; none when it did not. */
  private readonly refusals = new Map<number, unknown>();
  private readonly starting: ((id: number) => BrokerStart) | undefined;

  constructor(simulation: Simulation, cluster: SimCluster, starting?: (id: number) => BrokerStart) {
    this.starting = starting;
    this.simulation = simulation;
    this.cluster = cluster;
    for (const id of cluster.ids) this.states.set(id, 'up');
  }

  get ids(): readonly number[] {
    return this.cluster.ids;
  }

  isUp(id: number): boolean {
    return this.states.get(id) === 'up' && !this.suspended.has(id);
  }

  isDown(id: number): boolean {
    return this.states.get(id) === 'down';
  }

  /** Of the metadata, or of any other group. */
  leadsAny(id: number, ofMetadata: boolean): boolean {
    const replicas = [...this.cluster.node(id).replicas.allReplicas()];
    return replicas.some(
      ({ isLeader, options }) => isLeader && (options.name === METADATA_NAME) === ofMetadata,
    );
  }

  get up(): readonly number[] {
    return this.ids.filter((id) => this.isUp(id));
  }

  broker(id: number): Broker {
    return this.cluster.node(id).broker;
  }

  readiness(id: number): readonly string[] {
    return this.cluster.node(id).readiness();
  }

  refusalOf(id: number): unknown {
    return this.refusals.get(id);
  }

  hostedLogs(id: number): HostedLog[] {
    return [...this.cluster.node(id).replicas.allReplicas()].map(({ options, raft }) => ({
      group: options.group,
      topic: topicOf(options.name),
      commitIndex: raft.commitIndex,
    }));
  }

  queueLengths(id: number): readonly QueueLength[] {
    return this.cluster.node(id).replicas.queueLengths();
  }

  /** Each group that brokers host which are up: highest base, lowest commit position. */
  hostedGroups(): HostedGroup[] {
    const groups = new Map<string, HostedGroup>();
    for (const id of this.up) {
      for (const { key, options, raft } of this.cluster.node(id).replicas.allReplicas()) {
        const topic = topicOf(options.name);
        const known = groups.get(key);
        groups.set(key, {
          group: { key, group: options.group, topic },
          brokers: [...(known?.brokers ?? []), id],
          from: later(known?.from ?? raft.base.position, raft.base.position),
          to: earlier(known?.to ?? raft.commitIndex, raft.commitIndex),
        });
      }
    }
    return [...groups.values()];
  }

  pick(random: SimRandom): Broker | undefined {
    const { up } = this;
    return up.length === 0 ? undefined : this.broker(up[random.integer(0, up.length - 1)]!);
  }

  kill(id: number, kind: 'process' | 'power', cut: PowerCut = {}): void {
    this.nextLife(id);
    this.suspended.delete(id);
    this.states.set(id, 'down');
    this.cluster.kill(id, kind, cut);
  }

  /** As SIGSTOP and SIGCONT do it. */
  suspend(id: number, ms: number): void {
    const life = this.lives.get(id);
    this.suspended.add(id);
    this.simulation.suspendNode(hostOf(id));
    this.simulation.after(ms, () => {
      if (this.lives.get(id) === life) this.resume(id);
    });
  }

  private resume(id: number): void {
    if (this.suspended.delete(id)) this.simulation.resumeNode(hostOf(id));
  }

  startDown(): void {
    for (const id of this.ids) {
      if (this.states.get(id) === 'down' && !this.isAbsent(id)) this.start(id);
    }
  }

  /** A disk that fails at the start refuses it: the process would end, and somebody would start it again. */
  private start(id: number): void {
    const life = this.nextLife(id);
    const start = this.starting?.(id);
    this.states.set(id, 'starting');
    this.cluster.startBroker(id).then(
      () => {
        if (this.lives.get(id) !== life) return;
        this.states.set(id, 'up');
        this.refusals.delete(id);
        start?.up();
      },
      (error: unknown) => {
        if (this.lives.get(id) !== life) return;
        this.refusals.set(id, error);
        start?.refused(error);
        this.simulation.trace(`${hostOf(id)} did not start: ${String(error)}`);
        this.kill(id, 'process');
      },
    );
  }

  /** As an operator does it: leaderships are handed over first. */
  stop(id: number): void {
    const life = this.nextLife(id);
    this.states.set(id, 'stopping');
    const ended = (): void => {
      if (this.lives.get(id) === life) this.kill(id, 'process');
    };
    this.cluster.stopBroker(id).then(ended, ended);
  }

  /** Off, or cut off from all others, for so long. */
  sendAway(id: number, kind: 'off' | 'cut off', ms: number): void {
    this.absentUntil.set(id, this.simulation.now + ms);
    if (kind === 'off') this.kill(id, 'power');
    else {
      this.isolated.add(id);
      this.isolate(id);
    }
  }

  get hasAbsent(): boolean {
    return this.absentUntil.size > 0;
  }

  /** Those whose time is over come back. */
  callBack(all: 'all' | 'due' = 'due'): void {
    if (all === 'all') for (const id of this.suspended) this.resume(id);
    for (const [id, untilMs] of this.absentUntil) {
      if (all === 'due' && this.simulation.now < untilMs) continue;
      this.absentUntil.delete(id);
      if (this.isolated.delete(id)) {
        for (const other of this.ids) {
          if (!this.isolated.has(other)) this.simulation.network.heal(hostOf(id), hostOf(other));
        }
      }
    }
  }

  isolate(id: number): void {
    for (const other of this.ids) {
      if (other !== id) this.simulation.network.partition(hostOf(id), hostOf(other));
    }
  }

  /** Of the network; who is to be cut off for long stays so. */
  heal(): void {
    this.simulation.network.heal();
    for (const id of this.isolated) this.isolate(id);
  }

  private isAbsent(id: number): boolean {
    return this.absentUntil.has(id);
  }

  private nextLife(id: number): number {
    const life = (this.lives.get(id) ?? 0) + 1;
    this.lives.set(id, life);
    return life;
  }
}

function topicOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/'));
}
