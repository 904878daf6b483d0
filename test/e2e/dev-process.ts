/** `flotilla dev` as `npm start` runs it: its own process, its banner, its end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtCommand } from '../support/built-command.ts';
import { freePorts, HOST, isFree } from '../support/free-ports.ts';

/** From the ports for HTTP to those for peers and for Kafka clients. */
const PORT_DISTANCES = [0, 1000, 1011];
const BROKERS = 3;
const GONE_POLL_MS = 5;

export class DevProcess {
  readonly child: ChildProcess;
  readonly urls: readonly string[];
  /** Of the process, as performance.now() has it. */
  readonly startedAtMs = performance.now();
  /** Resolves with the whole banner when it has come. */
  readonly banner: Promise<string>;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;

  private constructor(child: ChildProcess, httpPort: number) {
    this.child = child;
    this.urls = Array.from({ length: BROKERS }, (_, i) => `ws://${HOST}:${httpPort + i}`);
    this.ended = new Promise((resolve) => child.once('close', resolve));
    this.banner = this.readBanner();
    this.banner.catch(() => undefined);
  }

  static async start(directory: string): Promise<DevProcess> {
    const command = await builtCommand();
    const httpPort = await freeRange();
    const args = [command, 'dev', '--data', directory, '--http-port', String(httpPort)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    return new DevProcess(child, httpPort);
  }

  /** Of the brokers, as the banner names them. */
  async pids(): Promise<number[]> {
    return [...(await this.banner).matchAll(/^\d+ +(\d+) +ws:/gm)].map(([, pid]) => Number(pid));
  }

  /** The milliseconds from the signal until the command and all brokers are gone. */
  async end(signal: NodeJS.Signals): Promise<number> {
    const pids = await this.pids();
    const signalledAtMs = performance.now();
    this.child.kill(signal);
    await this.ended;
    while (pids.some(isAlive)) await sleep(GONE_POLL_MS);
    return performance.now() - signalledAtMs;
  }

  private readBanner(): Promise<string> {
    return new Promise((resolve, reject) => {
      let text = '';
      this.child.stdout!.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('Ctrl-C stops all brokers.')) resolve(text);
      });
      void this.ended.then(() =>
        reject(new Error(`"flotilla dev" ended before it was ready: ${text}`)),
      );
    });
  }
}

/** The first of its HTTP ports, such that the others are free as well. */
async function freeRange(): Promise<number> {
  for (;;) {
    const [first = 0] = await freePorts(1);
    const ports = Array.from({ length: BROKERS }, (_, i) => first + i);
    const all = PORT_DISTANCES.flatMap((distance) => ports.map((port) => port + distance));
    const free = await Promise.all(all.map(isFree));
    if (free.every(Boolean)) return first;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
