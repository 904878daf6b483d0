/** What lies on disk: the codec that the first batch of a topic says it has. A client that silently does not compress looks well. */
import { attributesAt, COMPRESSION_MASK } from '../../src/record/batch-header.ts';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { KafkaClient } from '../support/kafka-client.ts';
import { CODECS, type Codec } from './client.ts';

const FETCH_VERSION = 4;

export async function codecOfFirstBatch(cluster: ClusterProcesses, topic: string): Promise<Codec> {
  const leader = await cluster.leaderOf({ topic, partition: 0 });
  await using client = await KafkaClient.connect(cluster.kafkaAddresses[leader - 1]!);
  const partition = { partition: 0, fetchOffset: 0, partitionMaxBytes: 1 };
  const { responses } = await client.ask('Fetch', FETCH_VERSION, {
    maxWaitMs: 0,
    minBytes: 1,
    isolationLevel: 0,
    topics: [{ topic, partitions: [partition] }],
  });
  const { records } = responses[0]!.partitions[0]!;
  return CODECS[attributesAt(records!) & COMPRESSION_MASK]!;
}
