/**
 * Proxies before the ports of all brokers, so that a link between two of them, or between one and its clients, can be
 * ill. Brokers are told each other's proxies as addresses. One link carries what goes between a pair of brokers; which of
 * them dials is decided by their ids, and who it is stands in the first frame of a connection.
 */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { decodeHello } from '../../src/host/peer-hello.ts';
import { SimRandom } from '../../src/sim/sim-random.ts';
import { FRAME_HEADER_BYTES } from '../../src/base/frame-assembler.ts';
import type { BrokerPlace } from '../support/cluster-processes.ts';
import { Link } from './link.ts';

/** No greeting is longer. */
const GREETING_BYTES_MAX = 1024;

export interface Target {
  readonly host: string;
  readonly port: number;
}

export class FaultyNetwork implements AsyncDisposable {
  /** By `dialer-listener`. */
  private readonly peers = new Map<string, Link>();
  private readonly clients = new Map<number, Link>();
  private readonly proxies: Proxy[] = [];

  private constructor(places: readonly BrokerPlace[], seed: number) {
    const link = (name: string): Link => new Link(name, new SimRandom(seed, name));
    for (const { nodeId } of places) {
      this.clients.set(nodeId, link(`clients-${nodeId}`));
      for (const { nodeId: dialer } of places.filter((place) => place.nodeId < nodeId)) {
        this.peers.set(`${dialer}-${nodeId}`, link(`${dialer}-${nodeId}`));
      }
    }
  }

  static async start(places: readonly BrokerPlace[], seed: number): Promise<FaultyNetwork> {
    const network = new FaultyNetwork(places, seed);
    for (const { nodeId, host, advertisedHost, peerPort, httpPort, kafkaPort } of places) {
      const toPeer = (dialer: number) => network.peers.get(`${dialer}-${nodeId}`);
      const open = async (port: number, choose: ChooseLink): Promise<void> => {
        const at = { host: advertisedHost, port };
        network.proxies.push(await Proxy.start(at, { host, port }, choose));
      };
      await open(peerPort, (dialer, listener) => joinByGreeting(dialer, listener, toPeer));
      for (const port of [httpPort, kafkaPort]) {
        const clients = network.clientsOf(nodeId);
        await open(port, (dialer, listener) => clients.join(dialer, listener, new Uint8Array()));
      }
    }
    return network;
  }

  /** Between two brokers, whichever of them dials. */
  between(a: number, b: number): Link {
    return this.peers.get(`${Math.min(a, b)}-${Math.max(a, b)}`)!;
  }

  /** All between brokers; those of one broker, when it is named. */
  links(nodeId?: number): Link[] {
    const isOne = (name: string): boolean =>
      nodeId === undefined || name.split('-').includes(String(nodeId));
    return [...this.peers].filter(([name]) => isOne(name)).map(([, link]) => link);
  }

  clientsOf(nodeId: number): Link {
    return this.clients.get(nodeId)!;
  }

  heal(): void {
    for (const link of [...this.peers.values(), ...this.clients.values()]) link.heal();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const link of [...this.peers.values(), ...this.clients.values()]) link.cut();
    for (const proxy of this.proxies) await proxy.close();
  }
}

type ChooseLink = (dialer: Socket, listener: Socket) => void;

export class Proxy {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(target: Target, choose: ChooseLink) {
    this.server = createServer({ allowHalfOpen: true }, (dialer) => {
      const listener = connect({ ...target, allowHalfOpen: true });
      for (const socket of [dialer, listener]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => this.sockets.delete(socket));
      }
      // Nobody listens there: the dialer must hear of it as it would without a proxy.
      listener.once('error', () => dialer.resetAndDestroy());
      choose(dialer, listener);
    });
  }

  static async start(at: Target, target: Target, choose: ChooseLink): Promise<Proxy> {
    const proxy = new Proxy(target, choose);
    await new Promise<void>((resolve, reject) => {
      proxy.server.once('error', reject);
      proxy.server.listen(at.port, at.host, resolve);
    });
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Reads the greeting of a broker and gives the connection to its link. */
export function joinByGreeting(
  dialer: Socket,
  listener: Socket,
  linkOf: (dialer: number) => Link | undefined,
): void {
  let read = Buffer.alloc(0);
  const refuse = (): void => {
    dialer.destroy();
    listener.destroy();
  };
  const onData = (bytes: Buffer): void => {
    read = Buffer.concat([read, bytes]);
    if (read.length < FRAME_HEADER_BYTES) return;
    const end = FRAME_HEADER_BYTES + read.readUInt32BE(0);
    if (read.length < end && end <= GREETING_BYTES_MAX) return;
    dialer.off('data', onData);
    const link = end <= GREETING_BYTES_MAX ? linkOf(dialerOf(read.subarray(4, end))) : undefined;
    if (link === undefined) refuse();
    else link.join(dialer, listener, read);
  };
  dialer.on('data', onData);
}

/** -1: this is no greeting. */
function dialerOf(frame: Uint8Array): number {
  try {
    const opening = decodeHello(frame);
    return opening.kind === 'hello' ? opening.hello.nodeId : -1;
  } catch {
    return -1;
  }
}
