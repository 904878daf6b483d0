/**
 * Ordered frames over connections, with back-pressure: between brokers and, through the doors' sessions,
 * with clients. A frame arrives whole or not at all; frames of one connection arrive in order.
 */
export interface Network {
  /** Rejects with a NetworkFault of kind address-in-use when the port is taken. Port 0 picks a free one. */
  listen(address: Address, accept: (connection: Connection) => void): Promise<Listener>;
  connect(address: Address): Promise<Connection>;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Listener {
  readonly address: Address;
  close(): Promise<void>;
}

/** The handlers are set right after the connection is handed over, before anything else runs. */
export interface ConnectionHandlers {
  frame(frame: Uint8Array): void;
  /** Once, whoever ended it; nothing is called after it. */
  closed(reason: string): void;
  /** `bufferedBytes` fell to the low mark after `send` had returned false. */
  drained?(): void;
  /** Bytes have left the buffer. For whoever keeps less in it than the high mark; called often. */
  written?(): void;
  /** A sign of life of the other side that is no frame, where the network has such. */
  alive?(): void;
}

export interface Connection {
  readonly remote: Address;
  readonly bufferedBytes: number;
  handle(handlers: ConnectionHandlers): void;
  /** One frame made of all chunks. False: it is queued, but stop until `drained`. The chunks must not change afterwards. */
  send(chunks: readonly Uint8Array[]): boolean;
  pause(): void;
  resume(): void;
  close(reason: string): void;
}

export type NetworkFaultKind = 'address-in-use' | 'refused' | 'unreachable' | 'not-permitted';

export class NetworkFault extends Error {
  override readonly name = 'NetworkFault';

  readonly kind: NetworkFaultKind;

  constructor(kind: NetworkFaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
