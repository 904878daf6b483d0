/** `flotilla/kafkajs` in Node: sockets of `ws`, unless others are given. */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { KAFKA_SUBPROTOCOL } from '../../protocol/kafka/web-socket.ts';
import type { StandardWebSocket, StandardWebSocketClass } from '../browser-socket.ts';
import { readRefusal } from '../node/web-socket.ts';
import { createSocketFactory, type SocketRequest } from './socket-factory.ts';

export interface SocketFactoryOptions {
  /** Instead of that of `ws`. */
  readonly WebSocket?: StandardWebSocketClass;
}

/**
 * For `new Kafka({ brokers: ['flotilla:9092'], socketFactory: socketFactory('ws://localhost:8081') })`. Of several URLs, those
 * that do not answer are passed over. What it gives has of a net.Socket what kafkajs uses.
 */
export function socketFactory(
  urls: string | readonly string[],
  { WebSocket: Given }: SocketFactoryOptions = {},
): (request: SocketRequest) => Socket {
  const open = (url: string): StandardWebSocket =>
    Given === undefined ? openSocket(url) : new Given(url, KAFKA_SUBPROTOCOL);
  const factory = createSocketFactory(urls, { open, toBuffer });
  return (request) => factory(request) as unknown as Socket;
}

const HANDSHAKE_MS_MAX = 5000;
/** Whoever ends a connection has said all that it had to say, and does not wait for a broker that is frozen. */
const CLOSE_MS_MAX = 2000;

function openSocket(url: string): StandardWebSocket {
  const options = {
    perMessageDeflate: false,
    handshakeTimeout: HANDSHAKE_MS_MAX,
    closeTimeout: CLOSE_MS_MAX,
    // Masks protect proxies from scripts in browsers; all zeros cost nothing.
    generateMask: (mask: Buffer) => mask.fill(0),
  };
  const socket = new WebSocket(url, KAFKA_SUBPROTOCOL, options);
  // Instead of the number of the answer alone, as `ws` has it, the broker's sentence.
  socket.once('unexpected-response', (_request, response: IncomingMessage) => {
    void readRefusal(response).then((sentence) => {
      socket.emit('error', new Error(`answered ${response.statusCode}: ${sentence}`));
      socket.terminate();
    });
  });
  return socket;
}

function toBuffer(data: unknown): Buffer | undefined {
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  return data instanceof Uint8Array
    ? Buffer.from(data.buffer, data.byteOffset, data.length)
    : undefined;
}
