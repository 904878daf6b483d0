/**
 * One broker as a child process. It dies with us, however we die: it stops when its standard input closes, and it
 * stands in a process group of its own, so that Ctrl-C reaches it only through us. It sends READY over Node's own
 * channel when it serves (commands/broker.ts).
 *
 *   stopped -> running -> (stopped by us | died by itself) -> running ...
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { mainPath } from '../main-path.ts';
import { READY } from './ready-message.ts';

export interface BrokerProcessOptions {
  readonly nodeId: number;
  readonly configPath: string;
  readonly logPath: string;
  /** Its output goes to ours, line by line, instead of to `logPath`. */
  readonly isVerbose: boolean;
  readonly onDied: (how: Death) => void;
}

export interface Death {
  readonly pid: number;
  /** `was killed by SIGKILL`, `ended with exit code 1`. */
  readonly how: string;
  readonly hasServed: boolean;
  /** What it said on its way out, if it said so in a sentence. */
  readonly sentence: string | undefined;
}

/** Above this the log is moved to `broker.log.1` when the broker is started. */
const LOG_BYTES_MAX = 16 << 20;
export const STOP_MS_MAX = 1_500;

export class BrokerProcess {
  readonly nodeId: number;
  private readonly options: BrokerProcessOptions;
  private child: ChildProcess | undefined;
  private exited: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(options: BrokerProcessOptions) {
    this.nodeId = options.nodeId;
    this.options = options;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get isRunning(): boolean {
    return this.child !== undefined;
  }

  /** Resolves with true when it serves, with false when it ended before that. */
  start(): Promise<boolean> {
    const { configPath, logPath, isVerbose } = this.options;
    const log = isVerbose ? undefined : openLog(logPath);
    const child = spawn(
      process.execPath,
      [
        ...process.execArgv,
        mainPath(),
        'broker',
        'start',
        '--config',
        configPath,
        '--stop-with-stdin',
      ],
      { stdio: ['pipe', log?.fd ?? 'pipe', log?.fd ?? 'pipe', 'ipc'], detached: true },
    );
    if (log !== undefined) closeSync(log.fd);
    else this.showOutput(child);
    this.child = child;
    this.isStopping = false;
    let hasServed = false;
    this.exited = new Promise((resolve) => {
      const ended = (how: string) => {
        this.child = undefined;
        resolve();
        if (this.isStopping) return;
        const sentence = log === undefined ? undefined : lastSentence(logPath, log.size);
        this.options.onDied({ pid: child.pid ?? 0, how, hasServed, sentence });
      };
      child.once('error', (error) => ended(`could not be started (${error.message})`));
      child.once('exit', (code, signal) =>
        ended(signal === null ? `ended with exit code ${code}` : `was killed by ${signal}`),
      );
    });
    // Its death closes the pipe; that is not our error.
    child.stdin?.on('error', () => undefined);
    return new Promise((resolve) => {
      child.on('message', (message) => {
        if (message !== READY) return;
        hasServed = true;
        resolve(true);
      });
      void this.exited.then(() => resolve(false));
    });
  }

  /** Gracefully, then by force. */
  async stop(): Promise<void> {
    if (this.child === undefined) return;
    this.isStopping = true;
    this.child.kill('SIGTERM');
    const force = setTimeout(() => this.kill(), STOP_MS_MAX);
    await this.exited;
    clearTimeout(force);
  }

  kill(): void {
    this.isStopping = true;
    this.child?.kill('SIGKILL');
  }

  private showOutput(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr]) {
      const lines = createInterface({ input: stream as Readable, crlfDelay: Infinity });
      lines.on('line', (line) => process.stdout.write(`broker ${this.nodeId} | ${line}\n`));
    }
  }
}

function openLog(path: string): { readonly fd: number; readonly size: number } {
  mkdirSync(dirname(path), { recursive: true });
  const size = sizeOf(path);
  if (size <= LOG_BYTES_MAX) return { fd: openSync(path, 'a'), size };
  renameSync(path, `${path}.1`);
  return { fd: openSync(path, 'a'), size: 0 };
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/** The last `Error: ...` that it wrote since it was started (render-error.ts). */
function lastSentence(logPath: string, from: number): string | undefined {
  try {
    const lines = readFileSync(logPath).subarray(from).toString('utf8').split('\n');
    return lines.findLast((line) => line.startsWith('Error: '))?.slice('Error: '.length);
  } catch {
    return undefined;
  }
}
