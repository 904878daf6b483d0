// The contract of producers and admins, for kafkajs over TCP and brokers in this process.
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { startCluster } from '../../src/testing/index.ts';
import { clientCases } from './client.cases.ts';

/** Without its warning that the default partitioner has changed since version 1. */
class QuietKafka extends Kafka {
  override producer(config: Parameters<Kafka['producer']>[0] = {}): ReturnType<Kafka['producer']> {
    return super.producer({ createPartitioner: Partitioners.DefaultPartitioner, ...config });
  }
}

clientCases('kafkajs over TCP', async () => {
  const cluster = await startCluster({ brokers: 3 });
  const brokers = [...cluster.kafkaAddresses];
  return {
    client: () => new QuietKafka({ brokers, logLevel: logLevel.NOTHING }),
    close: () => cluster[Symbol.asyncDispose](),
  };
});
