// The contract of consumers, for kafkajs over TCP and brokers in this process.
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { startCluster } from '../../src/testing/index.ts';
import { type ContractClient, consumerCases } from './client-consumer.cases.ts';

consumerCases('kafkajs over TCP', async () => {
  const cluster = await startCluster({ brokers: 3 });
  const kafka = new Kafka({ brokers: [...cluster.kafkaAddresses], logLevel: logLevel.NOTHING });
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
