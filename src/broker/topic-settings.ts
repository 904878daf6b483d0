/** What a topic's configuration means for its partitions on this broker; worked out once per change of the topic. */
import type { BrokerConfig } from '../config/broker-config.ts';
import type { Topic } from '../metadata/image.ts';
import { describeTopicConfig, topicConfigOf } from '../metadata/topic-configs.ts';
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
