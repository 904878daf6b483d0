/**
 * The configuration of a topic: Kafka's names. What a topic does not set comes from the broker's setting of the
 * same meaning. What Kafka has and we do not need is accepted, since tools copy whole configurations, and says so.
 */
import { z } from 'zod';
import { type BrokerConfig, configValue, DEFAULT_ORIGIN } from '../config/broker-config.ts';
import { nearestName } from '../config/nearest-name.ts';
import { readSetting, type Setting, showValue } from '../config/setting.ts';
import { type SettingName, SETTINGS } from '../config/settings.ts';
import { BrokerError } from '../model/errors.ts';
import type { ConfigEntry } from '../model/topics.ts';
import type { MetadataImage, Topic } from './image.ts';

export interface TopicSetting extends Setting {
  /** The setting of the broker that counts for topics without a value of their own. */
  readonly fallback?: SettingName;
  readonly hasEffect: boolean;
  /** A sentence for whoever wants what does not exist. */
  readonly refusal?: string;
}

function effective(fallback: SettingName, doc: string, refusal?: string): TopicSetting {
  const { schema, default: value, ...others } = SETTINGS[fallback] as Setting;
  const unit = others.unit === undefined ? {} : { unit: others.unit };
  const reason = refusal === undefined ? {} : { refusal };
  return { schema, default: value, ...unit, doc, fallback, hasEffect: true, ...reason };
}

function ignored(schema: z.ZodType, value: unknown, doc: string, refusal?: string): TopicSetting {
  const reason = refusal === undefined ? {} : { refusal };
  return { schema, default: value, doc, hasEffect: false, ...reason };
}

const count = z.int().min(0);
const long = Number.MAX_SAFE_INTEGER;
const DAY_MS = 24 * 60 * 60 * 1000;
const COMPACTION = 'Belongs to compaction, which does not exist yet.';
const DURABILITY =
  'Every record is synced at once, and acks=all waits for a majority of disks; this cannot weaken it.';
const COMPRESSION = 'The broker does not compress; the producer chooses the level.';
const TIERS = 'Belongs to remote storage, which does not exist.';
const THROTTLES = 'Replication is not throttled.';

export const TOPIC_SETTINGS: Readonly<Record<string, TopicSetting>> = {
  'cleanup.policy': effective(
    'log.cleanup.policy',
    'What becomes of old segments: delete. Compaction does not exist yet.',
    'Compaction does not exist yet; create the topic with cleanup.policy=delete.',
  ),
  'compression.type': effective(
    'compression.type',
    'Batches keep the compression that their producer chose.',
    'The broker does not compress again; choose the compression in the producer.',
  ),
  'max.message.bytes': effective(
    'message.max.bytes',
    'The largest record batch, compressed if it is. Less than `frame.max.bytes` of the brokers: a batch comes in one frame.',
  ),
  'message.timestamp.type': effective(
    'log.message.timestamp.type',
    'Whether records bear the time of their producer (CreateTime) or that of the leader (LogAppendTime).',
  ),
  'message.timestamp.before.max.ms': effective(
    'log.message.timestamp.before.max.ms',
    'How far the timestamp of a record may lie before the time of the leader.',
  ),
  'message.timestamp.after.max.ms': effective(
    'log.message.timestamp.after.max.ms',
    'How far the timestamp of a record may lie after the time of the leader.',
  ),
  'min.insync.replicas': effective(
    'min.insync.replicas',
    'A write with acks=all is refused while fewer replicas than this are in sync.',
  ),
  'retention.bytes': effective(
    'log.retention.bytes',
    'The oldest segments of a partition are deleted while it is larger than this. -1: never.',
  ),
  'retention.ms': effective(
    'log.retention.ms',
    'Segments whose newest record is older than this are deleted. -1: never.',
  ),
  'segment.bytes': effective(
    'log.segment.bytes',
    'A segment file is followed by a new one at this size.',
  ),
  'segment.ms': effective('log.roll.ms', 'A segment file is followed by a new one at this age.'),

  'flush.messages': ignored(z.int().min(1), long, DURABILITY),
  'flush.ms': ignored(count, long, DURABILITY),
  'unclean.leader.election.enable': ignored(
    z.boolean(),
    false,
    'A replica without all acknowledged records never leads, whatever this says.',
  ),
  'compression.gzip.level': ignored(z.int().min(-1).max(9), -1, COMPRESSION),
  'compression.lz4.level': ignored(z.int().min(1).max(17), 9, COMPRESSION),
  'compression.zstd.level': ignored(z.int().min(-131_072).max(22), 3, COMPRESSION),
  'delete.retention.ms': ignored(count, DAY_MS, COMPACTION),
  'max.compaction.lag.ms': ignored(z.int().min(1), long, COMPACTION),
  'min.compaction.lag.ms': ignored(count, 0, COMPACTION),
  'min.cleanable.dirty.ratio': ignored(z.number().min(0).max(1), 0.5, COMPACTION),
  'file.delete.delay.ms': ignored(count, 60_000, 'Deleted segments go at once.'),
  'index.interval.bytes': ignored(count, 4096, 'Indexes have the same density for every topic.'),
  'segment.index.bytes': ignored(z.int().min(4), 10_485_760, 'Indexes grow as they need.'),
  'segment.jitter.ms': ignored(count, 0, 'Segments roll when they are due.'),
  preallocate: ignored(z.boolean(), false, 'Segment files grow as they are written.'),
  'leader.replication.throttled.replicas': ignored(z.string(), '', THROTTLES),
  'follower.replication.throttled.replicas': ignored(z.string(), '', THROTTLES),
  'remote.storage.enable': ignored(
    z.enum(['false']),
    'false',
    'Remote storage does not exist; only false is taken.',
    'Remote storage does not exist; all segments are on the disks of the brokers.',
  ),
  'remote.log.copy.disable': ignored(z.boolean(), false, TIERS),
  'remote.log.delete.on.disable': ignored(z.boolean(), false, TIERS),
  'local.retention.bytes': ignored(z.int().min(-2), -2, TIERS),
  'local.retention.ms': ignored(z.int().min(-2), -2, TIERS),
};

export const TOPIC_SETTING_NAMES: readonly string[] = Object.keys(TOPIC_SETTINGS);

/** What counts for one topic, from its own configs and the broker's. */
export interface TopicConfig {
  readonly maxMessageBytes: number;
  readonly messageTimestampType: 'CreateTime' | 'LogAppendTime';
  readonly messageTimestampBeforeMaxMs: number;
  readonly messageTimestampAfterMaxMs: number;
  readonly minInsyncReplicas: number;
  /** -1: without limit. */
  readonly retentionBytes: number;
  /** -1: without limit. */
  readonly retentionMs: number;
  readonly segmentBytes: number;
  readonly segmentMs: number;
}

/** Reads text and tables: keep the result until the config of the topic changes. */
export function effectiveTopicConfig(
  image: MetadataImage,
  topicName: string,
  brokerConfig: BrokerConfig,
): TopicConfig {
  return topicConfigOf(topicOf(image, topicName).configs, brokerConfig);
}

export function topicConfigOf(
  configs: ReadonlyMap<string, string>,
  brokerConfig: BrokerConfig,
): TopicConfig {
  const value = (name: string) => valueOf(name, configs, brokerConfig).value as never;
  return {
    maxMessageBytes: value('max.message.bytes'),
    messageTimestampType: value('message.timestamp.type'),
    messageTimestampBeforeMaxMs: value('message.timestamp.before.max.ms'),
    messageTimestampAfterMaxMs: value('message.timestamp.after.max.ms'),
    minInsyncReplicas: value('min.insync.replicas'),
    retentionBytes: value('retention.bytes'),
    retentionMs: value('retention.ms'),
    segmentBytes: value('segment.bytes'),
    segmentMs: value('segment.ms'),
  };
}

export function describeTopicConfig(
  image: MetadataImage,
  topicName: string,
  brokerConfig: BrokerConfig,
): ConfigEntry[] {
  const { configs } = topicOf(image, topicName);
  return TOPIC_SETTING_NAMES.map((name) => {
    const { value, source } = valueOf(name, configs, brokerConfig);
    const { doc, hasEffect } = TOPIC_SETTINGS[name]!;
    // The text that somebody set comes back as it was set.
    const shown = source === 'topic' ? configs.get(name)! : showValue(value);
    return { name, value: shown, source, documentation: doc, hasEffect };
  });
}

/** Throws INVALID_CONFIG for the first name or value that is not possible. Null: back to the default. */
export function checkTopicConfigs(
  configs: ReadonlyMap<string, string | null>,
  brokerConfig: BrokerConfig,
): void {
  for (const [name, value] of configs) {
    const setting = settingOf(name);
    if (setting === undefined) throw unknownName(name);
    if (value === null) continue;
    const read = readSetting(setting.schema, value);
    if (read.kind === 'fault') {
      const { refusal } = setting;
      throw new BrokerError(
        'INVALID_CONFIG',
        `${name} is ${read.fault}.${refusal === undefined ? '' : ` ${refusal}`}`,
      );
    }
    if (name === 'max.message.bytes') checkRoomInFrame(read.value as number, brokerConfig);
  }
}

/** As the broker's own message.max.bytes: a frame that is too long ends the connection, and no error says why. */
function checkRoomInFrame(maxMessageBytes: number, { frameMaxBytes }: BrokerConfig): void {
  if (maxMessageBytes < frameMaxBytes) return;
  throw new BrokerError(
    'INVALID_CONFIG',
    `max.message.bytes is ${maxMessageBytes}; it must be less than frame.max.bytes of the brokers, which is ${frameMaxBytes}.`,
  );
}

function valueOf(
  name: string,
  configs: ReadonlyMap<string, string>,
  brokerConfig: BrokerConfig,
): { readonly value: unknown; readonly source: ConfigEntry['source'] } {
  const setting = TOPIC_SETTINGS[name]!;
  const own = configs.get(name);
  if (own !== undefined) {
    const read = readSetting(setting.schema, own);
    // It was checked when it was set; a stricter version may not know it any more, and then the default counts.
    if (read.kind === 'value') return { value: read.value, source: 'topic' };
  }
  const { fallback } = setting;
  if (fallback === undefined) return { value: setting.default, source: 'default' };
  const isDefault = brokerConfig.origins[fallback] === DEFAULT_ORIGIN;
  return { value: configValue(brokerConfig, fallback), source: isDefault ? 'default' : 'broker' };
}

function topicOf(image: MetadataImage, name: string): Topic {
  const topic = image.topic(name);
  if (topic === undefined) {
    throw new BrokerError('UNKNOWN_TOPIC_OR_PARTITION', 'There is no topic with this name.');
  }
  return topic;
}

function settingOf(name: string): TopicSetting | undefined {
  return Object.hasOwn(TOPIC_SETTINGS, name) ? TOPIC_SETTINGS[name] : undefined;
}

function unknownName(name: string): BrokerError {
  const shown = name.length <= 60 ? name : `${name.slice(0, 60)}...`;
  const nearest = nearestName(name, TOPIC_SETTING_NAMES);
  const hint = nearest === undefined ? '' : `; the nearest name is ${nearest}`;
  return new BrokerError('INVALID_CONFIG', `"${shown}" is not a topic config${hint}.`);
}
