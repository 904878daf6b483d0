/** Is the cluster well, as this broker sees it; each reason is one sentence. */
import { groupKey } from '../model/topic-partition.ts';
import type { Host } from '../host/host.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { ClusterHealth } from './api.ts';
import { METADATA_GROUP } from './metadata-group.ts';

const REASONS_MAX = 20;

export function clusterHealthOf(image: MetadataImage, host: Host): ClusterHealth {
  const reasons: string[] = [];
  const { brokers } = image;
  const away = brokers.filter((broker) => !host.peers.isConnected(broker.nodeId));
  for (const broker of away) reasons.push(`Broker ${broker.nodeId} cannot be reached.`);
  if (host.leadership.get(groupKey(METADATA_GROUP))?.leader === undefined) {
    reasons.push('The metadata group has no leader.');
  }
  let partitions = 0;
  let withoutLeader = 0;
  let underReplicated = 0;
  for (const topic of image.topics) {
    for (const [partition, replicas] of topic.partitions.entries()) {
      partitions += 1;
      const name = `${topic.name}/${partition}`;
      const row = host.leadership.get(groupKey({ topicId: topic.topicId, partition }));
      if (row?.leader === undefined) {
        withoutLeader += 1;
        reasons.push(`${name} has no leader.`);
      } else if (row.inSync.length < replicas.length) {
        underReplicated += 1;
        reasons.push(`${name} has ${row.inSync.length} of ${replicas.length} replicas in sync.`);
      }
    }
  }
  const shown = reasons.slice(0, REASONS_MAX);
  if (reasons.length > shown.length) shown.push(`And ${reasons.length - shown.length} more.`);
  return {
    isHealthy: reasons.length === 0,
    reasons: shown,
    brokersConnected: brokers.length - away.length,
    brokersKnown: brokers.length,
    partitions,
    partitionsWithoutLeader: withoutLeader,
    partitionsUnderReplicated: underReplicated,
  };
}
