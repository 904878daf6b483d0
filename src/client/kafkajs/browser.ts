/** `flotilla/kafkajs` in browsers: their own WebSocket, unless another is given. kafkajs needs a global Buffer there, and so does this. */
import type { Socket } from 'node:net';
import { KAFKA_SUBPROTOCOL } from '../../protocol/kafka/web-socket.ts';
import type { StandardWebSocketClass } from '../browser-socket.ts';
import { createSocketFactory, type SocketRequest } from './socket-factory.ts';

export interface SocketFactoryOptions {
  /** Instead of the global one. */
  readonly WebSocket?: StandardWebSocketClass;
}

/** As in Node (index.ts). */
export function socketFactory(
  urls: string | readonly string[],
  options: SocketFactoryOptions = {},
): (request: SocketRequest) => Socket {
  const Class =
    options.WebSocket ?? (globalThis as { WebSocket?: StandardWebSocketClass }).WebSocket;
  if (Class === undefined)
    throw new TypeError('There is no global WebSocket; give one as WebSocket.');
  const open = (url: string) => new Class(url, KAFKA_SUBPROTOCOL);
  const factory = createSocketFactory(urls, {
    open,
    // The name, not globalThis.Buffer: bundlers replace it by what they have for it.
    toBuffer: (data) => (data instanceof ArrayBuffer ? Buffer.from(data) : undefined),
  });
  return (request) => factory(request) as unknown as Socket;
}
