import { BrokerError } from '../model/errors.ts';
import type { MetadataDecision } from './controller.ts';
import type { MetadataImage } from './image.ts';
import type { MetadataRequestOf } from './requests.ts';

/** KIP-730's number. A broker that stops wastes what is left of its block; 2^53 ids last. */
const BLOCK_SIZE = 1000;

/** Producer ids for a broker to give out by itself, so that a new producer seldom costs a record. */
export function allocateProducerIds(
  image: MetadataImage,
  { brokerId }: MetadataRequestOf<'allocate-producer-ids'>,
): MetadataDecision {
  const first = image.nextProducerId;
  if (!Number.isSafeInteger(first + BLOCK_SIZE)) {
    throw new BrokerError('UNKNOWN_SERVER_ERROR', 'This cluster has given out every producer id.');
  }
  const ids = { brokerId, first, count: BLOCK_SIZE };
  return {
    response: { kind: 'producer-ids-allocated', ids },
    records: [{ kind: 'producer-ids-allocated', ids }],
  };
}
