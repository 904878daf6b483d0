/**
 * The network between the brokers of one process: frames go from hand to hand, and a link can be cut. A cut behaves as
 * it does under TCP: what was sent waits, and arrives when the link is healed, unless the connection was given up
 * meanwhile. Whoever connects over a cut link, or to a broker that is not there yet or down, waits too, so that brokers
 * find each other in the moment in which it is possible.
 */
import {
  NetworkFault,
  type Address,
  type Connection,
  type Listener,
  type Network,
} from '../platform/network.ts';
import { never, type Lifetime } from '../sim/lifetime.ts';
import { LocalConnection } from './local-connection.ts';

const HOST = '127.0.0.1';
/** Of connections and listeners that did not ask for one; listeners that did are below. */
const FIRST_FREE_PORT = 40_000;

interface Place {
  readonly node: number;
  readonly life: Lifetime;
  /** Undefined after the listener was closed. */
  accept: ((connection: Connection) => void) | undefined;
}

interface Caller {
  readonly node: number;
  readonly life: Lifetime;
}

export class LocalNetwork {
  private readonly places = new Map<number, Place>();
  private readonly connections = new Set<LocalConnection>();
  private readonly cuts = new Set<string>();
  private readonly waiting = new Set<() => void>();
  private lastPort = FIRST_FREE_PORT;

  /** The network as one life of a broker has it. */
  of(node: number, life: Lifetime): Network {
    return {
      listen: (address, accept) => this.listen({ node, life }, address.port, accept),
      connect: (address) => this.connect({ node, life }, address.port),
    };
  }

  /** In this direction only. */
  cut(from: number, to: number): void {
    this.cuts.add(linkName(from, to));
  }

  isCut(from: number, to: number): boolean {
    return this.cuts.has(linkName(from, to));
  }

  heal(): void {
    this.cuts.clear();
    for (const connection of this.connections) connection.wake();
    this.tryWaiting();
  }

  /** After the end of a life: the kernel closes what the process had open. */
  kill(node: number): void {
    for (const place of this.places.values()) if (place.life.isOver) place.accept = undefined;
    for (const connection of this.connections) if (connection.node === node) connection.die();
    this.tryWaiting();
  }

  private async listen(
    { node, life }: Caller,
    wanted: number,
    accept: (connection: Connection) => void,
  ): Promise<Listener> {
    if (life.isOver) return never();
    const port = wanted === 0 ? this.nextPort() : wanted;
    if (this.places.get(port)?.accept !== undefined) {
      throw new NetworkFault('address-in-use', `${HOST}:${port} is in use.`);
    }
    const place: Place = { node, life, accept };
    this.places.set(port, place);
    this.tryWaiting();
    return {
      address: { host: HOST, port },
      close: () => {
        place.accept = undefined;
        return Promise.resolve();
      },
    };
  }

  private connect(caller: Caller, port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const attempt = (): void => {
        if (caller.life.isOver) return void this.waiting.delete(attempt);
        const place = this.places.get(port);
        if (place === undefined || this.mustWait(caller, place)) {
          return void this.waiting.add(attempt);
        }
        this.waiting.delete(attempt);
        if (place.accept === undefined) {
          return reject(new NetworkFault('refused', `Nobody listens at ${HOST}:${port}.`));
        }
        const [near, far] = this.join(caller, place, { host: HOST, port });
        resolve(near);
        place.accept(far);
      };
      // Never inside of the caller's turn.
      setImmediate(attempt);
    });
  }

  private mustWait({ node }: Caller, place: Place): boolean {
    const isDown = place.accept === undefined && place.life.isOver;
    return isDown || this.isCut(node, place.node) || this.isCut(place.node, node);
  }

  private tryWaiting(): void {
    for (const attempt of this.waiting) setImmediate(attempt);
  }

  private join(caller: Caller, place: Place, at: Address): [LocalConnection, LocalConnection] {
    const near = this.makeEnd(caller, at, place.node);
    const far = this.makeEnd(place, { host: HOST, port: this.nextPort() }, caller.node);
    near.join(far);
    far.join(near);
    return [near, far];
  }

  private makeEnd({ node }: Caller, remote: Address, from: number): LocalConnection {
    const connection: LocalConnection = new LocalConnection({
      node,
      remote,
      isCut: () => this.isCut(from, node),
      gone: () => this.connections.delete(connection),
    });
    this.connections.add(connection);
    return connection;
  }

  private nextPort(): number {
    this.lastPort += 1;
    return this.lastPort;
  }
}

function linkName(from: number, to: number): string {
  return `${from}>${to}`;
}
