/** Speaks Kafka's protocol over TCP. */
import { RawKafkaClient } from '../../src/sim/raw-kafka-client.ts';
import { TcpNetwork } from '../../src/transport/tcp-network.ts';

export class KafkaClient extends RawKafkaClient {
  /** `address` as `host:port`. */
  static async connect(address: string): Promise<KafkaClient> {
    const [host, port] = address.split(':');
    return new KafkaClient(await new TcpNetwork().connect({ host: host!, port: Number(port) }));
  }
}
