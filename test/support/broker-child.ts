/**
 * One broker process of a test. It cannot outlive the test: it stops when the pipe to its standard input closes, hence
 * with the process that started it, and a worker that is made to exit kills it.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

export interface BrokerChildOptions {
  /** main.js */
  readonly command: string;
  readonly configPath: string;
  /** Appended to. */
  readonly logPath: string;
  /** Added to what this process has. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A command that becomes the broker's. */
  readonly wrapper?: readonly string[] | undefined;
}

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export class BrokerChild {
  /** Resolves with what ended it, such as `SIGKILL` or `exit code 1`. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;

  constructor({ command, configPath, logPath, env = {}, wrapper = [] }: BrokerChildOptions) {
    const log = openSync(logPath, 'a');
    const broker = [command, 'broker', 'start', '--config', configPath, '--stop-with-stdin'];
    const [program, ...args] = [...wrapper, process.execPath, ...broker];
    const stdio = ['pipe', log, log] as ('pipe' | number)[];
    this.child = spawn(program!, args, { stdio, env: { ...process.env, ...env } });
    closeSync(log);
    alive.add(this.child);
    // Its death closes the pipe; that is not our error.
    this.child.stdin?.on('error', () => undefined);
    this.ended = new Promise<string>((resolve) => {
      this.child.once('error', (error) => resolve(error.message));
      this.child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    void this.ended.then(() => alive.delete(this.child));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
