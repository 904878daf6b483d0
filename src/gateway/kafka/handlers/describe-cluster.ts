/**
 * DescribeCluster, 0 to 2: the brokers. The controllers, which 1 can ask for, are brokers too, but no client reaches them
 * in that role.
 */
import { BrokerError } from '../../../model/errors.ts';
import { ALL_OPERATIONS } from '../authorized-operations.ts';
import { controllerIdOf, kafkaNodes } from '../brokers.ts';
import type { Handler } from '../call.ts';
import { adminRefusal, NO_ERROR } from '../error-codes.ts';

const BROKERS = 1;

export const describeCluster: Handler<'DescribeCluster'> = async ({ body }, { broker, nodeOf }) => {
  const cluster = await broker.describeCluster();
  const { clusterId } = cluster;
  if (body.endpointType !== BROKERS) {
    const refusal = adminRefusal(
      new BrokerError('UNSUPPORTED_ENDPOINT_TYPE', 'Controllers have no listener for clients.'),
    );
    return { ...refusal, clusterId, brokers: [] };
  }
  const nodes = kafkaNodes(cluster, nodeOf);
  return {
    errorCode: NO_ERROR,
    clusterId,
    controllerId: controllerIdOf(cluster, nodes),
    brokers: nodes.map(({ nodeId, host, port }) => ({ brokerId: nodeId, host, port })),
    ...(body.includeClusterAuthorizedOperations
      ? { clusterAuthorizedOperations: ALL_OPERATIONS.cluster }
      : {}),
  };
};
