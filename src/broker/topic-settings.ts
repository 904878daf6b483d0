/** What a topic's configuration means for its partitions on this broker; worked out once per change of the topic. */
import { configValue, DEFAULT_ORIGIN, type BrokerConfig } from '../config/broker-config.ts';
import { showValue } from '../config/setting.ts';
import { SETTING_NAMES, SETTINGS } from '../config/settings.ts';
import type { Topic } from '../metadata/image.ts';
import {
  checkTopicConfigs,
  describeTopicConfig,
  topicConfigOf,
} from '../metadata/topic-configs.ts';
import type { Uuid } from '../model/ids.ts';
import type { LogSettings } from '../storage/log.ts';
import type { ConfigEntry } from './api.ts';
import { unknownTopic } from './errors.ts';
import type { MetadataGroup } from './metadata-group.ts';
import type { WriteRules } from './partition-service.ts';

interface Effective {
  readonly writes: WriteRules;
  readonly log: LogSettings;
}

export class TopicSettings {
  private readonly metadata: MetadataGroup;
  private readonly config: BrokerConfig;
  /** A topic of the image is never changed in place. */
  private readonly known = new WeakMap<Topic, Effective>();

  constructor(metadata: MetadataGroup, config: BrokerConfig) {
    this.metadata = metadata;
    this.config = config;
  }

  writeRules(topicId: Uuid): WriteRules {
    return this.of(topicId).writes;
  }

  logSettings(topicId: Uuid): LogSettings {
    return this.of(topicId).log;
  }

  describe(name: string): ConfigEntry[] {
    if (this.metadata.image.topic(name) === undefined) throw unknownTopic(name);
    return describeTopicConfig(this.metadata.image, name, this.config);
  }

  /** Refuses what the leader of the metadata group would refuse. */
  check(name: string, changes: Readonly<Record<string, string | null>>): void {
    if (this.metadata.image.topic(name) === undefined) throw unknownTopic(name);
    checkTopicConfigs(new Map(Object.entries(changes)), this.config);
  }

  describeBroker(): ConfigEntry[] {
    return SETTING_NAMES.map((name) => ({
      name,
      value: showValue(configValue(this.config, name)),
      source: this.config.origins[name] === DEFAULT_ORIGIN ? 'default' : 'broker',
      documentation: SETTINGS[name].doc,
      hasEffect: true,
    }));
  }

  private of(topicId: Uuid): Effective {
    const topic = this.metadata.image.topicById(topicId);
    if (topic === undefined) throw unknownTopic(topicId);
    let effective = this.known.get(topic);
    if (effective === undefined) {
      effective = this.workOut(topic);
      this.known.set(topic, effective);
    }
    return effective;
  }

  private workOut(topic: Topic): Effective {
    const config = topicConfigOf(topic.configs, this.config);
    const { segmentBytes, segmentMs, retentionMs, retentionBytes } = config;
    return {
      log: { segmentBytes, segmentMs, retentionMs, retentionBytes },
      writes: {
        batchBytesMax: config.maxMessageBytes,
        minInSyncReplicas: config.minInsyncReplicas,
        isLogAppendTime: config.messageTimestampType === 'LogAppendTime',
        timestampBeforeMaxMs: config.messageTimestampBeforeMaxMs,
        timestampAfterMaxMs: config.messageTimestampAfterMaxMs,
      },
    };
  }
}
