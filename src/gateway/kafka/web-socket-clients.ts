/**
 * Kafka clients behind a WebSocket (docs/decisions/0027): each connection says in its URL for which broker it is, and is
 * served here, or passed on to that broker. While that one cannot be reached, this one stands in: it answers that
 * it leads nothing of that and who does, which moves a client on sooner than a closed connection would.
 */
import type { NodeId } from '../../model/ids.ts';
import type { Address } from '../../platform/network.ts';
import type { Clock } from '../../platform/clock.ts';
import type { AcceptTunnel, TunnelGuest } from '../../host/tunnels.ts';
import type { Tunnel } from '../../host/tunnel.ts';
import { CLOSE } from '../ws/limits.ts';
import type { SessionConnection } from '../ws/session.ts';
import { byName } from './brokers.ts';
import { ByteStream } from './byte-stream.ts';
import { Relay } from './relay.ts';
import type { KafkaSession } from './session.ts';
import type { KafkaSessions } from './sessions.ts';

/** The other brokers, as far as this needs them. */
export interface OtherBrokers {
  isKnown(broker: NodeId): boolean;
  /** True of this one. */
  isConnected(broker: NodeId): boolean;
  readonly tunnels: {
    open(broker: NodeId, client: Address): { tunnel: Tunnel; opened: Promise<void> };
    onTunnel(accept: AcceptTunnel): void;
  };
}

export interface WebSocketClientsModules {
  readonly self: NodeId;
  readonly sessions: KafkaSessions;
  readonly others: OtherBrokers;
  readonly clock: Clock;
}

/** What the door asks of a client that it has let in. */
export interface WebSocketClient extends TunnelGuest {
  stop(): void;
}

/** FAILURES.md section 4: what sends a byte a second is no client. */
const FRAME_MS_MAX = 30_000;
/** How often a stand-in looks whether it is still needed. */
const STAND_IN_MS = 250;

export class KafkaWebSocketClients {
  private readonly modules: WebSocketClientsModules;

  constructor(modules: WebSocketClientsModules) {
    this.modules = modules;
    modules.others.tunnels.onTunnel((tunnel) => guest(this.serve(tunnel)));
  }

  /** `wanted`: undefined when any broker will do. */
  accept(connection: SessionConnection, wanted: number | undefined): WebSocketClient {
    const { self, others } = this.modules;
    const broker = (wanted ?? self) as NodeId;
    if (broker === self) return guest(this.serve(connection));
    if (!others.isKnown(broker)) return turnAway(connection, broker);
    return others.isConnected(broker)
      ? this.passOn(connection, broker)
      : this.standIn(connection, broker);
  }

  private serve(messages: SessionConnection, ended?: () => void): KafkaSession {
    const { sessions, clock } = this.modules;
    const { frameBytesMax } = sessions.limits;
    const stream = new ByteStream(messages, clock, { frameBytesMax, frameMsMax: FRAME_MS_MAX });
    return sessions.accept(stream, byName, ended);
  }

  private passOn(connection: SessionConnection, broker: NodeId): WebSocketClient {
    const { others, clock, sessions } = this.modules;
    const { tunnel, opened } = others.tunnels.open(broker, connection.remote);
    const { stallMsMax } = sessions.limits;
    return new Relay(connection, tunnel, { clock, opened, stallMsMax });
  }

  private standIn(connection: SessionConnection, broker: NodeId): WebSocketClient {
    const { others, clock } = this.modules;
    const look = (): void => {
      if (others.isConnected(broker)) session.drain(`broker ${broker} can be reached again`);
      else timer = clock.setTimer(STAND_IN_MS, look);
    };
    let timer = clock.setTimer(STAND_IN_MS, look);
    const session = this.serve(connection, () => timer.cancel());
    return guest(session);
  }
}

function guest(session: KafkaSession): WebSocketClient {
  return { drain: () => session.drain(), stop: () => session.stop() };
}

function turnAway(connection: SessionConnection, broker: NodeId): WebSocketClient {
  connection.handle({ frame: () => undefined, closed: () => undefined });
  connection.close(`There is no broker ${broker} in this cluster.`, CLOSE.policy);
  return { drain: () => undefined, stop: () => undefined };
}
