/**
 * Decides requests on the cluster metadata, on the leader of the metadata group. It changes nothing: a decision is
 * a response and the records that make it true.
 *
 * The caller proposes the records, replays them once they are committed, and only then sends the response. It hands
 * in the next request only after that, and the first one of a term only after everything before its term-start is
 * replayed: each decision rests on all earlier ones. A refusal is a BrokerError and leaves nothing to propose.
 */
import { unreachable } from '../base/invariant.ts';
import type { BrokerConfig } from '../config/broker-config.ts';
import type { NodeId } from '../model/ids.ts';
import { addPartitions } from './add-partitions.ts';
import { allocateProducerIds } from './allocate-producer-ids.ts';
import { alterTopicConfig } from './alter-topic-config.ts';
import { createTopic } from './create-topic.ts';
import { deleteTopic } from './delete-topic.ts';
import type { MetadataImage } from './image.ts';
import { encodeRecord, type MetadataRecord } from './records.ts';
import { registerBroker } from './register-broker.ts';
import type { MetadataRequest, MetadataResponse } from './requests.ts';

export interface MetadataContext {
  /** Defaults and limits: those of the broker that leads the metadata group. */
  readonly config: BrokerConfig;
  /** Brokers that do not answer at the moment; new replicas avoid them where they can. */
  readonly unreachable: ReadonlySet<NodeId>;
}

/** What a handler decides. */
export interface MetadataDecision {
  readonly response: MetadataResponse;
  readonly records: readonly MetadataRecord[];
}

export interface MetadataResult {
  readonly response: MetadataResponse;
  /** At most one, so that a request happens whole or not at all. None: it changes nothing. */
  readonly records: readonly Uint8Array[];
}

export class MetadataController {
  private readonly image: MetadataImage;

  constructor(image: MetadataImage) {
    this.image = image;
  }

  handle(request: MetadataRequest, context: MetadataContext): MetadataResult {
    const { response, records } = this.decide(request, context);
    return { response, records: records.map(encodeRecord) };
  }

  private decide(request: MetadataRequest, context: MetadataContext): MetadataDecision {
    switch (request.kind) {
      case 'register-broker':
        return registerBroker(this.image, request);
      case 'create-topic':
        return createTopic(this.image, request, context);
      case 'delete-topic':
        return deleteTopic(this.image, request);
      case 'add-partitions':
        return addPartitions(this.image, request, context);
      case 'alter-topic-config':
        return alterTopicConfig(this.image, request, context);
      case 'allocate-producer-ids':
        return allocateProducerIds(this.image, request);
      default:
        return unreachable(request);
    }
  }
}
