import { BrokerError } from '../model/errors.ts';
import type { MetadataDecision } from './controller.ts';
import type { BrokerRegistration, MetadataImage } from './image.ts';
import { DONE, type MetadataRequestOf } from './requests.ts';

const HOST_LENGTH_MAX = 255;

/** A broker says at each start where it is reached. The same once more changes nothing. */
export function registerBroker(
  image: MetadataImage,
  { broker }: MetadataRequestOf<'register-broker'>,
): MetadataDecision {
  checkAddress(broker);
  const before = image.broker(broker.nodeId);
  if (before !== undefined && before.directoryId !== broker.directoryId) {
    throw new BrokerError(
      'DUPLICATE_BROKER_REGISTRATION',
      `Broker ${broker.nodeId} is known with the data directory ${before.directoryId} and came with ${broker.directoryId}: a wiped disk may not vote as the old one did, so give it back its directory or start it under a new node id.`,
    );
  }
  if (before !== undefined && isSame(before, broker)) return { response: DONE, records: [] };
  return { response: DONE, records: [{ kind: 'broker-registered', broker }] };
}

function checkAddress(broker: BrokerRegistration): void {
  const { host, httpPort, peerPort, kafkaPort } = broker;
  if (host.length === 0 || host.length > HOST_LENGTH_MAX) {
    throw new BrokerError('INVALID_REQUEST', 'A broker registers with a host name.');
  }
  for (const port of [httpPort, peerPort, kafkaPort ?? 1]) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new BrokerError('INVALID_REQUEST', `A broker cannot be reached at port ${port}.`);
    }
  }
}

function isSame(a: BrokerRegistration, b: BrokerRegistration): boolean {
  return (
    a.host === b.host &&
    a.httpPort === b.httpPort &&
    a.peerPort === b.peerPort &&
    a.kafkaPort === b.kafkaPort
  );
}
