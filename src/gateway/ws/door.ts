/** Takes HTTP upgrades, and makes a session of each that it lets in. Everything is checked before `ws` sees a byte. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Timer } from '../../platform/clock.ts';
import { SUBPROTOCOL } from '../../protocol/client-frame.ts';
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

interface Client {
  readonly session: Session;
  readonly socket: WebSocket;
  readonly connection: WsConnection;
  readonly address: string;
  unansweredPings: number;
  writes: number;
  pingsReceived: number;
}

/** A ping that is not answered by the second next is a peer that is gone. */
const UNANSWERED_PINGS_MAX = 2;

export type DoorModules = Omit<SessionModules, 'fetches' | 'allowance'>;

export class WebSocketDoor {
  private readonly modules: SessionModules;
  private readonly allowance: Allowance;
  private readonly limits: DoorLimits;
  private readonly policy: HostPolicy;
  private readonly server: WebSocketServer;
  private readonly clients = new Set<Client>();
  private readonly perAddress = new Map<string, number>();
  private heartbeat: Timer;
  private isClosing = false;

  constructor(modules: DoorModules, limits: DoorLimits, policy: HostPolicy) {
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
      handleProtocols: () => SUBPROTOCOL,
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
    for (const { session } of this.clients) session.drain(drainMs);
    const deadline = this.modules.clock.setTimer(drainMs, () => {
      for (const { session } of this.clients) session.stop();
    });
    await Promise.all(gone);
    deadline.cancel();
  }

  private refusalOf(request: IncomingMessage): [status: number, sentence: string] | undefined {
    const { headers, socket } = request;
    if (request.url !== '/') return [404, 'WebSocket connections are taken at /.'];
    if (!offers(headers['sec-websocket-protocol'])) {
      return [400, `The WebSocket subprotocol must be ${SUBPROTOCOL}.`];
    }
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
    const session = new Session(this.modules, connection);
    const client: Client = {
      session,
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

function offers(header: string | undefined): boolean {
  return (header ?? '').split(',').some((name) => name.trim() === SUBPROTOCOL);
}
