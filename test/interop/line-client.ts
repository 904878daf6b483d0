/** A client in another language: a process that takes requests as JSON lines, and answers in their order. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import {
  type Arguments,
  type ClientTraits,
  type Codec,
  type InteropClient,
  type Operation,
  type Result,
  traitsOf,
  Unsupported,
} from './client.ts';

interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly unsupported?: string;
}

interface Hello {
  readonly version: string;
  readonly writes: readonly Codec[];
  readonly reads: readonly Codec[];
}

const STDERR_KEPT = 2000;

class LineProcess {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private readonly ended: Promise<void>;
  private errors = '';
  private lastId = 0;

  constructor([command, ...args]: readonly string[]) {
    this.child = spawn(command!, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdin!.on('error', () => undefined);
    this.child.stderr!.on('data', (text) => {
      this.errors = (this.errors + String(text)).slice(-STDERR_KEPT);
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    });
    this.ended = new Promise((resolve) => {
      this.child.once('error', () => resolve());
      this.child.once('close', () => resolve());
    });
    void this.ended.then(() => {
      const error = `the process has ended: ${this.errors.trim()}`;
      for (const [id, settle] of this.waiting) settle({ id, error });
      this.waiting.clear();
    });
  }

  async ask<T>(op: string, args: unknown): Promise<T> {
    const id = (this.lastId += 1);
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.set(id, resolve);
      this.child.stdin!.write(`${JSON.stringify({ id, op, args })}\n`);
    });
    if (answer.unsupported !== undefined) throw new Unsupported(answer.unsupported);
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result as T;
  }

  /** Its standard input ends, and so does it; or it is made to. */
  async close(): Promise<void> {
    this.child.stdin!.end();
    const force = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(force);
  }
}

/** Rejects when the program does not start, or does not have the library. */
export async function lineClient(
  name: string,
  command: readonly string[],
  traits: Partial<ClientTraits> = {},
): Promise<InteropClient> {
  const process = new LineProcess(command);
  try {
    const { version, writes, reads } = await process.ask<Hello>('hello', {});
    return {
      ...traitsOf({ name, version, writes, reads, close: () => process.close(), ...traits }),
      call: async <Op extends Operation>(op: Op, args: Arguments<Op>): Promise<Result<Op>> =>
        await process.ask(op, args),
    };
  } catch (error) {
    await process.close();
    throw error;
  }
}
