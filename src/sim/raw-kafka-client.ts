/** Speaks Kafka's protocol over one connection, in whatever version somebody wants, one answer after the other. */
import { invariant } from '../base/invariant.ts';
import type { Connection } from '../platform/network.ts';
import { decodeResponse, encodeRequest } from '../protocol/kafka/frames.ts';
import type { ApiName, RequestDraft, ResponseBody } from '../protocol/kafka/registry.ts';

/** The network puts it there. */
const SIZE_BYTES = 4;

interface Waiting {
  readonly resolve: (frame: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

export class RawKafkaClient implements AsyncDisposable {
  private readonly connection: Connection;
  private readonly waiting: Waiting[] = [];
  private lastId = 0;
  private closedBecause: string | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
    connection.handle({
      frame: (frame) => this.waiting.shift()?.resolve(frame),
      closed: (reason) => {
        this.closedBecause = reason;
        for (const one of this.waiting.splice(0)) one.reject(new Error(reason));
      },
    });
  }

  get isClosed(): boolean {
    return this.closedBecause !== undefined;
  }

  /** Rejects when the connection ends before the answer. */
  async ask<Name extends ApiName>(
    name: Name,
    version: number,
    draft: RequestDraft<Name>,
  ): Promise<ResponseBody<Name>> {
    if (this.closedBecause !== undefined) throw new Error(this.closedBecause);
    this.lastId += 1;
    const call = { name, version, correlationId: this.lastId, clientId: 'raw' };
    const [first, ...others] = encodeRequest(call, draft);
    const answer = new Promise<Uint8Array>((resolve, reject) => {
      this.waiting.push({ resolve, reject });
    });
    this.connection.send([first!.subarray(SIZE_BYTES), ...others]);
    const { correlationId, body } = decodeResponse(name, version, await answer);
    invariant(correlationId === call.correlationId, 'answers come in the order of the requests');
    return body;
  }

  close(): void {
    this.connection.close('done');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
