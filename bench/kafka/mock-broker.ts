/** librdkafka's mock broker, in memory and in C, held by a kcat that waits for lines which never come. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const PORT_MS_MAX = 10_000;

export class MockBroker implements AsyncDisposable {
  readonly address: string;
  private readonly kcat: ChildProcess;

  private constructor(kcat: ChildProcess, port: string) {
    this.kcat = kcat;
    this.address = `127.0.0.1:${port}`;
  }

  static async start(): Promise<MockBroker> {
    const settings = ['-X', 'test.mock.num.brokers=1'];
    const kcat = spawn('kcat', ['-P', '-b', '127.0.0.1:1', ...settings, '-t', 'hold'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const deadlineMs = performance.now() + PORT_MS_MAX;
    for (;;) {
      const { stdout } = await promisify(execFile)('ss', ['-ltnp']);
      const line = stdout.split('\n').find((one) => one.includes(`pid=${kcat.pid},`));
      const port = /127\.0\.0\.1:(\d+)/.exec(line ?? '')?.[1];
      if (port !== undefined) return new MockBroker(kcat, port);
      if (performance.now() > deadlineMs) throw new Error('the mock broker does not listen');
      await sleep(20);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.kcat.once('exit', resolve));
    this.kcat.kill('SIGKILL');
    await ended;
  }
}
