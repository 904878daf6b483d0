/**
 * FindCoordinator, 0 to 6: the broker that coordinates a group; several groups at once from 4 on. Transactions (key type
 * 1) and share groups (2) have none here.
 */
import { BrokerError } from '../../../model/errors.ts';
import type { KafkaNode } from '../brokers.ts';
import type { CallContext, Handler } from '../call.ts';
import { groupRefusal, NO_ERROR, type Refusal } from '../error-codes.ts';

const GROUP = 0;
const TRANSACTION = 1;

export const findCoordinator: Handler<'FindCoordinator'> = async ({ version, body }, at) => {
  const { key, keyType, coordinatorKeys } = body;
  if (version < 4) return find(key, keyType, at);
  const found = coordinatorKeys.map(async (one) => ({
    key: one,
    ...(await find(one, keyType, at)),
  }));
  return { coordinators: await Promise.all(found) };
};

type Found = Omit<KafkaNode, 'nodeId'> & { nodeId: number } & (
    Refusal | { errorCode: typeof NO_ERROR; errorMessage: null }
  );

async function find(key: string, keyType: number, { broker, nodeOf }: CallContext): Promise<Found> {
  try {
    if (keyType !== GROUP) throw refusalOf(keyType);
    const coordinator = await broker.findCoordinator(key);
    const node = nodeOf(coordinator);
    if (node === undefined || !coordinator.isConnected) {
      throw new BrokerError('COORDINATOR_NOT_AVAILABLE');
    }
    return { ...node, errorCode: NO_ERROR, errorMessage: null };
  } catch (error) {
    return { nodeId: -1, host: '', port: -1, ...groupRefusal(error) };
  }
}

/**
 * Kafka always has a coordinator of transactions, so librdkafka takes every other error for one that passes, asks for as
 * long as its time-out lasts, and then tells of nothing but the time-out. This one it gives to the application at once, with
 * the message.
 */
function refusalOf(keyType: number): BrokerError {
  if (keyType === TRANSACTION) {
    const message = 'There are no transactions here; produce without a transactional id.';
    return new BrokerError('TRANSACTIONAL_ID_AUTHORIZATION_FAILED', message);
  }
  return new BrokerError('INVALID_REQUEST', 'Only groups have coordinators here.');
}
