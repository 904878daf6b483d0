/**
 * What people write with kafkajs, after the chapters of its documentation, with the import changed: it need only compile.
 * (docs/examples has a whole program, which is run.)
 */
import {
  CompressionTypes,
  type Consumer,
  type EachBatchPayload,
  type EachMessagePayload,
  Kafka,
  type KafkaConfig,
  KafkaJSProtocolError,
  type KafkaMessage,
  logLevel,
  PartitionAssigners,
  Partitioners,
  type Producer,
  type ProducerRecord,
  type RecordMetadata,
} from '../../../src/client/index.ts';

export function configuring(): Kafka {
  const config: KafkaConfig = {
    clientId: 'shop',
    brokers: async () => ['kafka1:9080', 'kafka2:9080'],
    connectionTimeout: 3000,
    requestTimeout: 25_000,
    retry: { initialRetryTime: 100, retries: 8, restartOnFailure: async () => true },
    logLevel: logLevel.ERROR,
    logCreator:
      (level) =>
      ({ namespace, label, log: { message, timestamp, ...extra } }) =>
        console.log(level, namespace, label, timestamp, message, extra),
  };
  return new Kafka(config);
}

export class OrderProducer {
  private readonly producer: Producer;

  constructor(kafka: Kafka) {
    this.producer = kafka.producer({
      createPartitioner: Partitioners.LegacyPartitioner,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
      idempotent: true,
    });
  }

  async place(orders: { id: string; total: number }[]): Promise<RecordMetadata[]> {
    await this.producer.connect();
    const record: ProducerRecord = {
      topic: 'orders',
      acks: -1,
      timeout: 30_000,
      compression: CompressionTypes.GZIP,
      messages: orders.map((order) => ({
        key: order.id,
        value: JSON.stringify(order),
        headers: { 'correlation-id': Buffer.from(order.id), tags: ['a', 'b'] },
      })),
    };
    try {
      return await this.producer.send(record);
    } catch (error) {
      if (error instanceof KafkaJSProtocolError) console.error(error.type, error.code);
      throw error;
    } finally {
      await this.producer.disconnect();
    }
  }
}

export async function eachMessage(kafka: Kafka): Promise<Consumer> {
  const consumer = kafka.consumer({
    groupId: 'billing',
    sessionTimeout: 30_000,
    partitionAssigners: [PartitionAssigners.roundRobin],
  });
  await consumer.connect();
  await consumer.subscribe({ topics: ['orders', /^returns-.*/i], fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: 3,
    eachMessage: async ({ topic, partition, message, heartbeat, pause }: EachMessagePayload) => {
      console.log({
        topic,
        partition,
        offset: message.offset,
        key: message.key?.toString(),
        value: message.value?.toString('utf8'),
        header: message.headers['correlation-id']?.toString(),
      });
      await heartbeat();
      const resume = pause();
      setTimeout(resume, 1000);
    },
  });
  consumer.seek({ topic: 'orders', partition: 0, offset: '12384' });
  consumer.pause([{ topic: 'orders', partitions: [0] }]);
  consumer.resume(consumer.paused());
  return consumer;
}

export async function eachBatch(consumer: Consumer, store: (message: KafkaMessage) => void) {
  const { GROUP_JOIN, CRASH } = consumer.events;
  const stop = consumer.on(GROUP_JOIN, ({ payload }) => console.log(payload.memberAssignment));
  consumer.on(CRASH, ({ payload: { error, restart } }) => console.error(error.message, restart));
  await consumer.run({
    eachBatchAutoResolve: false,
    autoCommitInterval: 5000,
    autoCommitThreshold: 100,
    eachBatch: async (payload: EachBatchPayload) => {
      const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary } = payload;
      for (const message of batch.messages) {
        if (!payload.isRunning() || payload.isStale()) break;
        store(message);
        resolveOffset(message.offset);
        await heartbeat();
      }
      await commitOffsetsIfNecessary(payload.uncommittedOffsets());
      console.log(batch.firstOffset(), batch.lastOffset(), batch.offsetLag(), batch.highWatermark);
    },
  });
  await consumer.commitOffsets([{ topic: 'orders', partition: 0, offset: '1', metadata: null }]);
  stop();
}

export async function administrating(kafka: Kafka): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 2 } });
  await admin.connect();
  const isNew = await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic: 'orders', configEntries: [{ name: 'retention.ms', value: '60000' }] }],
  });
  const { topics } = await admin.fetchTopicMetadata({ topics: ['orders'] });
  for (const { partitions } of topics) console.log(isNew, partitions[0]?.leader);
  const [first] = await admin.fetchTopicOffsets('orders');
  console.log(first?.high, first?.low);
  await admin.setOffsets({
    groupId: 'billing',
    topic: 'orders',
    partitions: [{ partition: 0, offset: '3' }],
  });
  await admin.resetOffsets({ groupId: 'billing', topic: 'orders', earliest: true });
  const { controller, brokers } = await admin.describeCluster();
  console.log(controller === null, brokers.map(({ host, port }) => `${host}:${port}`).join());
  await admin.disconnect();
}
