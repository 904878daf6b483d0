// Goal: a program that is typed against kafkajs compiles against this client. Method: the assignments below are checked by
// `npm run typecheck`; the test run only shows that the values are there.
import { describe, expect, it } from 'vitest';
import type * as kafkajs from 'kafkajs';
import * as flotilla from '../../../src/client/index.ts';
import * as examples from './kafkajs-examples.ts';

type Ours = InstanceType<typeof flotilla.Kafka>;

/** Where a program hands our objects to a function that was written for kafkajs's. */
export const fromOurs = (kafka: Ours) => {
  const producer: kafkajs.Producer = kafka.producer();
  const consumer: kafkajs.Consumer = kafka.consumer({ groupId: 'g' });
  const admin: kafkajs.Admin = kafka.admin();
  const logger: kafkajs.Logger = kafka.logger();
  return { producer, consumer, admin, logger };
};

/** Where a program has annotated its configuration or handlers with kafkajs's types. */
export const intoOurs = (
  kafka: Ours,
  given: {
    record: kafkajs.ProducerRecord;
    batch: kafkajs.ProducerBatch;
    producer: kafkajs.ProducerConfig;
    consumer: Omit<kafkajs.ConsumerConfig, 'partitionAssigners'>;
    run: kafkajs.ConsumerRunConfig;
    eachMessage: (payload: kafkajs.EachMessagePayload) => Promise<void>;
    eachBatch: (payload: kafkajs.EachBatchPayload) => Promise<void>;
    retry: kafkajs.RetryOptions;
    logCreator: kafkajs.logCreator;
    level: kafkajs.logLevel;
    partitioner: kafkajs.ICustomPartitioner;
  },
) => {
  const config: flotilla.KafkaConfig = {
    brokers: ['ws://127.0.0.1:9080'],
    retry: given.retry,
    logCreator: given.logCreator,
    logLevel: given.level,
  };
  const producer = kafka.producer({ ...given.producer, createPartitioner: given.partitioner });
  const consumer = kafka.consumer(given.consumer);
  return [
    config,
    producer.send(given.record),
    producer.sendBatch(given.batch),
    consumer.run(given.run),
    consumer.run({ eachMessage: given.eachMessage }),
    consumer.run({ eachBatch: given.eachBatch }),
  ];
};

describe('what kafkajs exports', () => {
  it('is exported here under the same names', async () => {
    // kafkajs is CommonJS: its names are on `default`.
    const { default: theirs } = (await import('kafkajs')) as unknown as {
      default: Record<string, unknown>;
    };
    // One of its internal errors, which its types do not have.
    const { KafkaJSFetcherRebalanceError: _, ...theirPublic } = theirs;
    const missing = Object.keys(theirPublic).filter((name) => !(name in flotilla));
    expect(missing).toEqual([]);
    const { logLevel, CompressionTypes, ConfigResourceTypes } = theirs;
    expect(flotilla).toMatchObject({ logLevel, CompressionTypes, ConfigResourceTypes });
    expect(Object.keys(flotilla.Partitioners)).toEqual(
      Object.keys(theirs['Partitioners'] as object),
    );
  });

  it('events and errors have the same names', async () => {
    const theirs = await import('kafkajs');
    const config = { brokers: ['localhost:1'], logLevel: 0 };
    const [one, other] = [new flotilla.Kafka(config as never), new theirs.Kafka(config)];
    expect(one.admin().events).toEqual(other.admin().events);
    expect(one.consumer({ groupId: 'g' }).events).toMatchObject(
      other.consumer({ groupId: 'g' }).events,
    );
    const names = (value: object): string[] => Object.keys(value).toSorted();
    expect(names(one.admin())).toEqual(expect.arrayContaining(names(other.admin())));
    expect(names(one.consumer({ groupId: 'g' }))).toEqual(
      expect.arrayContaining(names(other.consumer({ groupId: 'g' }))),
    );
    const producer = other.producer({ createPartitioner: theirs.Partitioners.DefaultPartitioner });
    expect(one.producer().events).toEqual(producer.events);
    expect(names(one.producer())).toEqual(expect.arrayContaining(names(producer)));
  });
});

it('what people write with kafkajs compiles here', () => {
  expect(examples.configuring()).toBeInstanceOf(flotilla.Kafka);
});
