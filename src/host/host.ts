/**
 * Many Raft groups in one process: their tick, their messages over one connection per broker pair, their disk, and
 * the table of who leads what. It knows groups, not topics; `broker/` says which groups there are.
 */
import type { QueueLength } from '../base/queue-length.ts';
import type { NodeId, Uuid } from '../model/ids.ts';
import type { Configuration, ReplicaId } from '../model/log-entry.ts';
import { groupKey, type GroupId, type GroupKey } from '../model/topic-partition.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Disk } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import type { Address, Network } from '../platform/network.ts';
import type { Random } from '../platform/random.ts';
import { Producers } from '../partition/producers.ts';
import { Replica, type ReplicaObserver, type ReplicaOptions } from '../partition/replica.ts';
import type { ReplicaWatcher } from '../partition/replica-options.ts';
import type { StateMachine } from '../partition/state-machine.ts';
import { CacheBudget } from '../storage/cache-budget.ts';
import { FlushScheduler } from '../storage/flush-scheduler.ts';
import type { HardStateStore } from '../storage/hard-state.ts';
import { openHardStateStore } from '../storage/hard-state-store.ts';
import { LogDamage, type LogSettings } from '../storage/log.ts';
import { ReadHandles } from '../storage/read-handles.ts';
import { SegmentedLog } from '../storage/segmented-log.ts';
import { BuriedGroups } from './buried-groups.ts';
import { Heartbeats } from './heartbeats.ts';
import { EarlyMessages } from './early-messages.ts';
import { LeadershipTable, type Leadership } from './leadership-table.ts';
import {
  deletePartitionDirectory,
  partitionDirectory,
  preparePartitionDirectory,
  removeDeletedDirectories,
  requireLog,
} from './partition-directory.ts';
import { PeerIdentities } from './peer-identity.ts';
import type { GroupItem } from './peer-item.ts';
import { Peers } from './peers.ts';

export interface HostOptions {
  readonly self: ReplicaId;
  readonly clusterId: Uuid;
  readonly formatId: Uuid;
  readonly data: string;
  readonly listen: Address;
  readonly tickMs: number;
  readonly heartbeatTicks: number;
  readonly electionTicksMin: number;
  readonly electionTicksMax: number;
  readonly lagTicksMax: number;
  readonly flushConcurrency: number;
  readonly producerExpirationMs: number;
  readonly limits: HostLimits;
}

export interface HostLimits {
  readonly appendBytesMax: number;
  readonly inflightBytesMax: number;
  readonly uncommittedBytesMax: number;
  readonly waitersPerPartitionMax: number;
  readonly peerBufferedBytesMax: number;
  readonly peerFrameBytesMax: number;
  readonly forwardedMax: number;
  /** Connections of clients that other brokers pass on to this one. */
  readonly tunnelsMax: number;
  readonly snapshotEveryBytes: number;
  /** Log that a start reads again at most, to know the idempotent producers. */
  readonly producerCheckpointBytes: number;
  /** Of one partition, and of all together. */
  readonly tailCacheBytes: number;
  readonly cacheBytesMax: number;
}

export interface HostModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly disk: Disk;
  readonly network: Network;
  readonly logger: Logger;
  readonly observer: ReplicaObserver & { synced(seconds: number): void };
  readonly watcher?: ReplicaWatcher | undefined;
}

export interface GroupSpec {
  readonly group: GroupId;
  readonly topic: string;
  readonly configuration: Configuration;
  readonly settings: LogSettings;
  readonly stateMachine?: StateMachine;
}

/** A peer that said nothing for so many election time-outs is called anew: time for a large frame on a slow link. */
const SILENT_ELECTIONS_MAX = 5;
/** Of all logs together; each has one more for writing. */
const READ_FILES_MAX = 256;

export class Host {
  readonly leadership = new LeadershipTable();
  readonly peers: Peers;
  private readonly options: HostOptions;
  private readonly modules: HostModules;
  private readonly hardState: HardStateStore;
  private readonly flush: FlushScheduler;
  private readonly readHandles: ReadHandles;
  private readonly cacheBudget: CacheBudget;
  private readonly replicas = new Map<GroupKey, Replica>();
  /** Groups whose log could not be opened, and why; they neither vote nor serve. */
  private readonly damaged = new Map<GroupKey, string>();
  private readonly buried: BuriedGroups;
  private readonly early = new EarlyMessages();
  private readonly heartbeats: Heartbeats;
  private readonly peerListeners = new Set<() => void>();
  private ticker: Timer | undefined;
  private ticks = 0;
  private stopped = false;

  private constructor(
    options: HostOptions,
    modules: HostModules,
    opened: { hardState: HardStateStore; identities: PeerIdentities },
  ) {
    this.options = options;
    this.modules = modules;
    this.hardState = opened.hardState;
    this.buried = new BuriedGroups(opened.hardState);
    this.flush = new FlushScheduler(options.flushConcurrency, {
      clock: modules.clock,
      observe: (durationMs) => modules.observer.synced(durationMs / 1000),
    });
    this.cacheBudget = new CacheBudget(options.limits.cacheBytesMax);
    this.readHandles = new ReadHandles(modules.disk, READ_FILES_MAX);
    const { peerBufferedBytesMax, peerFrameBytesMax, forwardedMax, tunnelsMax } = options.limits;
    this.heartbeats = new Heartbeats({
      replica: (key) => this.replicas.get(key),
      send: (to, item) => this.peers.send(to, item),
    });
    this.peers = new Peers(
      {
        self: { ...options.self, clusterId: options.clusterId, formatId: options.formatId },
        bufferedBytesMax: peerBufferedBytesMax,
        frameBytesMax: peerFrameBytesMax,
        forwardedMax,
        tunnelsMax,
      },
      {
        ...modules,
        identities: opened.identities,
        received: (from, item) => this.received(from, item),
        opened: (peer) => this.peerOpened(peer),
        closed: (peer) => this.peerClosed(peer),
      },
    );
  }

  /** Opens the broker-wide files and listens. Ticks begin with `run`, when the first groups are there. */
  static async start(options: HostOptions, modules: HostModules): Promise<Host> {
    const { disk, clock, logger } = modules;
    await removeDeletedDirectories(disk, options.data);
    const hardState = await openHardStateStore({
      disk,
      clock,
      logger,
      path: `${options.data}/hard-state`,
    });
    const identities = await PeerIdentities.open(disk, options.data);
    const host = new Host(options, modules, { hardState, identities });
    await host.peers.listen(options.listen);
    return host;
  }

  run(): void {
    this.scheduleTick();
  }

  /** Called after a peer came or went. */
  onPeerChange(listener: () => void): void {
    this.peerListeners.add(listener);
  }

  replica(key: GroupKey): Replica | undefined {
    return this.replicas.get(key);
  }

  allReplicas(): Iterable<Replica> {
    return this.replicas.values();
  }

  /** Everything here that is bounded by a number. */
  queueLengths(): readonly QueueLength[] {
    const ofReplicas = [...this.replicas.values()].flatMap((replica) => replica.queueLengths());
    return [this.early.queueLength, ...this.peers.queueLengths(), ...ofReplicas];
  }

  /** It could not be opened: shown as failed, neither votes nor serves. */
  markFailed(key: GroupKey, reason: string): void {
    this.damaged.set(key, reason);
  }

  damageOf(key: GroupKey): string | undefined {
    return this.damaged.get(key);
  }

  /** Why no replica here can vote any more. */
  get votesFault(): string | undefined {
    return this.hardState.fault;
  }

  /**
   * Opens the log, recovers, and takes part. Undefined when the log is damaged (see `damageOf`), or the group was deleted
   * before.
   */
  async addReplica(spec: GroupSpec): Promise<Replica | undefined> {
    const key = groupKey(spec.group);
    if (this.buried.has(key)) return undefined;
    const name = `${spec.topic}/${spec.group.partition}`;
    const logger = this.modules.logger.child({ partition: name });
    const opened = await this.openLog(spec, logger);
    if (opened === undefined) return undefined;
    const { log, producers } = opened;
    const replica = new Replica(this.replicaOptions(spec, name), {
      log,
      logger,
      hardState: this.hardState,
      clock: this.modules.clock,
      observer: this.modules.observer,
      send: (to, message) => this.peers.send(to, { kind: 'group', group: spec.group, message }),
      sendBeat: (to, term, commitIndex) =>
        this.heartbeats.add(to, { group: spec.group, term, commitIndex }),
      leadershipChanged: (changed) => this.leadershipChanged(changed),
      ...(spec.stateMachine === undefined ? {} : { stateMachine: spec.stateMachine }),
      ...(producers === undefined ? {} : { producers }),
      ...(this.modules.watcher === undefined ? {} : { watcher: this.modules.watcher }),
    });
    this.replicas.set(key, replica);
    for (const { from, message } of this.early.take(key))
      replica.step({ kind: 'received', from, message });
    this.campaignIfPreferred(replica);
    return replica;
  }

  /** Of a deleted topic: its files go too. `metadataEnd`: how far the metadata went when that was learned. */
  async removeReplica(
    spec: Pick<GroupSpec, 'group' | 'topic'>,
    metadataEnd: number,
  ): Promise<void> {
    const key = groupKey(spec.group);
    const replica = this.replicas.get(key);
    this.replicas.delete(key);
    this.damaged.delete(key);
    this.leadership.forget(key);
    await replica?.stop();
    await this.buried.bury(key, metadataEnd);
    const directory = partitionDirectory(this.options.data, spec.topic, spec.group.partition);
    await deletePartitionDirectory(this.modules.disk, directory, spec.group);
  }

  /** The oldest metadata that this broker can start from begins there: nothing speaks of what was deleted before. */
  forgetDeletedBefore(metadataStart: number): Promise<void> {
    return this.buried.forgetBelow(metadataStart);
  }

  /** Hands every leadership over to a follower that has everything, for at most `msMax`. */
  async resign(msMax: number): Promise<void> {
    let left = 0;
    for (const replica of this.replicas.values()) {
      if (!replica.isLeader) continue;
      const best = replica.raft
        .followers()
        .filter((follower) => this.peers.isConnected(follower.nodeId))
        .toSorted((a, b) => a.ticksSinceCaughtUp - b.ticksSinceCaughtUp)[0];
      if (best === undefined) continue;
      replica.step({ kind: 'transfer-requested', to: best.nodeId });
      left += 1;
    }
    if (left === 0) return;
    const deadline = this.modules.clock.monotonic() + msMax;
    while (this.modules.clock.monotonic() < deadline && this.leadsAny())
      await this.pause(this.options.tickMs);
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.ticker?.cancel();
    await this.peers.stop();
    await Promise.all([...this.replicas.values()].map((replica) => replica.stop()));
    await this.hardState.close();
  }

  private leadsAny(): boolean {
    for (const replica of this.replicas.values()) if (replica.isLeader) return true;
    return false;
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.modules.clock.setTimer(ms, resolve);
    });
  }

  private async openLog(
    spec: GroupSpec,
    logger: Logger,
  ): Promise<{ log: SegmentedLog; producers: Producers | undefined } | undefined> {
    const { disk, clock } = this.modules;
    const { producerExpirationMs, limits } = this.options;
    const directory = partitionDirectory(this.options.data, spec.topic, spec.group.partition);
    try {
      await preparePartitionDirectory(disk, directory, spec.group);
      if (this.hardState.read(groupKey(spec.group)) !== undefined) {
        await requireLog(disk, directory);
      }
      // A late read of a log that was deleted may have opened a file of this name anew.
      await this.readHandles.forgetDirectory(directory);
      const log = await SegmentedLog.open({
        disk,
        clock,
        directory,
        group: spec.group,
        bootstrap: spec.configuration,
        settings: spec.settings,
        flush: this.flush,
        readHandles: this.readHandles,
        cacheBudget: this.cacheBudget,
        logger,
        tailCacheBytes: limits.tailCacheBytes,
        hasStateMachine: spec.stateMachine !== undefined,
      });
      if (spec.stateMachine !== undefined) return { log, producers: undefined };
      const producers = await Producers.load(
        {
          expirationMs: producerExpirationMs,
          checkpointEveryBytes: limits.producerCheckpointBytes,
        },
        { log, clock, logger },
      );
      return { log, producers };
    } catch (error) {
      if (!(error instanceof LogDamage)) throw error;
      this.damaged.set(groupKey(spec.group), error.message);
      logger.error('log-damaged', { reason: error.message });
      return undefined;
    }
  }

  private replicaOptions(spec: GroupSpec, name: string): ReplicaOptions {
    const { options } = this;
    const { electionTicksMin, electionTicksMax, limits } = options;
    return {
      group: spec.group,
      name,
      self: options.self,
      lagTicksMax: options.lagTicksMax,
      uncommittedBytesMax: limits.uncommittedBytesMax,
      waitersMax: limits.waitersPerPartitionMax,
      snapshotEveryBytes: limits.snapshotEveryBytes,
      raft: {
        electionTicksMin,
        electionTicksMax,
        heartbeatTicks: options.heartbeatTicks,
        appendBytesMax: limits.appendBytesMax,
        inflightBytesMax: limits.inflightBytesMax,
        inflightMessagesMax: 512,
        hasBeats: true,
        drawElectionTicks: () => this.modules.random.integer(electionTicksMin, electionTicksMax),
      },
    };
  }

  private scheduleTick(): void {
    if (this.stopped) return;
    this.ticker = this.modules.clock.setTimer(this.options.tickMs, () => this.tick());
  }

  /** After a stall of the process this is one tick, however long it took: no election fires for a busy event loop. */
  private tick(): void {
    this.scheduleTick();
    this.ticks += 1;
    const { heartbeatTicks, electionTicksMax } = this.options;
    const isHeartbeatDue = this.ticks % heartbeatTicks === 0;
    if (isHeartbeatDue) {
      this.peers.beat(Math.ceil((SILENT_ELECTIONS_MAX * electionTicksMax) / heartbeatTicks));
    }
    for (const replica of this.replicas.values()) replica.tick(isHeartbeatDue);
  }

  private received(from: NodeId, item: GroupItem): void {
    if (item.kind === 'leadership') {
      for (const row of item.rows) this.leadership.learn(row);
      return;
    }
    if (item.kind !== 'group') return this.heartbeats.received(from, item);
    const key = groupKey(item.group);
    const replica = this.replicas.get(key);
    if (replica === undefined) this.early.hold(key, from, item.message);
    else replica.step({ kind: 'received', from, message: item.message });
  }

  private peerOpened(peer: NodeId): void {
    const rows = [...this.replicas.values()]
      .filter((replica) => replica.isLeader)
      .map(leadershipOf);
    if (rows.length > 0) this.peers.send(peer, { kind: 'leadership', rows });
    for (const replica of this.replicas.values()) this.campaignIfPreferred(replica);
    for (const listener of this.peerListeners) listener();
  }

  /**
   * The first replica of a group without a known leader campaigns as soon as it can reach a majority, so that a new
   * topic and a cluster that starts need not wait for an election time-out. PreVote keeps this from disturbing a
   * leader that only this broker has not heard yet.
   */
  private campaignIfPreferred(replica: Replica): void {
    const { raft } = replica;
    const { voters } = raft.configuration;
    if (voters[0]?.nodeId !== this.options.self.nodeId) return;
    if (raft.leader !== undefined || raft.role !== 'follower') return;
    const reachable = voters.filter((voter) => this.peers.isConnected(voter.nodeId)).length;
    if (reachable * 2 > voters.length) replica.step({ kind: 'campaign-requested' });
  }

  private peerClosed(peer: NodeId): void {
    for (const row of this.leadership.all()) {
      if (row.leader === peer) this.leadership.disown(groupKey(row.group), peer);
    }
    for (const replica of this.replicas.values()) replica.step({ kind: 'peer-disconnected', peer });
    for (const listener of this.peerListeners) listener();
  }

  private leadershipChanged(replica: Replica): void {
    if (this.replicas.get(replica.key) !== replica) return;
    const row = leadershipOf(replica);
    this.leadership.learn(row);
    if (!replica.isLeader) {
      // A leader that stepped down without a successor.
      if (row.leader === undefined) this.leadership.disown(replica.key, this.options.self.nodeId);
      return;
    }
    this.peers.broadcast({ kind: 'leadership', rows: [row] });
  }
}

function leadershipOf(replica: Replica): Leadership {
  const { raft } = replica;
  return {
    group: replica.options.group,
    term: raft.currentTerm,
    leader: replica.role === 'failed' ? undefined : raft.leader,
    inSync: replica.inSyncReplicas(),
  };
}
