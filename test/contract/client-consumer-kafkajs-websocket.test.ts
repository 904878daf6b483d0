// The contract of consumers, for kafkajs through one WebSocket URL and brokers in this process.
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { socketFactory } from '../../src/client/kafkajs/index.ts';
import { startCluster } from '../../src/testing/index.ts';
import { type ContractClient, consumerCases } from './client-consumer.cases.ts';

consumerCases('kafkajs over WebSocket', async () => {
  const cluster = await startCluster({ brokers: 3 });
  const kafka = new Kafka({
    brokers: ['flotilla:9092'],
    socketFactory: socketFactory(cluster.url),
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  return {
    client: (): ContractClient => ({
      producer: () => kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner }),
      consumer: (config) => kafka.consumer(config),
    }),
    createTopic: async (topic, numPartitions) => {
      await admin.createTopics({ topics: [{ topic, numPartitions, replicationFactor: 3 }] });
    },
    close: async () => {
      await admin.disconnect();
      await cluster[Symbol.asyncDispose]();
    },
  };
});
