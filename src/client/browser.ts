/** What `import ... from 'flotilla'` gives in a browser: the same as index.ts, on the WebSocket that is there. */
import { openStandardWebSocket, type StandardWebSocketClass } from './browser-socket.ts';
import {
  openAnyConnection,
  openConnection,
  type ConnectOptions,
  type CreateSocket,
  type FlotillaConnection,
} from './open-connection.ts';

const openGlobalWebSocket: CreateSocket = (url, signal) => {
  const { WebSocket } = globalThis as unknown as { WebSocket: StandardWebSocketClass };
  return openStandardWebSocket(WebSocket, url, signal);
};

export function connect(url: string, options: ConnectOptions = {}): Promise<FlotillaConnection> {
  return openConnection(options.createSocket ?? openGlobalWebSocket, url, options);
}

export function connectAny(
  urls: readonly string[],
  options: ConnectOptions = {},
): Promise<FlotillaConnection> {
  return openAnyConnection(options.createSocket ?? openGlobalWebSocket, urls, options);
}

export type { ConnectOptions, CreateSocket, FlotillaConnection } from './open-connection.ts';
export type { ServerHello, ServerLimits } from './hello.ts';
export type * from '../broker/api.ts';
export { BrokerError, type ErrorName } from '../model/errors.ts';
