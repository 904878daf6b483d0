/** `flotilla ...` as a person runs it: its own process, what it prints, and how it ends. */
import { spawn } from 'node:child_process';
import { builtCommand } from './built-command.ts';

export interface CommandOptions {
  readonly input?: Uint8Array | string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Killed after it; the exit code is null then. */
  readonly msMax?: number;
  /** Runs it as another user, such as one who may not write. */
  readonly uid?: number;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly ms: number;
}

const MS_MAX = 60_000;

export async function flotilla(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const command = await builtCommand();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, FLOTILLA_BROKERS: '', ...options.env },
    timeout: options.msMax ?? MS_MAX,
    killSignal: 'SIGKILL',
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A command that refuses its arguments reads nothing of its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    code,
    stdout: Buffer.concat(stdout),
    stderr: Buffer.concat(stderr).toString(),
    ms: performance.now() - startedAt,
  };
}
