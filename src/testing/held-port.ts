import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Address } from '../platform/network.ts';

/**
 * A port of one broker, held over all its lives: a port that is let go between a kill and a restart can be
 * anybody's by then, who asked for a free one. While the broker is down, whoever connects is reset.
 */
export class HeldPort {
  readonly address: Address;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private take: ((socket: Socket) => void) | undefined;

  private constructor(server: Server) {
    const { address, port } = server.address() as AddressInfo;
    this.address = { host: address, port };
    this.server = server;
    server.on('connection', (socket) => this.accept(socket));
    // For instance no file descriptor left for the next connection: those that are there go on.
    server.on('error', () => undefined);
  }

  static open(host: string): Promise<HeldPort> {
    // Half open as http wants it: it answers a client that has said all it had to say.
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port: 0 }, () => {
        server.off('error', reject);
        resolve(new HeldPort(server));
      });
    });
  }

  /** From now on connections are handed over. */
  attach(take: (socket: Socket) => void): void {
    this.take = take;
  }

  /** New connections are reset. */
  detach(): void {
    this.take = undefined;
  }

  /** As after kill -9: all connections are gone at once. */
  cut(): void {
    this.detach();
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.cut();
    await closed;
  }

  private accept(socket: Socket): void {
    if (this.take === undefined) return void socket.resetAndDestroy();
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    this.take(socket);
  }
}
