/** Sockets that do what no decent client does. */
import { connect as connectTcp, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/protocol/client-frame.ts';
import { HOST } from '../support/free-ports.ts';

/** Sends and waits. Resolves when the broker has ended the connection, with what it said. */
export function sendRaw(port: number, bytes: Uint8Array): Promise<{ text: string; ms: number }> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = connectTcp(port, HOST);
    let text = '';
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ text, ms: performance.now() - startedAt }));
  });
}

/** As brokers frame what they say to each other. */
export function framed(frame: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4);
  header.writeUInt32BE(frame.length);
  return Buffer.concat([header, frame]);
}

/** Open, and nothing said yet. */
export async function openSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, SUBPROTOCOL);
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('open', () => resolve()));
  return socket;
}

/** 101, or the status that refuses the WebSocket. */
export async function upgradeStatus(
  url: string,
  protocols: readonly string[],
  origin?: string,
): Promise<number | undefined> {
  const socket = new WebSocket(url, [...protocols], origin === undefined ? {} : { origin });
  socket.on('error', () => undefined);
  const status = await new Promise<number | undefined>((resolve) => {
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.once('open', () => resolve(101));
  });
  socket.terminate();
  return status;
}

export function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.once('close', resolve));
}

/** What `ws` does not offer: to send bytes that are no frame, and to read nothing. */
export function streamOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}
