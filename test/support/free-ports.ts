import { createServer } from 'node:net';

export const HOST = '127.0.0.1';
/** Below the ports that the kernel gives to outgoing connections. */
const PORTS = { first: 21_000, last: 31_999 };

/** That nobody listens on now, all different. Another program may still take one before it is used. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const span = PORTS.last - PORTS.first + 1;
    const port = PORTS.first + Math.floor(Math.random() * span);
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: HOST, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
