/**
 * What kafkajs asks for connections, with every one of them led through one WebSocket URL (docs/kafkajs-over-websocket.md).
 * Brokers have names there instead of addresses, and the name of the broker goes into the URL.
 */
import { BROKER_PARAMETER, brokerOfName } from '../../protocol/kafka/web-socket.ts';
import type { OpenSocket } from './dial.ts';
import { KafkaSocket, type KafkaSocketOptions } from './kafka-socket.ts';

/** kafkajs's ISocketFactoryArgs, as far as they mean anything here. */
export interface SocketRequest {
  readonly host: string;
  readonly port: number;
  readonly onConnect: () => void;
}

/** A WebSocket, and Buffers from what it brings. */
interface Platform {
  readonly open: OpenSocket;
  readonly toBuffer: KafkaSocketOptions['toBuffer'];
}

export function createSocketFactory(
  urls: string | readonly string[],
  { open, toBuffer }: Platform,
): (request: SocketRequest) => KafkaSocket {
  const all = (Array.isArray(urls) ? urls : [urls]).map(checkedUrl);
  if (all.length === 0)
    throw new TypeError('socketFactory needs a URL, such as ws://localhost:8081.');
  // The one that answered last: while a broker is down, nobody waits for it.
  let first = 0;
  return ({ host, onConnect }) => {
    const broker = brokerOfName(host);
    const socket = new KafkaSocket({
      urls: all.map((url) => urlFor(url, broker)),
      first,
      open,
      toBuffer,
      opened: (at) => (first = at),
    });
    return socket.once('connect', onConnect);
  };
}

/** Whatever a program without types gives, such as an environment variable that is not set. */
function checkedUrl(url: unknown): URL {
  const parsed = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === 'ws:' || parsed?.protocol === 'wss:') return parsed;
  throw new TypeError(
    `socketFactory needs a URL such as ws://localhost:8081, not "${String(url)}".`,
  );
}

function urlFor(url: URL, broker: number | undefined): string {
  if (broker === undefined) return url.href;
  const named = new URL(url);
  named.searchParams.set(BROKER_PARAMETER, String(broker));
  return named.href;
}
