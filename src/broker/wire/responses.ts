/** The results of BrokerApi as messages of flotilla.proto, and back. See requests.ts. */
import { BrokerError, errorNameOf, ERRORS, type LogRange } from '../../model/errors.ts';
import type { flotilla } from '../../protocol/generated/flotilla.js';
import type {
  BrokerDescription,
  ClusterDescription,
  ClusterHealth,
  ConfigEntry,
  CreatedTopic,
  FetchResult,
  ListedOffset,
  PartitionLeadership,
  ProducerIdentity,
  ProduceReceipt,
  TopicDescription,
} from '../api.ts';
import {
  nodeIdOf,
  offsetOf,
  optionalNodeId,
  termOf,
  uuidOf,
  wordOf,
  type Maybe,
} from './fields.ts';

const WAITED_FOR = ['synced-on-majority', 'appended-on-leader', 'sent'] as const;
const CONFIG_SOURCES = ['default', 'broker', 'topic'] as const;

export const errorResponse = {
  toWire(error: BrokerError): flotilla.v1.ErrorResponse.$Properties {
    const { code, errorName, message, retriable, logRange } = error;
    return { code, name: errorName, message, retriable, logRange: logRange ?? null };
  },
  /** By name; from a newer broker, whose name is not known here, by code. */
  fromWire(wire: flotilla.v1.ErrorResponse.$Properties): BrokerError {
    const { name, code, message, logRange } = wire;
    if (name && Object.hasOwn(ERRORS, name)) {
      const range = logRange ? logRangeFromWire(logRange) : undefined;
      return new BrokerError(name as keyof typeof ERRORS, message ?? undefined, range);
    }
    const known = errorNameOf(code ?? ERRORS.UNKNOWN_SERVER_ERROR.code);
    return new BrokerError(known, `${name || `error ${code}`}: ${message}`);
  },
};

function logRangeFromWire(wire: flotilla.v1.LogRange.$Properties): LogRange {
  const { truncatedTo } = wire;
  return {
    startOffset: offsetOf(wire.startOffset),
    endOffset: offsetOf(wire.endOffset),
    ...(typeof truncatedTo === 'number' ? { truncatedTo: offsetOf(truncatedTo) } : {}),
  };
}

export const produceReceipt = {
  toWire(receipt: ProduceReceipt): flotilla.v1.ProduceResponse.$Properties {
    return {
      baseOffset: receipt.baseOffset,
      lastOffset: receipt.lastOffset,
      leaderEpoch: receipt.leaderEpoch,
      logAppendTimeMs: receipt.logAppendTimeMs,
      logStartOffset: receipt.logStartOffset,
      waitedFor: WAITED_FOR.indexOf(receipt.waitedFor),
    };
  },
  fromWire(wire: flotilla.v1.ProduceResponse.$Properties): ProduceReceipt {
    return {
      baseOffset: offsetOf(wire.baseOffset),
      lastOffset: offsetOf(wire.lastOffset),
      leaderEpoch: termOf(wire.leaderEpoch),
      logAppendTimeMs: wire.logAppendTimeMs ?? 0,
      logStartOffset: offsetOf(wire.logStartOffset),
      waitedFor: wordOf(WAITED_FOR, wire.waitedFor, 'way to acknowledge'),
    };
  },
};

/** Without the batches, which travel as they are. */
export const fetchHeader = {
  toWire(result: FetchResult): flotilla.v1.FetchResponse.$Properties {
    const { highWatermark, logStartOffset, leaderEpoch } = result;
    return { highWatermark, logStartOffset, leaderEpoch };
  },
  fromWire(
    wire: flotilla.v1.FetchResponse.$Properties,
    batches: readonly Uint8Array[],
  ): FetchResult {
    return {
      batches,
      highWatermark: offsetOf(wire.highWatermark),
      logStartOffset: offsetOf(wire.logStartOffset),
      leaderEpoch: termOf(wire.leaderEpoch),
    };
  },
};

export const listedOffset = {
  toWire(listed: ListedOffset): flotilla.v1.ListOffsetsResponse.$Properties {
    const { offset, timestampMs, leaderEpoch } = listed;
    return { offset: offset ?? null, timestampMs: timestampMs ?? null, leaderEpoch };
  },
  fromWire(wire: flotilla.v1.ListOffsetsResponse.$Properties): ListedOffset {
    return {
      offset: typeof wire.offset === 'number' ? offsetOf(wire.offset) : undefined,
      timestampMs: wire.timestampMs ?? undefined,
      leaderEpoch: termOf(wire.leaderEpoch),
    };
  },
};

export const clusterDescription = {
  toWire(cluster: ClusterDescription): flotilla.v1.DescribeClusterResponse.$Properties {
    const { clusterId, nodeId, controller, brokers } = cluster;
    return { clusterId, nodeId, controller: controller ?? null, brokers: [...brokers] };
  },
  fromWire(wire: flotilla.v1.DescribeClusterResponse.$Properties): ClusterDescription {
    return {
      clusterId: uuidOf(wire.clusterId),
      nodeId: nodeIdOf(wire.nodeId),
      controller: optionalNodeId(wire.controller),
      brokers: (wire.brokers ?? []).map(brokerFromWire),
    };
  },
};

function brokerFromWire(wire: flotilla.v1.Broker.$Properties): BrokerDescription {
  return {
    nodeId: nodeIdOf(wire.nodeId),
    host: wire.host ?? '',
    httpPort: wire.httpPort ?? 0,
    peerPort: wire.peerPort ?? 0,
    isConnected: wire.isConnected ?? false,
  };
}

export const brokerDescription = {
  toWire: (broker: BrokerDescription): flotilla.v1.Broker.$Properties => broker,
  fromWire: brokerFromWire,
};

export const producerIdentity = {
  toWire: (identity: ProducerIdentity): flotilla.v1.InitProducerIdResponse.$Properties => identity,
  fromWire(wire: flotilla.v1.InitProducerIdResponse.$Properties): ProducerIdentity {
    return { producerId: wire.producerId ?? 0, producerEpoch: wire.producerEpoch ?? 0 };
  },
};

export const topicDescriptions = {
  toWire(topics: readonly TopicDescription[]): flotilla.v1.DescribeTopicsResponse.$Properties {
    return {
      topics: topics.map((topic) => ({
        name: topic.name,
        topicId: topic.topicId ?? null,
        error: topic.error ?? null,
        partitions: topic.partitions.map(leadershipToWire),
      })),
    };
  },
  fromWire(wire: flotilla.v1.DescribeTopicsResponse.$Properties): TopicDescription[] {
    return (wire.topics ?? []).map(topicFromWire);
  },
};

function topicFromWire(wire: flotilla.v1.Topic.$Properties): TopicDescription {
  const { topicId, error } = wire;
  return {
    name: wire.name ?? '',
    ...(topicId ? { topicId: uuidOf(topicId) } : {}),
    ...(error ? { error: { name: error.name ?? '', message: error.message ?? '' } } : {}),
    partitions: (wire.partitions ?? []).map(leadershipFromWire),
  };
}

function leadershipToWire(row: PartitionLeadership): flotilla.v1.PartitionLeadership.$Properties {
  return {
    partition: row.partition,
    leader: row.leader ?? null,
    leaderEpoch: row.leaderEpoch,
    replicas: [...row.replicas],
    inSyncReplicas: [...row.inSyncReplicas],
  };
}

function leadershipFromWire(
  wire: flotilla.v1.PartitionLeadership.$Properties,
): PartitionLeadership {
  return {
    partition: wire.partition ?? 0,
    leader: optionalNodeId(wire.leader),
    leaderEpoch: termOf(wire.leaderEpoch),
    replicas: (wire.replicas ?? []).map(nodeIdOf),
    inSyncReplicas: (wire.inSyncReplicas ?? []).map(nodeIdOf),
  };
}

export const createdTopic = {
  toWire(topic: CreatedTopic): flotilla.v1.CreateTopicResponse.$Properties {
    return { ...topic, warnings: [...topic.warnings] };
  },
  fromWire(wire: flotilla.v1.CreateTopicResponse.$Properties): CreatedTopic {
    return {
      name: wire.name ?? '',
      topicId: uuidOf(wire.topicId),
      partitionCount: wire.partitionCount ?? 0,
      replicationFactor: wire.replicationFactor ?? 0,
      warnings: wire.warnings ?? [],
    };
  },
};

export const configEntries = {
  toWire(entries: readonly ConfigEntry[]): flotilla.v1.DescribeTopicConfigResponse.$Properties {
    return {
      entries: entries.map((entry) => ({
        ...entry,
        source: CONFIG_SOURCES.indexOf(entry.source),
      })),
    };
  },
  fromWire(wire: flotilla.v1.DescribeTopicConfigResponse.$Properties): ConfigEntry[] {
    return (wire.entries ?? []).map((entry) => ({
      name: entry.name ?? '',
      value: entry.value ?? '',
      source: wordOf(CONFIG_SOURCES, entry.source, 'source of a setting'),
      documentation: entry.documentation ?? '',
      hasEffect: entry.hasEffect ?? false,
    }));
  },
};

export const clusterHealth = {
  toWire(health: ClusterHealth): flotilla.v1.ClusterHealthResponse.$Properties {
    return { ...health, reasons: [...health.reasons] };
  },
  fromWire(wire: flotilla.v1.ClusterHealthResponse.$Properties): ClusterHealth {
    return {
      isHealthy: wire.isHealthy ?? false,
      reasons: wire.reasons ?? [],
      brokersConnected: count(wire.brokersConnected),
      brokersKnown: count(wire.brokersKnown),
      partitions: count(wire.partitions),
      partitionsWithoutLeader: count(wire.partitionsWithoutLeader),
      partitionsUnderReplicated: count(wire.partitionsUnderReplicated),
    };
  },
};

function count(value: Maybe<number>): number {
  return value ?? 0;
}
