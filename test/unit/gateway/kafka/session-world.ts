/** A session of the Kafka door, with a broker that answers what the test says and a client that speaks frames. */
import type { BrokerApi } from '../../../../src/broker/api.ts';
import type { LocalBroker, OwnReplicas } from '../../../../src/broker/local-api.ts';
import { byAddress } from '../../../../src/gateway/kafka/brokers.ts';
import { KAFKA_LIMITS, type KafkaLimits } from '../../../../src/gateway/kafka/limits.ts';
import { createKafkaMeter } from '../../../../src/gateway/kafka/meter.ts';
import { KafkaSession } from '../../../../src/gateway/kafka/session.ts';
import { ByteBudget } from '../../../../src/gateway/ws/limits.ts';
import { BrokerError } from '../../../../src/model/errors.ts';
import { decodeResponse, encodeRequest } from '../../../../src/protocol/kafka/frames.ts';
import type {
  ApiName,
  RequestDraft,
  ResponseBody,
} from '../../../../src/protocol/kafka/registry.ts';
import { brokerWith, recordingLogger, silentMeter } from '../broker.ts';
import { ManualClock, RecordingConnection } from '../recording-connection.ts';

export function localBroker(
  own: Partial<OwnReplicas> = {},
  others: Partial<BrokerApi> = {},
): LocalBroker {
  const refuse = (): Promise<never> => Promise.reject(new BrokerError('NOT_LEADER_OR_FOLLOWER'));
  return {
    ...brokerWith(others),
    own: {
      topicName: () => undefined,
      metadataCaughtUp: () => Promise.resolve(),
      produce: refuse,
      read: refuse,
      listOffsets: refuse,
      endOfEpoch: refuse,
      deleteRecords: refuse,
      describeProducers: refuse,
      describeLogs: () => ({ path: '/data', logs: [] }),
      describeConfig: () => [],
      checkTopicConfig: () => undefined,
      group: refuse,
      ...own,
    },
  };
}

interface Asked {
  readonly name: ApiName;
  readonly version: number;
}

export class SessionWorld {
  readonly connection = new RecordingConnection();
  readonly clock = new ManualClock();
  readonly logger = recordingLogger();
  readonly budget: ByteBudget;
  readonly session: KafkaSession;
  isEnded = false;
  private readonly asked = new Map<number, Asked>();
  private lastId = 0;

  constructor(
    broker: LocalBroker,
    limits: Partial<KafkaLimits> & { readonly budgetBytes?: number } = {},
  ) {
    const { budgetBytes = 1e9, ...others } = limits;
    this.budget = new ByteBudget(budgetBytes);
    this.session = new KafkaSession(
      {
        broker,
        clock: this.clock,
        logger: this.logger,
        meter: createKafkaMeter(silentMeter),
        limits: { ...KAFKA_LIMITS, ...others },
        budget: this.budget,
        autoCreatesTopics: true,
      },
      this.connection,
      { nodeOf: byAddress, ended: () => (this.isEnded = true) },
    );
  }

  /** Returns the correlation id. */
  ask<Name extends ApiName>(name: Name, version: number, draft: RequestDraft<Name>): number {
    this.lastId += 1;
    const correlationId = this.lastId;
    this.asked.set(correlationId, { name, version });
    const [first, ...others] = encodeRequest(
      { name, version, correlationId, clientId: 'test' },
      draft,
    );
    this.connection.deliver(Buffer.concat([first!.subarray(4), ...others]));
    return correlationId;
  }

  /** What came since the last call: correlation ids and bodies. */
  take<Name extends ApiName>(): { id: number; body: ResponseBody<Name> }[] {
    return this.connection.sent.splice(0).map((frame) => {
      const id = Buffer.from(frame).readInt32BE(0);
      const { name, version } = this.asked.get(id)!;
      return { id, body: decodeResponse(name, version, frame).body as ResponseBody<Name> };
    });
  }

  get closeReason(): string | undefined {
    return this.connection.closes[0]?.reason;
  }
}
