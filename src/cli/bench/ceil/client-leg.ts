import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { onCounts } from './counts.ts';

/** The client's end of the pipeline: frames out, cumulative counts of committed frames in. */
export interface ClientConnection {
  send(frame: Buffer): void;
  close(): void;
}

export interface ClientHandlers {
  readonly committed: (count: number) => void;
  /** The connection ended, whoever ended it. */
  readonly closed: () => void;
}

export async function connectTcp(
  port: number,
  handlers: ClientHandlers,
): Promise<ClientConnection> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opening = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opening));
    opening.once('error', reject);
  });
  onCounts(socket, handlers.committed);
  socket.on('close', handlers.closed);
  return {
    send(frame) {
      // One system call for all frames of this turn of the event loop.
      if (socket.writableCorked === 0) {
        socket.cork();
        process.nextTick(() => socket.uncork());
      }
      socket.write(frame);
    },
    close: () => socket.destroy(),
  };
}

export async function connectWebSocket(
  port: number,
  handlers: ClientHandlers,
): Promise<ClientConnection> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, {
    perMessageDeflate: false,
    // ws skips masking on both ends when the mask is all zeros: 7 times the throughput (PERFORMANCE.md 1).
    generateMask: (mask) => mask.fill(0),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('message', (message) => handlers.committed((message as Buffer).readUInt32BE(0)));
  socket.on('close', handlers.closed);
  return { send: (frame) => socket.send(frame), close: () => socket.terminate() };
}
