import { uuidToText } from '../../../src/base/uuid.ts';
import { type BrokerConfig, resolveBrokerConfig } from '../../../src/config/broker-config.ts';
import { MetadataController, type MetadataContext } from '../../../src/metadata/controller.ts';
import {
  type BrokerRegistration,
  type MetadataChange,
  MetadataImage,
} from '../../../src/metadata/image.ts';
import type { MetadataRequest, MetadataResponse } from '../../../src/metadata/requests.ts';
import { BrokerError, type ErrorName } from '../../../src/model/errors.ts';
import { nodeId, uuid, type Uuid } from '../../../src/model/ids.ts';

export function idOf(number: number): Uuid {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return uuid(uuidToText(bytes));
}

export function brokerOf(number: number): BrokerRegistration {
  return {
    nodeId: nodeId(number),
    directoryId: idOf(1000 + number),
    host: `broker-${number}`,
    httpPort: 8080,
    peerPort: 9090,
  };
}

export function configOf(settings: Record<string, unknown> = {}): BrokerConfig {
  return resolveBrokerConfig([{ origin: 'test', settings }]);
}

/** A metadata group of one: each request is decided, committed and replayed before the next. */
export class Metadata {
  image = new MetadataImage();
  context: MetadataContext = { config: configOf(), unreachable: new Set() };
  readonly log: Uint8Array[] = [];
  readonly changes: MetadataChange[] = [];
  private topicIds = 0;

  constructor(brokerCount = 3) {
    for (let i = 1; i <= brokerCount; i += 1) {
      this.handle({ kind: 'register-broker', broker: brokerOf(i) });
    }
  }

  handle(request: MetadataRequest): MetadataResponse {
    const { response, records } = new MetadataController(this.image).handle(request, this.context);
    for (const record of records) {
      this.log.push(record);
      this.changes.push(this.image.replay(record));
    }
    return response;
  }

  create(
    name: string,
    partitionCount?: number,
    replicationFactor?: number,
    configs: Record<string, string> = {},
  ): MetadataResponse {
    this.topicIds += 1;
    return this.handle({
      kind: 'create-topic',
      topicId: idOf(this.topicIds),
      name,
      ...(partitionCount === undefined ? {} : { partitionCount }),
      ...(replicationFactor === undefined ? {} : { replicationFactor }),
      configs,
    });
  }

  /** The error of a request that must be refused and leave nothing behind. */
  refusal(request: MetadataRequest | (() => unknown)): { error: ErrorName; message: string } {
    const before = this.log.length;
    try {
      if (typeof request === 'function') request();
      else this.handle(request);
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      if (this.log.length !== before)
        throw new Error('a refused request wrote a record', { cause: error });
      return { error: error.errorName, message: error.message };
    }
    throw new Error('the request was not refused');
  }
}
