/** The WebSocket that browsers, Deno and Bun have, as a platform Connection. */
import { BrokerError } from '../model/errors.ts';
import type { Connection, ConnectionHandlers } from '../platform/network.ts';
import { SUBPROTOCOL } from '../protocol/client-frame.ts';

/** As much of the standard as is used here. */
export interface StandardWebSocket {
  binaryType: string;
  readonly bufferedAmount: number;
  send(data: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'open', listener: () => void): void;
  /** Browsers give no message. */
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(
    type: 'close',
    listener: (event: { readonly code: number; readonly reason: string }) => void,
  ): void;
}

export type StandardWebSocketClass = new (url: string, protocol: string) => StandardWebSocket;

const HIGH_MARK_BYTES = 8 * 1024 * 1024;
/** Browsers tell nobody when their buffer has drained. */
const DRAIN_CHECK_MS = 20;
const CLOSE_REASON_CHARACTERS_MAX = 40;

export function openStandardWebSocket(
  WebSocketClass: StandardWebSocketClass,
  url: string,
  signal?: AbortSignal,
): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const fail = (what: string): void =>
      reject(new BrokerError('NETWORK_EXCEPTION', `Cannot connect to ${url}: ${what}.`));
    if (signal?.aborted) return fail('given up');
    let socket: StandardWebSocket;
    try {
      socket = new WebSocketClass(url, SUBPROTOCOL);
    } catch (error) {
      return fail((error as Error).message);
    }
    socket.binaryType = 'arraybuffer';
    const giveUp = (): void => {
      fail('given up');
      socket.close();
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    // A page is not told why, so that it cannot explore the network behind the browser.
    socket.addEventListener('error', () => fail('the browser does not say why'));
    socket.addEventListener('close', ({ code }) => fail(`closed with code ${code}`));
    socket.addEventListener('open', () => {
      signal?.removeEventListener('abort', giveUp);
      resolve(new BrowserConnection(socket, url));
    });
  });
}

class BrowserConnection implements Connection {
  readonly remote: { host: string; port: number };
  private readonly socket: StandardWebSocket;
  private handlers: ConnectionHandlers | undefined;
  private isCongested = false;

  constructor(socket: StandardWebSocket, url: string) {
    this.socket = socket;
    const { hostname, port } = new URL(url);
    this.remote = { host: hostname, port: Number(port) };
  }

  get bufferedBytes(): number {
    return this.socket.bufferedAmount;
  }

  handle(handlers: ConnectionHandlers): void {
    this.handlers = handlers;
    this.socket.addEventListener('message', ({ data }) => {
      if (data instanceof ArrayBuffer) handlers.frame(new Uint8Array(data));
    });
    this.socket.addEventListener('close', ({ code, reason }) =>
      handlers.closed(`${reason || 'the connection was closed'} (${code})`),
    );
  }

  /** A browser can only send a message as one piece. */
  send(chunks: readonly Uint8Array[]): boolean {
    const message = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      message.set(chunk, at);
      at += chunk.length;
    }
    this.socket.send(message);
    if (this.bufferedBytes <= HIGH_MARK_BYTES) return true;
    if (!this.isCongested) this.awaitDrain();
    return false;
  }

  /** Browsers have no way to stop a WebSocket from receiving; fetches bound what comes. */
  pause(): void {}

  resume(): void {}

  close(reason: string): void {
    // A page may use 1000 and 3000 to 4999 only.
    this.socket.close(1000, reason.slice(0, CLOSE_REASON_CHARACTERS_MAX));
  }

  private awaitDrain(): void {
    this.isCongested = true;
    setTimeout(() => {
      this.isCongested = false;
      if (this.bufferedBytes > HIGH_MARK_BYTES / 2) this.awaitDrain();
      else this.handlers?.drained?.();
    }, DRAIN_CHECK_MS);
  }
}
