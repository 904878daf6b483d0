import { createServer } from 'node:net';
import { CliError } from '../cli-error.ts';

export interface WantedPort {
  readonly port: number;
  /** For the sentence when it is taken: `broker 1's clients`. */
  readonly use: string;
  /** The option that moves it. */
  readonly option: string;
}

/** Asked before anything is started, so that a port that is taken is one sentence instead of a half-built cluster. */
export async function assertPortsFree(host: string, wanted: readonly WantedPort[]): Promise<void> {
  for (const one of wanted) {
    const fault = await tryPort(host, one.port);
    if (fault === undefined) continue;
    const why =
      fault === 'EADDRINUSE'
        ? 'is in use by another program'
        : fault === 'EACCES'
          ? 'needs more rights than this user has'
          : `cannot be used (${fault})`;
    throw new CliError(
      `Port ${one.port} on ${host}, for ${one.use}, ${why}.`,
      `stop what uses it (lsof -i :${one.port} shows it), or choose others with: npx flotilla dev ${one.option} PORT`,
    );
  }
}

async function tryPort(host: string, port: number): Promise<string | undefined> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
