/** The client for Node. In a browser take browser.ts, which has the same functions. */
import { openWebSocket } from './node/web-socket.ts';
import {
  openAnyConnection,
  openConnection,
  type ConnectOptions,
  type FlotillaConnection,
} from './open-connection.ts';
import { systemClock } from './system-clock.ts';

/** `ws://host:port`, `http://host:port` or `host:port`. Rejects with a BrokerError. */
export function connect(url: string, options: ConnectOptions = {}): Promise<FlotillaConnection> {
  return openConnection(options.createSocket ?? openWebSocket, url, {
    clock: systemClock,
    ...options,
  });
}

/** To the first broker of the list that answers. */
export function connectAny(
  urls: readonly string[],
  options: ConnectOptions = {},
): Promise<FlotillaConnection> {
  return openAnyConnection(options.createSocket ?? openWebSocket, urls, {
    clock: systemClock,
    ...options,
  });
}

export type { ConnectOptions, CreateSocket, FlotillaConnection } from './open-connection.ts';
