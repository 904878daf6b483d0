/** The only thing that the coordinator reads of what members say of themselves: the topics of a consumer. */
import { ByteReader, MalformedBytes } from '../base/byte-reader.ts';

/** Of Kafka's ConsumerProtocolSubscription, in whatever version: the topics come first. Undefined: it is not one. */
export function topicsOf(metadata: Uint8Array): ReadonlySet<string> | undefined {
  const reader = new ByteReader(metadata);
  const topics = new Set<string>();
  try {
    reader.int16();
    for (let count = reader.int32(); count > 0; count -= 1) topics.add(reader.string());
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined;
    throw error;
  }
  return topics;
}
