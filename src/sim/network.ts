import { invariant } from '../base/invariant.ts';
import {
  NetworkFault,
  type Address,
  type Connection,
  type Listener,
  type Network,
} from '../platform/network.ts';
import { never, type Lifetime } from './lifetime.ts';
import { Link, type MessageFate } from './link.ts';
import { Pipe } from './pipe.ts';
import { SimConnection } from './sim-connection.ts';
import type { SimRandom } from './sim-random.ts';
import type { Timeline } from './timeline.ts';

export interface SimNetworkOptions {
  readonly timeline: Timeline;
  /** A stream by name; the same name is the same stream. */
  readonly random: (name: string) => SimRandom;
  /** The present life of a node; a dead node starts a new one by asking. */
  readonly lifeOf: (name: string) => Lifetime;
  readonly fold: (text: string) => void;
}

interface Server {
  readonly life: Lifetime;
  readonly accept: (connection: Connection) => void;
}

interface NodeLife {
  readonly name: string;
  readonly life: Lifetime;
}

const LATENCY_US = [150, 600] as const;
const LOOPBACK_LATENCY_US = [20, 60] as const;
const CONNECT_TIMEOUT_US = 2_000_000;
const CONNECT_RETRY_US = 200_000;
const GIVE_UP_AFTER_US = 15_000_000;
const MARKS = {
  highMarkBytes: 8 * 1024 * 1024,
  lowMarkBytes: 1024 * 1024,
  bufferedBytesMax: 136 * 1024 * 1024,
};

/** All nodes and the links between them. A node's name is its host. Links are faulty only when told so. */
export class SimNetwork {
  /** What happened to messages on links with `messageFaults`. */
  readonly mistreated: Record<MessageFate, number> = { lost: 0, repeated: 0, late: 0 };
  /** Which frames are messages that may be lost, repeated and late; all others are a stream. */
  isMessage: (frame: Uint8Array) => boolean = () => false;
  private readonly links = new Map<string, Link>();
  private readonly servers = new Map<string, Server>();
  private readonly connections = new Set<SimConnection>();
  /** Without power, so not even a kernel answers. */
  private readonly dark = new Set<string>();
  private readonly known = new Set<string>();
  private lastPort = 30_000;

  private readonly options: SimNetworkOptions;

  constructor(options: SimNetworkOptions) {
    this.options = options;
  }

  /** The network as the present life of this node has it. Its address is its name, whatever host it listens on. */
  node(name: string): Network {
    this.known.add(name);
    this.dark.delete(name);
    const life = this.options.lifeOf(name);
    const node = { name, life };
    return {
      listen: async (address, accept) => {
        if (life.isOver) return never();
        return this.listen(node, address.port, accept);
      },
      connect: (address) => {
        if (life.isOver) return never();
        return this.connect(node, address);
      },
    };
  }

  link(from: string, to: string): Link {
    const key = `${from}>${to}`;
    let link = this.links.get(key);
    if (link === undefined) {
      const latencyUs = from === to ? LOOPBACK_LATENCY_US : LATENCY_US;
      link = new Link(this.options.random(`link/${key}`), latencyUs);
      this.links.set(key, link);
    }
    return link;
  }

  /** Nothing gets through in either direction. Connections stay until TCP gives up. */
  partition(a: string, b: string): void {
    this.cut(a, b);
    this.cut(b, a);
  }

  /** In one direction only. */
  cut(from: string, to: string): void {
    this.link(from, to).isCut = true;
  }

  /** Both directions between two nodes, or everything. */
  heal(a?: string, b?: string): void {
    const links =
      a === undefined || b === undefined ? this.links.values() : [this.link(a, b), this.link(b, a)];
    for (const link of links) link.heal();
  }

  stall(from: string, to: string, ms: number): void {
    this.link(from, to).stalledUntilUs = this.options.timeline.nowUs + Math.ceil(ms * 1000);
  }

  /** Ends all connections between two nodes, as a middlebox does. */
  reset(a: string, b: string): void {
    for (const connection of this.connections) {
      const { node, remote } = connection;
      if ((node === a && remote.host === b) || (node === b && remote.host === a))
        connection.reset();
    }
  }

  /** The kernel of a suspended node took what came; now its process reads it. */
  resumeNode(name: string): void {
    for (const connection of this.connections) {
      if (connection.node === name) connection.goOn();
    }
  }

  killNode(name: string, kind: 'process' | 'power'): void {
    if (kind === 'power') this.dark.add(name);
    for (const key of this.servers.keys()) {
      if (key.startsWith(`${name}:`)) this.servers.delete(key);
    }
    for (const connection of this.connections) {
      if (connection.node !== name) continue;
      this.connections.delete(connection);
      connection.die(kind, this.options.random(`kill/${name}`));
    }
  }

  private listen({ name, life }: NodeLife, wanted: number, accept: Server['accept']): Listener {
    const port = wanted === 0 ? this.nextPort() : wanted;
    const key = `${name}:${port}`;
    if (this.servers.has(key)) throw new NetworkFault('address-in-use', `${key} is in use`);
    const server = { life, accept };
    this.servers.set(key, server);
    return {
      address: { host: name, port },
      close: () => {
        if (this.servers.get(key) === server) this.servers.delete(key);
        return Promise.resolve();
      },
    };
  }

  private connect(client: NodeLife, address: Address): Promise<Connection> {
    const { timeline } = this.options;
    const deadlineUs = timeline.nowUs + CONNECT_TIMEOUT_US;
    return new Promise((resolve, reject) => {
      const answer = (give: () => void): void => {
        const delayUs = this.link(address.host, client.name).drawDelayUs(0);
        timeline.schedule(delayUs, client.life.guard(give));
      };
      const fail = (kind: 'refused' | 'unreachable'): void => {
        const fault = new NetworkFault(kind, `${address.host}:${address.port}: ${kind}`);
        answer(() => reject(fault));
      };
      const arrive = client.life.guard(() => {
        if (!this.isReachable(client.name, address.host)) {
          if (timeline.nowUs >= deadlineUs) return fail('unreachable');
          return timeline.schedule(CONNECT_RETRY_US, arrive);
        }
        const server = this.servers.get(`${address.host}:${address.port}`);
        if (server === undefined || server.life.isOver) return fail('refused');
        const [near, far] = this.makeConnection(
          client,
          { name: address.host, life: server.life },
          address.port,
        );
        answer(() => resolve(near));
        server.life.guard(() => server.accept(far))();
      });
      timeline.schedule(this.link(client.name, address.host).drawDelayUs(0), arrive);
    });
  }

  private isReachable(from: string, to: string): boolean {
    if (!this.known.has(to) || this.dark.has(to)) return false;
    const { nowUs } = this.options.timeline;
    return !this.link(from, to).isBlocked(nowUs) && !this.link(to, from).isBlocked(nowUs);
  }

  private makeConnection(
    client: NodeLife,
    server: NodeLife,
    port: number,
  ): [SimConnection, SimConnection] {
    const there = this.makePipe(client.name, server.name);
    const back = this.makePipe(server.name, client.name);
    const near = this.makeEnd(client, { host: server.name, port }, [there, back]);
    const far = this.makeEnd(server, { host: client.name, port: this.nextPort() }, [back, there]);
    there.join(near, far);
    back.join(far, near);
    return [near, far];
  }

  private makeEnd(
    { name, life }: NodeLife,
    remote: Address,
    [outgoing, incoming]: readonly [Pipe, Pipe],
  ): SimConnection {
    const { timeline } = this.options;
    const connection = new SimConnection({
      ...MARKS,
      node: name,
      life,
      remote,
      outgoing,
      incoming,
      timeline,
      onClosed: (closed) => this.connections.delete(closed),
    });
    this.connections.add(connection);
    return connection;
  }

  private makePipe(from: string, to: string): Pipe {
    return new Pipe({
      timeline: this.options.timeline,
      giveUpAfterUs: GIVE_UP_AFTER_US,
      link: this.link(from, to),
      canRefuse: () => this.isReachable(from, to),
      fold: (text) => this.options.fold(`net ${from}>${to} ${text}`),
      isMessage: (frame) => this.isMessage(frame),
      deliverLate: (frame, delayUs) => this.deliverLate({ from, to, frame, delayUs }),
      mistreated: (fate) => {
        this.mistreated[fate] += 1;
      },
    });
  }

  /** Over the newest connection that is there then; lost when there is none. */
  private deliverLate(late: {
    readonly from: string;
    readonly to: string;
    readonly frame: Uint8Array;
    readonly delayUs: number;
  }): void {
    const { from, to, frame, delayUs } = late;
    const { timeline, fold } = this.options;
    timeline.schedule(delayUs, () => {
      if (this.link(from, to).isBlocked(timeline.nowUs)) return;
      const taking = [...this.connections].findLast(
        (connection) =>
          connection.node === to && connection.remote.host === from && connection.takesMessages,
      );
      fold(`net ${from}>${to} late ${frame.length} ${taking === undefined ? 'lost' : ''}`);
      taking?.received(frame);
    });
  }

  private nextPort(): number {
    this.lastPort += 1;
    invariant(this.lastPort < 0x1_0000_0000, 'ports of a simulation do not run out');
    return this.lastPort;
  }
}
