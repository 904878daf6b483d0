/** The answer to a hello: who this broker is, what it can do, and what a client may cost. */
import type { BrokerApi } from '../../broker/api.ts';
import { BrokerError } from '../../model/errors.ts';
import { encodeResponse, PROTOCOL_VERSION, type ClientFrame } from '../../protocol/client-frame.ts';
import type { SessionLimits } from './limits.ts';
import type { Answer } from './operations.ts';

const FEATURES = ['subscriptions'];

/** Throws a BrokerError when there is no version that both speak. */
export function checkVersion({ hello }: ClientFrame): void {
  const { protocolVersionMin, protocolVersionMax } = hello!;
  const isSpoken =
    (protocolVersionMin ?? 0) <= PROTOCOL_VERSION && PROTOCOL_VERSION <= (protocolVersionMax ?? 0);
  if (isSpoken) return;
  throw new BrokerError(
    'UNSUPPORTED_VERSION',
    `This broker speaks version ${PROTOCOL_VERSION} of flotilla.v1, the client ${protocolVersionMin} to ${protocolVersionMax}.`,
  );
}

export async function answerHello(
  modules: {
    readonly broker: BrokerApi;
    readonly serverVersion: string;
    readonly limits: SessionLimits;
  },
  correlationId: number,
): Promise<Answer> {
  const { broker, serverVersion, limits } = modules;
  const { clusterId, nodeId } = await broker.describeCluster();
  const hello = {
    protocolVersion: PROTOCOL_VERSION,
    serverVersion,
    clusterId,
    nodeId,
    features: FEATURES,
    limits,
  };
  return encodeResponse(correlationId, { hello });
}
