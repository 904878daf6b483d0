import type { Meter } from '../../platform/meter.ts';
import type { ApiName } from '../../protocol/kafka/registry.ts';

/** The numbers of the Kafka door. */
export interface KafkaMeter {
  received(bytes: number): void;
  sent(bytes: number): void;
  requested(api: ApiName): void;
  /** By the door. */
  ended(): void;
}

export function createKafkaMeter(meter: Meter): KafkaMeter {
  const received = meter.counter(
    'flotilla_kafka_received_bytes_total',
    'Bytes of frames received from Kafka clients.',
  );
  const sent = meter.counter(
    'flotilla_kafka_sent_bytes_total',
    'Bytes of frames sent to Kafka clients.',
  );
  const requests = meter.counter(
    'flotilla_kafka_requests_total',
    'Requests of Kafka clients, by API.',
    ['api'],
  );
  const closes = meter.counter(
    'flotilla_kafka_closes_total',
    'Connections of Kafka clients that the broker closed.',
  );
  return {
    received: (bytes) => received.add(bytes),
    sent: (bytes) => sent.add(bytes),
    requested: (api) => requests.add(1, { api }),
    ended: () => closes.add(1),
  };
}
