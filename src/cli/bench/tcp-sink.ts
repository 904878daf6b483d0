/** Forked by machine.ts: takes one connection, throws away what comes, and reports how much came how fast. */
import { createServer, type AddressInfo } from 'node:net';

export interface SinkReport {
  readonly port: number;
  readonly bytes: number;
  readonly elapsedMs: number;
}

process.on('disconnect', () => process.exit(0));

const server = createServer((socket) => {
  let bytes = 0;
  let startedAt = 0;
  socket.on('data', (chunk: Buffer) => {
    if (bytes === 0) startedAt = performance.now();
    bytes += chunk.length;
  });
  socket.on('end', () => report(bytes, performance.now() - startedAt));
});
server.listen(0, '127.0.0.1', () => report(0, 0));

function report(bytes: number, elapsedMs: number): void {
  const { port } = server.address() as AddressInfo;
  process.send?.({ port, bytes, elapsedMs } satisfies SinkReport);
}
