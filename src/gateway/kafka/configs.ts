/** Configs as Kafka's messages have them. */
import type { BrokerApi } from '../../broker/api.ts';
import { BrokerError } from '../../model/errors.ts';
import type { ConfigEntry } from '../../model/topics.ts';

/** Kafka's: kinds of what has configs. */
export const TOPIC = 2;
export const BROKER = 4;

/** Kafka's: who set the value. */
export const CONFIG_SOURCES: Readonly<Record<ConfigEntry['source'], number>> = {
  topic: 1,
  broker: 4,
  default: 5,
};

export function noSuchConfigs(type: number): BrokerError {
  return new BrokerError(
    'INVALID_REQUEST',
    `Only topics (${TOPIC}) and brokers (${BROKER}) have configs, not resources of type ${type}.`,
  );
}

/** Configs of a broker are asked for at that broker. */
export async function checkOwnName(name: string, broker: BrokerApi): Promise<void> {
  const { nodeId } = await broker.describeCluster();
  if (name === String(nodeId)) return;
  throw new BrokerError('INVALID_REQUEST', `This is broker ${nodeId}; ask broker ${name} itself.`);
}

/** Settings of a broker do not change while it runs. */
export function refuseUnlessTopic(type: number): void {
  if (type === TOPIC) return;
  if (type !== BROKER) throw noSuchConfigs(type);
  throw new BrokerError(
    'INVALID_CONFIG',
    'The settings of a broker do not change while it runs; change its file and start it again.',
  );
}
