// The contract of consumers, for our client over WebSocket and brokers in this process.
import { Kafka } from '../../src/client/node/kafka.ts';
import { startCluster } from '../../src/testing/index.ts';
import { type ContractClient, consumerCases } from './client-consumer.cases.ts';

consumerCases('flotilla/client', async () => {
  const cluster = await startCluster({ brokers: 3 });
  const connection = await cluster.client();
  return {
    client: (): ContractClient => new Kafka({ brokers: cluster.urls, logLevel: 0 }),
    createTopic: async (name, partitionCount) => {
      await connection.createTopic({ name, partitionCount, replicationFactor: 3 });
      await cluster.ready(name);
    },
    close: async () => {
      await connection.close();
      await cluster[Symbol.asyncDispose]();
    },
  };
});
