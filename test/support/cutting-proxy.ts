/** Stands between clients and one port, passes bytes on, and cuts connections when it is told to. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { HOST } from './free-ports.ts';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
  /** The server has answered something: the cut of such a connection loses what is under way. */
  isAlive: boolean;
}

export class CuttingProxy implements AsyncDisposable {
  readonly port: number;
  private readonly server: Server;
  private readonly pairs = new Set<Pair>();

  private constructor(server: Server, target: number) {
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.accept(client, target));
  }

  static async start(target: number): Promise<CuttingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
    return new CuttingProxy(server, target);
  }

  get url(): string {
    return `ws://${HOST}:${this.port}`;
  }

  /** Connections over which something came back. */
  get alive(): number {
    return [...this.pairs].filter((pair) => pair.isAlive).length;
  }

  /** The connection number `index` of those alive, as when a cable is pulled: both ends get a reset. */
  cut(index: number): boolean {
    const pair = [...this.pairs].filter((one) => one.isAlive)[index];
    if (pair === undefined) return false;
    this.end(pair);
    return true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pair of this.pairs) this.end(pair);
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(client: Socket, target: number): void {
    const server = connect({ host: HOST, port: target });
    const pair: Pair = { client, server, isAlive: false };
    this.pairs.add(pair);
    server.once('data', () => (pair.isAlive = true));
    client.pipe(server);
    server.pipe(client);
    for (const socket of [client, server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.end(pair));
      socket.on('close', () => this.end(pair));
    }
  }

  private end(pair: Pair): void {
    if (!this.pairs.delete(pair)) return;
    pair.client.resetAndDestroy();
    pair.server.resetAndDestroy();
  }
}
