/** Brokers as Kafka's clients see them: those that run, under the names by which this client reaches them. */
import type { BrokerDescription, ClusterDescription } from '../../broker/api.ts';
import type { NodeId } from '../../model/ids.ts';
import { NAMED_BROKER_PORT, nameOfBroker } from '../../protocol/kafka/web-socket.ts';

export interface KafkaNode {
  readonly nodeId: NodeId;
  readonly host: string;
  readonly port: number;
}

/** Undefined: this client has no way to that broker. */
export type Naming = (broker: BrokerDescription) => KafkaNode | undefined;

/** Over TCP: each at its own address, if it has this door. */
export const byAddress: Naming = ({ nodeId, host, kafkaPort }) =>
  kafkaPort === undefined ? undefined : { nodeId, host, port: kafkaPort };

/** Behind one URL, which leads to all of them. */
export const byName: Naming = ({ nodeId }) => ({
  nodeId,
  host: nameOfBroker(nodeId),
  port: NAMED_BROKER_PORT,
});

/** Kafka lists no broker that is down either: a client would ask it in vain. */
export function kafkaNodes({ brokers, nodeId }: ClusterDescription, nodeOf: Naming): KafkaNode[] {
  return brokers
    .filter((broker) => broker.isConnected || broker.nodeId === nodeId)
    .flatMap((broker) => nodeOf(broker) ?? []);
}

/** Any broker passes administration on, so whoever answers will do while no leader of the metadata is known. */
export function controllerIdOf(cluster: ClusterDescription, nodes: readonly KafkaNode[]): number {
  const isListed = nodes.some(({ nodeId }) => nodeId === cluster.controller);
  return isListed ? cluster.controller! : cluster.nodeId;
}
