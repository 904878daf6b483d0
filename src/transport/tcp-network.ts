import {
  createConnection,
  createServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net';
import type { Logger } from '../platform/logger.ts';
import {
  NetworkFault,
  type Address,
  type Connection,
  type Listener,
  type Network,
  type NetworkFaultKind,
} from '../platform/network.ts';
import { ReadTarget, readingTo } from './read-target.ts';
import { TcpConnection, type TcpConnectionOptions } from './tcp-connection.ts';

export interface TcpNetworkOptions extends TcpConnectionOptions {
  readonly connectTimeoutMs: number;
  /** Of one listener; who comes after is turned away at once. */
  readonly connectionsMax: number;
  readonly logger?: Logger;
}

const DEFAULTS: TcpNetworkOptions = {
  frameBytesMax: 64 * 1024 * 1024,
  highMarkBytes: 8 * 1024 * 1024,
  lowMarkBytes: 1024 * 1024,
  connectTimeoutMs: 2000,
  connectionsMax: 1024,
};

const SOCKET_OPTIONS = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 10_000 };

/** Plain TCP, for brokers among themselves: frames with a uint32 length before them. */
export class TcpNetwork implements Network {
  private readonly options: TcpNetworkOptions;

  constructor(options: Partial<TcpNetworkOptions> = {}) {
    this.options = { ...DEFAULTS, ...options };
  }

  async listen(address: Address, accept: (connection: Connection) => void): Promise<Listener> {
    const server = createServer({ ...SOCKET_OPTIONS, pauseOnConnect: true }, (socket) => {
      accept(this.connectionOnAccepted(socket));
    });
    server.maxConnections = this.options.connectionsMax;
    server.on('drop', (dropped) => {
      this.options.logger?.warn('connection-limit-reached', { remote: dropped?.remoteAddress });
    });
    await started(server, address);
    // For instance no file descriptor left for the next connection: those that are there go on.
    server.on('error', (error) => {
      this.options.logger?.warn('accept-failed', { reason: error.message });
    });
    const { address: host, port } = server.address() as AddressInfo;
    return { address: { host, port }, close: () => stopped(server) };
  }

  /** On a socket that somebody else has accepted. */
  connectionOn(socket: Socket): Connection {
    return new TcpConnection(socket, this.options);
  }

  private connectionOnAccepted(accepted: Socket): Connection {
    const reads = new ReadTarget();
    const socket = readingTo(reads, accepted);
    return socket === undefined
      ? this.connectionOn(accepted)
      : new TcpConnection(socket, this.options, reads);
  }

  connect(address: Address): Promise<Connection> {
    const { connectTimeoutMs } = this.options;
    return new Promise((resolve, reject) => {
      const reads = new ReadTarget();
      const { onread } = reads;
      const socket: Socket = createConnection({ ...SOCKET_OPTIONS, ...address, onread });
      const fail = (error: Error): void => {
        clearTimeout(deadline);
        socket.destroy();
        reject(faultOf(error, address));
      };
      const deadline = setTimeout(() => {
        fail(new Error(`no answer within ${connectTimeoutMs} ms`));
      }, connectTimeoutMs);
      socket.once('error', fail);
      socket.once('connect', () => {
        clearTimeout(deadline);
        const connection = new TcpConnection(socket, this.options, reads);
        socket.off('error', fail);
        resolve(connection);
      });
    });
  }
}

function started(server: Server, address: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(faultOf(error, address));
    server.once('error', fail);
    server.listen({ host: address.host, port: address.port }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

/** Takes no new connections from here on; those that were accepted belong to whoever accepted them. */
function stopped(server: Server): Promise<void> {
  server.close();
  return Promise.resolve();
}

const KINDS: Readonly<Record<string, NetworkFaultKind>> = {
  EADDRINUSE: 'address-in-use',
  ECONNREFUSED: 'refused',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
};

function faultOf(error: NodeJS.ErrnoException, { host, port }: Address): NetworkFault {
  const kind = KINDS[error.code ?? ''] ?? 'unreachable';
  return new NetworkFault(kind, `${host}:${port}: ${error.message}`);
}
