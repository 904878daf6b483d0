// Goal: what counts for a topic is its own value, else the broker's, else the default, and describing it says which.
// Method: one topic under brokers with and without settings of their own.
import { describe, expect, it } from 'vitest';
import {
  describeTopicConfig,
  effectiveTopicConfig,
  TOPIC_SETTING_NAMES,
} from '../../../src/metadata/topic-configs.ts';
import { configOf, Metadata } from './samples.ts';

const BROKER = configOf({ 'log.retention.ms': 5000, 'min.insync.replicas': '2' });

function topicWith(configs: Record<string, string>): Metadata {
  const metadata = new Metadata(3);
  metadata.create('demo', 1, 3, configs);
  return metadata;
}

describe('the config of a topic', () => {
  it('has the defaults of Kafka', () => {
    expect(effectiveTopicConfig(topicWith({}).image, 'demo', configOf())).toEqual({
      maxMessageBytes: 1_048_588,
      messageTimestampType: 'CreateTime',
      messageTimestampBeforeMaxMs: Number.MAX_SAFE_INTEGER,
      messageTimestampAfterMaxMs: 3_600_000,
      minInsyncReplicas: 1,
      retentionBytes: -1,
      retentionMs: 604_800_000,
      segmentBytes: 1_073_741_824,
      segmentMs: 604_800_000,
    });
  });

  it('comes from the topic before the broker', () => {
    const { image } = topicWith({
      'retention.ms': '-1',
      'message.timestamp.type': 'LogAppendTime',
    });
    expect(effectiveTopicConfig(image, 'demo', BROKER)).toMatchObject({
      retentionMs: -1,
      minInsyncReplicas: 2,
      messageTimestampType: 'LogAppendTime',
    });
  });

  it('is described with its source, and the text that somebody set', () => {
    const { image } = topicWith({ 'segment.ms': '9223372036854775807', 'flush.messages': '1' });
    const entries = describeTopicConfig(image, 'demo', BROKER);
    expect(entries.map((entry) => entry.name)).toEqual(TOPIC_SETTING_NAMES);
    const entry = (name: string) => entries.find((candidate) => candidate.name === name);
    expect(entry('segment.ms')).toMatchObject({ value: '9223372036854775807', source: 'topic' });
    expect(entry('retention.ms')).toMatchObject({
      value: '5000',
      source: 'broker',
      hasEffect: true,
    });
    expect(entry('segment.bytes')).toMatchObject({ value: '1073741824', source: 'default' });
    expect(entry('flush.messages')).toMatchObject({
      value: '1',
      source: 'topic',
      hasEffect: false,
    });
    expect(entry('flush.ms')).toMatchObject({ value: '9223372036854775807', source: 'default' });
    expect(entries.every(({ documentation }) => /^[A-Z].*\.$/s.test(documentation))).toBe(true);
  });

  it('accepts what the describe of a topic said, as tools that copy configs do', () => {
    const copied = Object.fromEntries(
      describeTopicConfig(topicWith({}).image, 'demo', BROKER).map((e) => [e.name, e.value]),
    );
    const { image } = topicWith(copied);
    expect(effectiveTopicConfig(image, 'demo', configOf())).toEqual(
      effectiveTopicConfig(topicWith({}).image, 'demo', BROKER),
    );
  });

  it('is unknown for a topic that is not there', () => {
    const { image } = new Metadata(3);
    expect(() => effectiveTopicConfig(image, 'demo', BROKER)).toThrow('no topic');
    expect(() => describeTopicConfig(image, 'demo', BROKER)).toThrow('no topic');
  });
});
