/** Brokers as Kafka's clients see them: those that run and have this door. */
import type { BrokerDescription, ClusterDescription } from '../../broker/api.ts';
import type { NodeId } from '../../model/ids.ts';

export interface KafkaNode {
  readonly nodeId: NodeId;
  readonly host: string;
  readonly port: number;
}

export function kafkaNode({ nodeId, host, kafkaPort }: BrokerDescription): KafkaNode | undefined {
  return kafkaPort === undefined ? undefined : { nodeId, host, port: kafkaPort };
}

/** Kafka lists no broker that is down either: a client would ask it in vain. */
export function kafkaNodes({ brokers, nodeId }: ClusterDescription): KafkaNode[] {
  return brokers
    .filter((broker) => broker.isConnected || broker.nodeId === nodeId)
    .flatMap((broker) => kafkaNode(broker) ?? []);
}

/** Any broker passes administration on, so whoever answers will do while no leader of the metadata is known. */
export function controllerIdOf(cluster: ClusterDescription, nodes: readonly KafkaNode[]): number {
  const isListed = nodes.some(({ nodeId }) => nodeId === cluster.controller);
  return isListed ? cluster.controller! : cluster.nodeId;
}
