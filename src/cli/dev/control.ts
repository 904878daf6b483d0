/**
 * How `flotilla dev restart N` reaches the `flotilla dev` that runs: a Unix socket, so that no other user and no web
 * page can, over which a line of JSON goes each way.
 */
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CliError } from '../cli-error.ts';

export interface ControlRequest {
  readonly command: 'restart';
  readonly nodeId: number;
}

type ControlReply =
  | { readonly ok: true; readonly message: string }
  | { readonly ok: false; readonly message: string; readonly next?: string };

export interface ControlServer {
  close(): void;
}

/** The system allows about 100 bytes; a data directory may lie deeper than that. */
const SOCKET_PATH_BYTES_MAX = 100;
const REQUEST_CHARACTERS_MAX = 1000;

export function controlPath(directory: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\flotilla-dev-${process.pid}`;
  const path = join(directory, 'dev.sock');
  if (Buffer.byteLength(path) <= SOCKET_PATH_BYTES_MAX) return path;
  return join(tmpdir(), `flotilla-dev-${process.pid}.sock`);
}

export async function serveControl(
  path: string,
  restart: (nodeId: number) => Promise<string>,
): Promise<ControlServer> {
  // The data directory is locked, so a socket that is there was left behind.
  rmSync(path, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    void answer(socket, restart);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  server.unref();
  return {
    close: () => {
      server.close();
      rmSync(path, { force: true });
    },
  };
}

async function answer(socket: Socket, restart: (nodeId: number) => Promise<string>): Promise<void> {
  const reply = await readLine(socket)
    .then(async (line): Promise<ControlReply> => {
      const request = JSON.parse(line) as ControlRequest;
      if (request.command !== 'restart') return { ok: false, message: 'Unknown request.' };
      return { ok: true, message: await restart(request.nodeId) };
    })
    .catch((error: unknown): ControlReply => {
      const next = error instanceof CliError ? error.next : undefined;
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, message, ...(next === undefined ? {} : { next }) };
    });
  socket.end(`${JSON.stringify(reply)}\n`);
}

/** What the running `flotilla dev` says. Its refusal becomes an error. */
export async function askControl(path: string, request: ControlRequest): Promise<string> {
  const socket = createConnection(path);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    socket.write(`${JSON.stringify(request)}\n`);
    const reply = JSON.parse(await readLine(socket)) as ControlReply;
    if (!reply.ok) throw new CliError(reply.message, reply.next);
    return reply.message;
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      'The running "flotilla dev" does not answer.',
      'start it again with: npm start',
    );
  } finally {
    socket.destroy();
  }
}

async function readLine(socket: Socket): Promise<string> {
  let characters = 0;
  socket.on('data', (chunk: Buffer) => {
    characters += chunk.length;
    if (characters > REQUEST_CHARACTERS_MAX) socket.destroy();
  });
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) return line;
  throw new Error('The connection ended before the line did.');
}
