/** Takes HTTP upgrades, and makes a session of each that it lets in. Everything is checked before `ws` sees a byte. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Timer } from '../../platform/clock.ts';
import { SUBPROTOCOL } from '../../protocol/client-frame.ts';
import { BROKER_PARAMETER, KAFKA_SUBPROTOCOL } from '../../protocol/kafka/web-socket.ts';
import { mayConnect, type HostPolicy } from '../origin.ts';
import { Allowance, CLOSE } from './limits.ts';
import { refuseUpgrade } from './refuse.ts';
import { Session, type SessionModules } from './session.ts';
import { SharedFetches } from './shared-fetches.ts';
import { WsConnection } from './ws-connection.ts';

export interface DoorLimits {
  readonly connectionsMax: number;
  /** Behind a load balancer all clients may have one address. */
  readonly connectionsPerAddressMax: number;
  readonly pingMs: number;
  readonly pingsPerIntervalMax: number;
  readonly closeMsMax: number;
  /** How long requests in flight may take before a planned stop. */
  readonly drainMs: number;
  readonly subscriptionsOfAllMax: number;
}

export const DOOR_LIMITS: DoorLimits = {
  connectionsMax: 10_000,
  connectionsPerAddressMax: 10_000,
  pingMs: 15_000,
  pingsPerIntervalMax: 150,
  closeMsMax: 1000,
  drainMs: 1000,
  subscriptionsOfAllMax: 100_000,
};

/** What happens to a client when the broker stops. */
interface Guest {
  /** Answers what is in flight, and ends. */
  drain(withinMs: number): void;
  stop(): void;
}

/** Takes the clients of the subprotocol `kafka`. */
export interface KafkaGuests {
  /** `broker`: for whom it is; undefined when any will do. */
  accept(connection: WsConnection, broker: number | undefined): Guest;
}

interface Client {
  readonly guest: Guest;
  readonly socket: WebSocket;
  readonly connection: WsConnection;
  readonly address: string;
  unansweredPings: number;
  writes: number;
  pingsReceived: number;
}

/** A ping that is not answered by the second next is a peer that is gone. */
const UNANSWERED_PINGS_MAX = 2;

export type DoorModules = Omit<SessionModules, 'fetches' | 'allowance'> & {
  readonly kafka?: KafkaGuests;
};

export class WebSocketDoor {
  private readonly modules: SessionModules;
  private readonly kafka: KafkaGuests | undefined;
  /** That are spoken here. */
  private readonly protocols: readonly string[];
  private readonly allowance: Allowance;
  private readonly limits: DoorLimits;
  private readonly policy: HostPolicy;
  private readonly server: WebSocketServer;
  private readonly clients = new Set<Client>();
  private readonly perAddress = new Map<string, number>();
  private heartbeat: Timer;
  private isClosing = false;

  constructor(modules: DoorModules, limits: DoorLimits, policy: HostPolicy) {
    this.kafka = modules.kafka;
    this.protocols = modules.kafka ? [SUBPROTOCOL, KAFKA_SUBPROTOCOL] : [SUBPROTOCOL];
    this.allowance = new Allowance(limits.subscriptionsOfAllMax);
    this.modules = {
      ...modules,
      fetches: new SharedFetches(modules.broker),
      allowance: this.allowance,
    };
    this.limits = limits;
    this.policy = policy;
    const options = {
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      maxPayload: modules.limits.frameBytesMax,
      maxFragments: 1024,
      maxBufferedChunks: 16_384,
      closeTimeout: limits.closeMsMax,
      handleProtocols: (offered: Set<string>) => this.chosenOf(offered) ?? false,
    };
    this.server = new WebSocketServer(options);
    this.heartbeat = this.scheduleHeartbeat();
  }

  get connections(): number {
    return this.clients.size;
  }

  get subscriptions(): number {
    return this.allowance.taken;
  }

  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // ws adds its own listener later; until then an error here would end the process.
    stream.on('error', () => stream.destroy());
    const refusal = this.refusalOf(request);
    if (refusal !== undefined) return refuseUpgrade(stream, ...refusal);
    this.server.handleUpgrade(request, stream, head, (socket) =>
      this.open(socket, request, stream),
    );
  }

  /**
   * Takes nobody in any more, tells the clients, and ends each connection when its requests are answered. Resolves when every
   * connection is gone, which takes at most `drainMs` and then `closeMsMax`.
   */
  async drain(): Promise<void> {
    this.isClosing = true;
    this.heartbeat.cancel();
    const gone = [...this.clients].map(
      ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    const { drainMs } = this.limits;
    for (const { guest } of this.clients) guest.drain(drainMs);
    const deadline = this.modules.clock.setTimer(drainMs, () => {
      for (const { guest } of this.clients) guest.stop();
    });
    await Promise.all(gone);
    deadline.cancel();
  }

  private refusalOf(request: IncomingMessage): [status: number, sentence: string] | undefined {
    const { headers, socket } = request;
    const protocol = this.chosenOf(offersOf(headers['sec-websocket-protocol']));
    const query = queryOf(request.url ?? '');
    if (query === undefined || (protocol === SUBPROTOCOL && request.url !== '/')) {
      return [404, 'WebSocket connections are taken at /.'];
    }
    if (protocol === undefined) {
      return [400, `The WebSocket subprotocol must be ${this.protocols.join(' or ')}.`];
    }
    const broker = query.get(BROKER_PARAMETER) ?? '0';
    if (!/^\d{1,10}$/.test(broker)) return [400, `"${broker}" is not the number of a broker.`];
    if (!mayConnect(this.policy, headers.origin, headers.host)) {
      return [
        403,
        `Web pages of ${headers.origin} are not among the allowed origins of this broker.`,
      ];
    }
    if (this.isClosing) return [503, 'The broker is stopping.'];
    if (this.clients.size >= this.limits.connectionsMax) {
      return [503, `This broker has ${this.clients.size} connections, which is the most it takes.`];
    }
    const fromThere = this.perAddress.get(socket.remoteAddress ?? '') ?? 0;
    if (fromThere >= this.limits.connectionsPerAddressMax) {
      return [
        429,
        `There are ${fromThere} connections from your address, which is the most allowed.`,
      ];
    }
    return undefined;
  }

  private open(socket: WebSocket, request: IncomingMessage, stream: Duplex): void {
    const { remoteAddress = '', remotePort = 0 } = request.socket;
    const connection = new WsConnection(socket, stream, { host: remoteAddress, port: remotePort });
    const client: Client = {
      guest: this.guestOn(connection, socket.protocol, request.url ?? '/'),
      socket,
      connection,
      address: remoteAddress,
      unansweredPings: 0,
      writes: 0,
      pingsReceived: 0,
    };
    this.clients.add(client);
    this.perAddress.set(remoteAddress, (this.perAddress.get(remoteAddress) ?? 0) + 1);
    socket.on('pong', () => (client.unansweredPings = 0));
    socket.on('ping', () => {
      client.pingsReceived += 1;
      if (client.pingsReceived > this.limits.pingsPerIntervalMax) {
        connection.close('too many pings', CLOSE.policy);
      }
    });
    socket.once('close', () => this.forget(client));
  }

  /** The first that is spoken here, as the client prefers. */
  private chosenOf(offered: Iterable<string>): string | undefined {
    return Array.from(offered).find((name) => this.protocols.includes(name));
  }

  private guestOn(connection: WsConnection, protocol: string, url: string): Guest {
    const { kafka } = this;
    if (kafka === undefined || protocol !== KAFKA_SUBPROTOCOL) {
      return new Session(this.modules, connection);
    }
    const broker = queryOf(url)?.get(BROKER_PARAMETER) ?? undefined;
    return kafka.accept(connection, broker === undefined ? undefined : Number(broker));
  }

  private forget(client: Client): void {
    this.clients.delete(client);
    const left = (this.perAddress.get(client.address) ?? 1) - 1;
    if (left > 0) this.perAddress.set(client.address, left);
    else this.perAddress.delete(client.address);
  }

  private scheduleHeartbeat(): Timer {
    return this.modules.clock.setTimer(this.limits.pingMs, () => {
      for (const client of this.clients) this.beat(client);
      this.heartbeat = this.scheduleHeartbeat();
    });
  }

  private beat(client: Client): void {
    const { socket, connection } = client;
    client.pingsReceived = 0;
    // While nothing is read, no pong can be seen; and before a slow reader comes to a ping it has much else to read. The
    // outbox watches over both.
    if (connection.isPaused || connection.writes > client.writes) client.unansweredPings = 0;
    client.writes = connection.writes;
    if (client.unansweredPings >= UNANSWERED_PINGS_MAX) return socket.terminate();
    client.unansweredPings += 1;
    if (socket.readyState === socket.OPEN) socket.ping();
  }
}

function offersOf(header: string | undefined): Iterable<string> {
  return (header ?? '').split(',').map((name) => name.trim());
}

/** Undefined: another path than the one of this door. */
function queryOf(url: string): URLSearchParams | undefined {
  const [path, query = ''] = url.split('?', 2);
  return path === '/' ? new URLSearchParams(query) : undefined;
}
