/**
 * A whole broker without its doors: what `server.ts` puts behind HTTP and WebSocket, what the simulator runs many of,
 * and what `flotilla/testing` starts in a process. Everything that touches the world comes in as a module.
 */
import type { NodeId } from '../model/ids.ts';
import type { Configuration } from '../model/log-entry.ts';
import { groupKey, METADATA_TOPIC, type GroupKey } from '../model/topic-partition.ts';
import type { BrokerConfig } from '../config/broker-config.ts';
import { Host, type GroupSpec, type HostLimits, type HostOptions } from '../host/host.ts';
import type { PeerAddress } from '../host/peers.ts';
import type { MetadataContext } from '../metadata/controller.ts';
import type { ReplicaWatcher } from '../partition/replica-options.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Disk } from '../platform/disk.ts';
import type { Logger } from '../platform/logger.ts';
import type { Meter } from '../platform/meter.ts';
import type { Address, Network } from '../platform/network.ts';
import type { Random } from '../platform/random.ts';
import type { LogSettings } from '../storage/log.ts';
import type { MetaProperties } from '../storage/meta-properties.ts';
import { answerForwarded } from './forwarding.ts';
import { Assignment } from './assignment.ts';
import { allowAll, guarded } from './authorize.ts';
import { Broker } from './broker.ts';
import { DeletionSpread } from './deletion-spread.ts';
import { hostGroups } from './group-hosting.ts';
import type { GroupService } from './group-service.ts';
import { GROUPS_TOPIC } from './group-topic.ts';
import { LeaderLookup } from './leader-lookup.ts';
import type { LocalBroker } from './local-api.ts';
import { METADATA_GROUP, MetadataGroup } from './metadata-group.ts';
import { observeFetches, observeHost, observeReplicas } from './metrics.ts';
import { PartitionService } from './partition-service.ts';
import { TopicAdmin } from './topic-admin.ts';
import { TopicSettings } from './topic-settings.ts';

export interface BrokerNodeModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly disk: Disk;
  readonly network: Network;
  readonly logger: Logger;
  readonly meter: Meter;
  /** Of a simulation: it sees what every replica does. */
  readonly watcher?: ReplicaWatcher | undefined;
}

/** Not settings: nobody but a simulation has a reason to change them. */
export interface BrokerNodeLimits {
  readonly host?: Partial<HostLimits>;
  readonly metadataSegmentBytes?: number;
}

/** Where clients and brokers reach this one, once its doors are open. */
export interface Endpoint {
  readonly host: string;
  readonly httpPort: number;
  readonly kafkaPort?: number;
}

const REGISTER_RETRY_MS = 100;
const RESIGN_MS_MAX = 300;
const METADATA_LOG: LogSettings = {
  segmentBytes: 64 * 1024 * 1024,
  segmentMs: 7 * 24 * 3600 * 1000,
  retentionMs: -1,
  retentionBytes: -1,
};

export class BrokerNode {
  readonly broker: Broker;
  /** What a door is given. */
  readonly guarded: LocalBroker;
  private readonly deletions: DeletionSpread;
  private readonly config: BrokerConfig;
  private readonly meta: MetaProperties;
  private readonly modules: BrokerNodeModules;
  private readonly host: Host;
  private readonly metadata: MetadataGroup;
  private readonly admin: TopicAdmin;
  private readonly settings: TopicSettings;
  private readonly assignment: Assignment;
  private readonly lookup: LeaderLookup;
  private readonly groups: GroupService;
  private retention: Timer | undefined;
  private registration: Timer | undefined;
  private isRegistered = false;
  private stopped = false;

  private constructor(
    config: BrokerConfig,
    meta: MetaProperties,
    host: Host,
    modules: BrokerNodeModules,
  ) {
    const { clock, logger } = modules;
    this.config = config;
    this.meta = meta;
    this.modules = modules;
    this.host = host;
    this.lookup = new LeaderLookup(host.leadership, clock);
    this.metadata = new MetadataGroup(clock, () => this.metadataContext());
    this.settings = new TopicSettings(this.metadata, config);
    this.admin = new TopicAdmin(
      { self: meta.nodeId, leaderWaitMs: 2 * config.raftElectionTimeoutMaxMs },
      { metadata: this.metadata, lookup: this.lookup, host, random: modules.random },
    );
    this.assignment = new Assignment(host, logger, {
      wanted: () => this.wantedGroups(),
      metadata: () => this.metadata.span,
    });
    this.groups = this.hostGroups();
    this.broker = new Broker(
      {
        self: meta.nodeId,
        clusterId: meta.clusterId,
        metadataVoters: meta.voters.map((voter) => voter.nodeId),
        tickMs: config.raftTickMs,
        leaderWaitMs: config.raftElectionTimeoutMaxMs,
        transferMsMax: 2 * config.raftElectionTimeoutMaxMs,
        dataDirectory: config.dataDir,
      },
      {
        clock,
        host,
        metadata: this.metadata,
        lookup: this.lookup,
        settings: this.settings,
        admin: this.admin,
        groups: this.groups,
        partitions: new PartitionService(
          clock,
          {
            fetchBytesMax: config.fetchMaxBytes,
            waitMsMax: 300_000,
            timeoutMsMax: 300_000,
          },
          observeFetches(modules.meter),
        ),
      },
    );
    this.guarded = guarded(this.broker, allowAll);
    this.deletions = new DeletionSpread({
      clock,
      logger,
      host,
      image: () => this.metadata.image,
      deleteThere: (peer, tp, before) => this.broker.deleteRecordsThere(peer, tp, before),
    });
  }

  private hostGroups(): GroupService {
    const { config, meta, host, metadata, lookup, admin } = this;
    return hostGroups(
      { self: meta.nodeId, config, brokersExpected: meta.voters.length },
      {
        ...this.modules,
        host,
        metadata,
        lookup,
        admin,
        latest: async (tp) => {
          const { offset } = await this.broker.listOffsets({ ...tp, at: { kind: 'latest' } });
          return offset;
        },
      },
    );
  }

  /** The data directory is formatted and locked. Resolves when the broker takes part in elections. */
  static async start(
    config: BrokerConfig,
    meta: MetaProperties,
    modules: BrokerNodeModules,
    limits: BrokerNodeLimits = {},
  ): Promise<BrokerNode> {
    const observer = observeReplicas(modules.meter);
    const options = hostOptions(config, meta, limits.host);
    const host = await Host.start(options, { ...modules, observer });
    try {
      observeHost(modules.meter, host);
      const node = new BrokerNode(config, meta, host, modules);
      await node.join(limits.metadataSegmentBytes ?? METADATA_LOG.segmentBytes);
      return node;
    } catch (error) {
      await host.stop();
      throw error;
    }
  }

  private async join(metadataSegmentBytes: number): Promise<void> {
    const { host, metadata } = this;
    host.peers.onOpened((peer) => this.deletions.peerOpened(peer));
    host.peers.onRequest((_from, request) => answerForwarded(this.broker.forwarded, request));
    host.peers.set(this.meta.voters.map(voterAddress));
    metadata.onChange(() => this.metadataChanged());
    const replica = await host.addReplica({
      group: METADATA_GROUP,
      topic: METADATA_TOPIC,
      configuration: bootstrapConfiguration(this.meta),
      settings: { ...METADATA_LOG, segmentBytes: metadataSegmentBytes },
      stateMachine: metadata,
    });
    if (replica !== undefined) metadata.attach(replica);
    host.run();
    this.metadataChanged();
    this.scheduleRetention();
    this.deletions.start();
  }

  get peerAddress(): Address {
    return this.host.peers.address;
  }

  get replicas(): Host {
    return this.host;
  }

  /** Tells the cluster where this broker is; goes on trying until the metadata says so. */
  register(endpoint: Endpoint): void {
    if (this.stopped) return;
    this.registration = undefined;
    this.admin
      .registerBroker({
        nodeId: this.meta.nodeId,
        directoryId: this.meta.directoryId,
        ...endpoint,
        peerPort: this.peerAddress.port,
      })
      .then(
        () => {
          this.isRegistered = true;
        },
        () => {
          if (this.stopped) return;
          this.registration = this.modules.clock.setTimer(REGISTER_RETRY_MS, () =>
            this.register(endpoint),
          );
        },
      );
  }

  /** Why this broker is not ready, one sentence each; empty when it is. */
  readiness(): readonly string[] {
    const reasons: string[] = [];
    const { refusal } = this.host.peers;
    if (refusal !== undefined) reasons.push(`The other brokers refuse this one: ${refusal}.`);
    if (this.lookup.known(METADATA_GROUP) === undefined)
      reasons.push('The metadata group has no leader.');
    const fault = this.faultOf(groupKey(METADATA_GROUP));
    if (fault !== undefined)
      reasons.push(`The metadata group has failed on this broker: ${fault}.`);
    // A replica that has to vote shows it, too; but until then, or once that is deleted, nobody would know.
    const { votesFault } = this.host;
    if (votesFault !== undefined)
      reasons.push(`The file of votes has failed on this broker: ${votesFault}; restart it.`);
    if (!this.isRegistered) reasons.push('This broker is not registered with the cluster yet.');
    for (const [key, spec] of this.wantedGroups()) {
      const name = `${spec.topic}/${spec.group.partition}`;
      const damage = this.faultOf(key);
      if (damage !== undefined) reasons.push(`${name} has failed on this broker: ${damage}.`);
      else if (this.host.replica(key) === undefined) reasons.push(`${name} is still opening.`);
      else if (this.lookup.known(spec.group) === undefined) reasons.push(`${name} has no leader.`);
    }
    return reasons;
  }

  private faultOf(key: GroupKey): string | undefined {
    return this.host.damageOf(key) ?? this.host.replica(key)?.faultReason;
  }

  /** Hands leaderships over, then stops; what was acknowledged is on disk already. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.retention?.cancel();
    this.deletions.stop();
    this.registration?.cancel();
    await this.host.resign(RESIGN_MS_MAX);
    await this.assignment.stop();
    await this.host.stop();
  }

  private metadataContext(): MetadataContext {
    const away = this.metadata.image.brokers.filter(
      ({ nodeId }) => !this.host.peers.isConnected(nodeId),
    );
    return { config: this.config, unreachable: new Set(away.map(({ nodeId }) => nodeId)) };
  }

  private metadataChanged(): void {
    const brokers = this.metadata.image.brokers;
    this.host.peers.set(
      brokers.map(({ nodeId, directoryId, host, peerPort }) => ({
        nodeId,
        directoryId,
        address: { host, port: peerPort },
      })),
    );
    this.groups.metadataChanged();
    this.assignment.update();
  }

  private wantedGroups(): ReadonlyMap<GroupKey, GroupSpec> {
    const self: NodeId = this.meta.nodeId;
    const wanted = new Map<GroupKey, GroupSpec>();
    for (const topic of this.metadata.image.topics) {
      for (const [partition, replicas] of topic.partitions.entries()) {
        if (!replicas.some((replica) => replica.nodeId === self)) continue;
        const group = { topicId: topic.topicId, partition };
        wanted.set(groupKey(group), {
          group,
          topic: topic.name,
          configuration: { voters: replicas, learners: [] },
          settings: this.settings.logSettings(topic.topicId),
          ...(topic.name === GROUPS_TOPIC ? { stateMachine: this.groups.stateMachine(group) } : {}),
        });
      }
    }
    return wanted;
  }

  private scheduleRetention(): void {
    if (this.stopped) return;
    this.retention = this.modules.clock.setTimer(this.config.logRetentionCheckIntervalMs, () => {
      void this.enforceRetention().finally(() => this.scheduleRetention());
    });
  }

  private async enforceRetention(): Promise<void> {
    const nowMs = this.modules.clock.now();
    for (const replica of this.host.allReplicas()) {
      if (this.stopped) return;
      try {
        await replica.enforceRetention(nowMs);
      } catch (error) {
        // The log has failed and said so itself; the others are still to be looked at.
        this.modules.logger.warn('retention-failed', {
          partition: replica.options.name,
          reason: String(error),
        });
      }
    }
  }
}

function hostOptions(
  config: BrokerConfig,
  meta: MetaProperties,
  limits: Partial<HostLimits> = {},
): HostOptions {
  const tickMs = config.raftTickMs;
  return {
    self: { nodeId: meta.nodeId, directoryId: meta.directoryId },
    clusterId: meta.clusterId,
    formatId: meta.formatId,
    data: config.dataDir,
    listen: { host: config.peerHost, port: config.peerPort },
    tickMs,
    heartbeatTicks: Math.max(1, Math.round(config.raftHeartbeatMs / tickMs)),
    electionTicksMin: Math.max(2, Math.round(config.raftElectionTimeoutMinMs / tickMs)),
    electionTicksMax: Math.max(3, Math.round(config.raftElectionTimeoutMaxMs / tickMs)),
    lagTicksMax: Math.ceil(config.replicaLagTimeMaxMs / tickMs),
    flushConcurrency: config.flushConcurrency,
    producerExpirationMs: config.producerIdExpirationMs,
    limits: {
      appendBytesMax: 1024 * 1024,
      inflightBytesMax: 8 * 1024 * 1024,
      uncommittedBytesMax: 64 * 1024 * 1024,
      waitersPerPartitionMax: 10_000,
      peerBufferedBytesMax: 2 * config.peerFrameMaxBytes,
      peerFrameBytesMax: Math.floor(config.peerFrameMaxBytes / 4),
      forwardedMax: 20_000,
      tunnelsMax: config.connectionsMax,
      snapshotEveryBytes: 4 * 1024 * 1024,
      producerCheckpointBytes: 64 * 1024 * 1024,
      tailCacheBytes: 4 * 1024 * 1024,
      cacheBytesMax: 128 * 1024 * 1024,
      ...limits,
    },
  };
}

function bootstrapConfiguration(meta: MetaProperties): Configuration {
  return {
    voters: meta.voters.map(({ nodeId, directoryId }) => ({ nodeId, directoryId })),
    learners: [],
  };
}

function voterAddress(voter: MetaProperties['voters'][number]): PeerAddress {
  const { nodeId, directoryId, host, port } = voter;
  return { nodeId, directoryId, address: { host, port } };
}
