// The contract of producers and admins, for kafkajs through one WebSocket URL and brokers in this process.
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { socketFactory } from '../../src/client/kafkajs/index.ts';
import { startCluster } from '../../src/testing/index.ts';
import { clientCases } from './client.cases.ts';

/** Without its warning that the default partitioner has changed since version 1. */
class QuietKafka extends Kafka {
  override producer(config: Parameters<Kafka['producer']>[0] = {}): ReturnType<Kafka['producer']> {
    return super.producer({ createPartitioner: Partitioners.DefaultPartitioner, ...config });
  }
}

clientCases('kafkajs over WebSocket', async () => {
  const cluster = await startCluster({ brokers: 3 });
  return {
    client: () =>
      new QuietKafka({
        brokers: ['flotilla:9092'],
        socketFactory: socketFactory(cluster.url),
        logLevel: logLevel.NOTHING,
      }),
    close: () => cluster[Symbol.asyncDispose](),
  };
});
