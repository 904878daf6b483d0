/** Speaks Kafka's protocol over TCP in whatever version a test wants, one request at a time. */
import { decodeResponse, encodeRequest } from '../../src/protocol/kafka/frames.ts';
import type { ApiName, RequestDraft, ResponseBody } from '../../src/protocol/kafka/registry.ts';
import type { Connection } from '../../src/platform/network.ts';
import { TcpNetwork } from '../../src/transport/tcp-network.ts';
import { deferred, type Deferred } from '../../src/client/deferred.ts';

const SIZE_BYTES = 4;

export class KafkaClient implements AsyncDisposable {
  private readonly connection: Connection;
  private readonly waiting: Deferred<Uint8Array>[] = [];
  private lastId = 0;

  private constructor(connection: Connection) {
    this.connection = connection;
    connection.handle({
      frame: (frame) => this.waiting.shift()?.resolve(frame),
      closed: (reason) => {
        for (const one of this.waiting.splice(0)) one.reject(new Error(reason));
      },
    });
  }

  /** `address` as `host:port`. */
  static async connect(address: string): Promise<KafkaClient> {
    const [host, port] = address.split(':');
    const network = new TcpNetwork();
    return new KafkaClient(await network.connect({ host: host!, port: Number(port) }));
  }

  async ask<Name extends ApiName>(
    name: Name,
    version: number,
    draft: RequestDraft<Name>,
  ): Promise<ResponseBody<Name>> {
    this.lastId += 1;
    const call = { name, version, correlationId: this.lastId, clientId: 'raw' };
    const [first, ...others] = encodeRequest(call, draft);
    const answer = deferred<Uint8Array>();
    this.waiting.push(answer);
    this.connection.send([first!.subarray(SIZE_BYTES), ...others]);
    const { correlationId, body } = decodeResponse(name, version, await answer.promise);
    if (correlationId !== call.correlationId) throw new Error('an answer is out of turn');
    return body;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.close('done');
  }
}
