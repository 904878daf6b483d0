/** Input for the doors: a broker that answers what a test says, and UNKNOWN_SERVER_ERROR otherwise. */
import type { BrokerApi, FetchResult, ProduceReceipt } from '../../../src/broker/api.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, offset, term, uuid } from '../../../src/model/ids.ts';
import type { Logger } from '../../../src/platform/logger.ts';
import type { Meter } from '../../../src/platform/meter.ts';

export const CLUSTER_ID = uuid('AAAAAAAAAAAAAAAAAAAAAA');
export const TOPIC_ID = uuid('BBBBBBBBBBBBBBBBBBBBBA');

export const RECEIPT: ProduceReceipt = {
  baseOffset: offset(7),
  lastOffset: offset(9),
  leaderEpoch: term(3),
  logAppendTimeMs: -1,
  logStartOffset: offset(2),
  waitedFor: 'synced-on-majority',
};

export function fetchResult(batches: readonly Uint8Array[] = []): FetchResult {
  return { batches, highWatermark: offset(9), logStartOffset: offset(0), leaderEpoch: term(3) };
}

export function brokerWith(methods: Partial<BrokerApi> = {}): BrokerApi {
  const refuse = (): Promise<never> => Promise.reject(new BrokerError('UNKNOWN_SERVER_ERROR'));
  return {
    describeCluster: () =>
      Promise.resolve({
        clusterId: CLUSTER_ID,
        nodeId: nodeId(1),
        controller: nodeId(2),
        brokers: [
          {
            nodeId: nodeId(1),
            host: '127.0.0.1',
            httpPort: 9080,
            peerPort: 9180,
            isConnected: true,
          },
        ],
      }),
    describeTopics: refuse,
    produce: refuse,
    fetch: refuse,
    listOffsets: refuse,
    createTopic: refuse,
    deleteTopic: refuse,
    addPartitions: refuse,
    describeTopicConfig: refuse,
    alterTopicConfig: refuse,
    describePartition: refuse,
    transferLeadership: refuse,
    clusterHealth: refuse,
    initProducerId: refuse,
    group: refuse,
    findCoordinator: refuse,
    ...methods,
  };
}

/** Bytes that have the length field of a record batch v2 and nothing else of it. */
export function batchOf(size: number, fill = 0): Uint8Array {
  const batch = new Uint8Array(size).fill(fill);
  new DataView(batch.buffer).setInt32(8, size - 12);
  return batch;
}

export const silentMeter: Meter = {
  counter: () => ({ add: () => {} }),
  histogram: () => ({ observe: () => {} }),
  gauge: () => {},
};

export interface LogLine {
  readonly event: string;
  readonly fields: Record<string, unknown> | undefined;
}

export function recordingLogger(): Logger & { readonly errors: LogLine[] } {
  const errors: LogLine[] = [];
  const logger: Logger & { readonly errors: LogLine[] } = {
    errors,
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (event, fields) => void errors.push({ event, fields }),
    child: () => logger,
  };
  return logger;
}
