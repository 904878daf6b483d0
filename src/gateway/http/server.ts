/** The one listener for HTTP and WebSocket, with its limits. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrokerApi } from '../../broker/api.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Meter } from '../../platform/meter.ts';
import { NetworkFault, type Address } from '../../platform/network.ts';
import { mayAsk, type HostPolicy } from '../origin.ts';
import { DOOR_LIMITS, WebSocketDoor, type DoorLimits, type KafkaGuests } from '../ws/door.ts';
import { ByteBudget, SESSION_LIMITS, type SessionLimits } from '../ws/limits.ts';
import { createSessionMeter } from '../ws/session-meter.ts';
import { errorAnswer, failureAnswer, findRoute, type HttpAnswer } from './routes.ts';

export interface HttpDoorOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly broker: BrokerApi;
  /** Undefined: the subprotocol of Kafka's clients is not spoken here. */
  readonly kafka?: KafkaGuests;
  /** Why this broker is not ready, one sentence each; empty when it is. */
  readonly readiness: () => readonly string[];
  readonly metricsText: () => Promise<string>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: Meter;
  readonly limits?: Partial<HttpDoorLimits>;
  /** Of web pages that may connect although they come from elsewhere; see gateway/origin.ts. */
  readonly allowedOrigins?: readonly string[];
  readonly serverVersion?: string;
  readonly listen?: ListenForHttp;
}

/** Brings connections to the server by other means than its own listening; resolves with where they come in. */
export type ListenForHttp = (server: Server) => Promise<Address>;

export interface HttpDoorLimits extends SessionLimits, DoorLimits {
  /** Of the requests of all WebSocket clients together. */
  readonly bytesInFlightOfAllMax: number;
}

export interface HttpDoor {
  readonly address: Address;
  /** Answers what is in flight, as long as `drainMs` allows, and tells the clients. */
  close(): Promise<void>;
}

const HEADER_BYTES_MAX = 16 * 1024;
const HEADERS_MS_MAX = 10_000;
const REQUEST_MS_MAX = 15_000;
const KEEP_ALIVE_MS = 5000;
/** Beside the WebSockets, so that /livez answers while they are at their limit. */
const PLAIN_CONNECTIONS_MAX = 256;
const BYTES_IN_FLIGHT_OF_ALL_MAX = 256 * 1024 * 1024;

/** Rejects with a NetworkFault. */
export async function startHttpDoor(options: HttpDoorOptions): Promise<HttpDoor> {
  const limits: HttpDoorLimits = {
    ...SESSION_LIMITS,
    ...DOOR_LIMITS,
    bytesInFlightOfAllMax: BYTES_IN_FLIGHT_OF_ALL_MAX,
    ...options.limits,
  };
  const policy: HostPolicy = { host: options.host, allowedOrigins: options.allowedOrigins ?? [] };
  const server = createServer({
    maxHeaderSize: HEADER_BYTES_MAX,
    // How often the two limits below are looked after; 30 s by default.
    connectionsCheckingInterval: 2000,
  });
  server.headersTimeout = HEADERS_MS_MAX;
  server.requestTimeout = REQUEST_MS_MAX;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.maxConnections = limits.connectionsMax + PLAIN_CONNECTIONS_MAX;
  const address = await (options.listen?.(server) ?? listen(server, options));

  // For instance out of file descriptors: the connection is lost, the broker is not.
  server.on('error', (error) => options.logger.warn('http-accept-failed', { error }));
  const door = createDoor(options, limits, policy);
  server.on('upgrade', (request, stream, head) => door.upgrade(request, stream, head));
  server.on('request', (request, response) => {
    void answerRequest(options, policy, request).then((answer) => write(request, response, answer));
  });
  return {
    address,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await door.drain();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createDoor(
  options: HttpDoorOptions,
  limits: HttpDoorLimits,
  policy: HostPolicy,
): WebSocketDoor {
  const { broker, kafka, clock, logger, meter, serverVersion = '' } = options;
  const modules = {
    broker,
    ...(kafka === undefined ? {} : { kafka }),
    clock,
    logger,
    meter: createSessionMeter(meter),
    limits,
    budget: new ByteBudget(limits.bytesInFlightOfAllMax),
    serverVersion,
  };
  const door = new WebSocketDoor(modules, limits, policy);
  meter.gauge('flotilla_websocket_connections', 'Open WebSocket connections.', [], () => [
    { labels: {}, value: door.connections },
  ]);
  meter.gauge('flotilla_websocket_subscriptions', 'Subscriptions of all clients.', [], () => [
    { labels: {}, value: door.subscriptions },
  ]);
  return door;
}

function listen(server: Server, { host, port }: HttpDoorOptions): Promise<Address> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(asFault(error, host, port)));
    server.listen({ host, port }, () => {
      const bound = server.address() as AddressInfo;
      resolve({ host: bound.address, port: bound.port });
    });
  });
}

function asFault(error: NodeJS.ErrnoException, host: string, port: number): NetworkFault {
  const at = `${host}:${port}`;
  if (error.code === 'EADDRINUSE') {
    return new NetworkFault('address-in-use', `Another program listens at ${at} already.`);
  }
  if (error.code === 'EACCES') {
    return new NetworkFault('not-permitted', `It is not permitted to listen at ${at}.`);
  }
  return new NetworkFault('unreachable', `Cannot listen at ${at}: ${error.message}.`);
}

async function answerRequest(
  options: HttpDoorOptions,
  policy: HostPolicy,
  request: IncomingMessage,
): Promise<HttpAnswer> {
  const [path = ''] = (request.url ?? '').split('?');
  const route = findRoute(path);
  if (route === undefined) return errorAnswer(404, 'NOT_FOUND', 'There is nothing at this path.');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return errorAnswer(405, 'METHOD_NOT_ALLOWED', 'Only GET and HEAD are answered here.');
  }
  if (!mayAsk(policy, request.headers.host)) {
    return errorAnswer(403, 'FORBIDDEN_HOST', 'Use an IP address or localhost in the URL.');
  }
  try {
    return await route(options);
  } catch (error) {
    if (error instanceof BrokerError) return failureAnswer(error);
    options.logger.error('http-request-failed', { path, error });
    return failureAnswer(new BrokerError('UNKNOWN_SERVER_ERROR'));
  }
}

function write(request: IncomingMessage, response: ServerResponse, answer: HttpAnswer): void {
  if (answer.status === 405) response.setHeader('Allow', 'GET, HEAD');
  response.writeHead(answer.status, {
    'Content-Type': answer.type,
    'Content-Length': Buffer.byteLength(answer.body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}
