// The contract of producers and admins, for our client over WebSocket and brokers in this process.
import { Kafka } from '../../src/client/node/kafka.ts';
import { startCluster } from '../../src/testing/index.ts';
import { clientCases, type ContractClient } from './client.cases.ts';

clientCases('flotilla/client', async () => {
  const cluster = await startCluster({ brokers: 3 });
  return {
    // kafkajs's assigners may ask for more of the cluster than ours are given; nothing else differs.
    client: () => new Kafka({ brokers: cluster.urls, logLevel: 0 }) as unknown as ContractClient,
    close: () => cluster[Symbol.asyncDispose](),
  };
});
