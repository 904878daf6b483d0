/** The low-level connection on the WebSocket that is there. */
import { openStandardWebSocket, type StandardWebSocketClass } from './browser-socket.ts';
import {
  type ConnectOptions,
  type CreateSocket,
  type FlotillaConnection,
  openAnyConnection,
  openConnection,
} from './open-connection.ts';
import { systemClock } from './system-clock.ts';

export const openGlobalWebSocket: CreateSocket = (url, signal) => {
  const { WebSocket } = globalThis as unknown as { WebSocket: StandardWebSocketClass };
  return openStandardWebSocket(WebSocket, url, signal);
};

export function connect(url: string, options: ConnectOptions = {}): Promise<FlotillaConnection> {
  return openConnection(options.createSocket ?? openGlobalWebSocket, url, {
    clock: systemClock,
    ...options,
  });
}

export function connectAny(
  urls: readonly string[],
  options: ConnectOptions = {},
): Promise<FlotillaConnection> {
  return openAnyConnection(options.createSocket ?? openGlobalWebSocket, urls, {
    clock: systemClock,
    ...options,
  });
}
