/** Puts the parts of consumer groups together, with what the settings of this broker say. */
import type { BrokerConfig } from '../config/broker-config.ts';
import type { GroupSettings } from '../group/settings.ts';
import type { Host } from '../host/host.ts';
import type { NodeId } from '../model/ids.ts';
import type { TopicPartition } from '../model/topic-partition.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { Meter } from '../platform/meter.ts';
import type { Random } from '../platform/random.ts';
import { observeGroups, showGroups } from './group-metrics.ts';
import { GroupPartition } from './group-partition.ts';
import { GroupService } from './group-service.ts';
import { GroupTopic } from './group-topic.ts';
import type { LeaderLookup } from './leader-lookup.ts';
import { HighWatermarks } from './high-watermarks.ts';
import { MetadataCatchUp } from './metadata-catch-up.ts';
import type { MetadataGroup } from './metadata-group.ts';
import type { TopicAdmin } from './topic-admin.ts';

export interface GroupHostingOptions {
  readonly self: NodeId;
  readonly config: BrokerConfig;
  readonly brokersExpected: number;
}

export interface GroupHostingModules {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly meter: Meter;
  readonly host: Host;
  readonly metadata: MetadataGroup;
  readonly lookup: LeaderLookup;
  readonly admin: TopicAdmin;
  /** The high watermark of a partition, wherever it is led. */
  readonly latest: (tp: TopicPartition) => Promise<number | undefined>;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const GROUPS_PER_COORDINATOR_MAX = 10_000;
const MEMBER_BYTES_MAX = 256 * KIB;
const WAITING_MEMBERS_MAX = 10_000;
const BATCH_BYTES_MAX = 4 * MIB;

export function hostGroups(
  options: GroupHostingOptions,
  modules: GroupHostingModules,
): GroupService {
  const { self, config } = options;
  const { clock, host, lookup, metadata, meter, logger } = modules;
  const leaderWaitMs = config.raftElectionTimeoutMaxMs;
  const catchUp = new MetadataCatchUp(self, leaderWaitMs, { clock, host, lookup });
  const metadataCaughtUp = (): Promise<void> => catchUp.run();
  const observer = observeGroups(meter, logger);
  const office = { settings: groupSettingsOf(config), commitMsMax: config.offsetsCommitTimeoutMs };
  const service = new GroupService(
    {
      self,
      leaderWaitMs,
      membersWaitMsMax: config.groupMaxSessionTimeoutMs,
      commitMsMax: config.offsetsCommitTimeoutMs,
    },
    {
      host,
      lookup,
      metadata,
      topic: new GroupTopic(options, { ...modules, metadataCaughtUp }),
      makePartition: (group) =>
        new GroupPartition(group, office, {
          ...modules,
          observer,
          metadataCaughtUp,
          topicId: (name) => metadata.image.topic(name)?.topicId,
        }),
    },
  );
  showGroups(meter, service, new HighWatermarks(modules));
  return service;
}

function groupSettingsOf(config: BrokerConfig): GroupSettings {
  const { peerFrameMaxBytes } = config;
  return {
    sessionTimeoutMinMs: config.groupMinSessionTimeoutMs,
    sessionTimeoutMaxMs: config.groupMaxSessionTimeoutMs,
    initialRebalanceDelayMs: config.groupInitialRebalanceDelayMs,
    groupSizeMax: config.groupMaxSize,
    offsetMetadataBytesMax: config.offsetMetadataMaxBytes,
    offsetsRetentionMs: config.offsetsRetentionMinutes * 60_000,
    offsetsRetentionCheckMs: config.offsetsRetentionCheckIntervalMs,
    groupsMax: GROUPS_PER_COORDINATOR_MAX,
    memberBytesMax: MEMBER_BYTES_MAX,
    waitingMax: WAITING_MEMBERS_MAX,
    // Both travel in one frame between brokers: a batch to followers, a snapshot to one that is far behind.
    batchBytesMax: Math.min(BATCH_BYTES_MAX, Math.floor(peerFrameMaxBytes / 8)),
    stateBytesMax: Math.floor(peerFrameMaxBytes / 4),
  };
}
