/**
 * `ceil`: the bare pipeline that every throughput figure of Flotilla is compared with. This process is the client;
 * the leader and its followers are processes of their own (replica.ts).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import type { Send } from '../load.ts';
import { forkScript } from '../fork-script.ts';
import type { Durability } from './append-file.ts';
import { connectTcp, connectWebSocket, type ClientConnection } from './client-leg.ts';
import { makeFrame } from './frames.ts';
import type { ClientLeg, ReplicaCommand, ReplicaOrder, ReplicaReport } from './replica.ts';

export interface CeilShape {
  readonly batchBytes: number;
  readonly replicas: number;
  readonly durability: Durability;
  readonly leg: ClientLeg;
  /** Where the files lie; a new directory below it is removed at the end. */
  readonly directory?: string;
}

/** As many different payloads as the produce benchmark has, so that caches help both alike. */
const FRAMES = 8;
const OVER = 'the bare pipeline ended before it answered';

export class Ceil {
  private readonly replicas: readonly ChildProcess[];
  private readonly directory: string;
  private readonly frames: readonly Buffer[];
  private connection: ClientConnection | undefined;
  private readonly waiting: ((error?: unknown) => void)[] = [];
  private committedCount = 0;
  private head = 0;
  private isOver = false;

  private constructor(replicas: readonly ChildProcess[], directory: string, batchBytes: number) {
    this.replicas = replicas;
    this.directory = directory;
    this.frames = Array.from({ length: FRAMES }, (_, i) => makeFrame(payload(batchBytes, i)));
  }

  static async start(shape: CeilShape): Promise<Ceil> {
    const directory = await mkdtemp(join(shape.directory ?? tmpdir(), 'flotilla-ceil-'));
    const replicas = Array.from({ length: shape.replicas }, () =>
      forkScript(import.meta.url, 'replica'),
    );
    const ceil = new Ceil(replicas, directory, shape.batchBytes);
    try {
      await ceil.connect(shape);
      return ceil;
    } catch (error) {
      await ceil.stop();
      throw error;
    }
  }

  readonly send: Send = (sequence, done) => {
    if (this.isOver) return done(new Error(OVER));
    this.waiting.push(done);
    this.connection!.send(this.frames[sequence % FRAMES]!);
  };

  /** CPU time counts from here. */
  measure(): void {
    for (const replica of this.replicas) replica.send('measure' satisfies ReplicaCommand);
  }

  /** The CPU microseconds of each replica since `measure`, leader first. */
  cpuMicros(): Promise<number[]> {
    return Promise.all(
      this.replicas.map(async (replica) => {
        const measured = reportOf(replica, 'measured');
        replica.send('report' satisfies ReplicaCommand);
        return (await measured).cpuMicros;
      }),
    );
  }

  /** Ends all processes and removes their files. */
  async stop(): Promise<void> {
    this.connection?.close();
    await Promise.all(this.replicas.map(end));
    await rm(this.directory, { recursive: true });
  }

  private async connect(shape: CeilShape): Promise<void> {
    const order = (index: number, leg: ClientLeg, followerPorts: number[]): ReplicaOrder => ({
      path: join(this.directory, `${index}.log`),
      durability: shape.durability,
      leg,
      followerPorts,
    });
    const [leader, ...followers] = this.replicas;
    const followerPorts = await Promise.all(
      followers.map((follower, i) => listen(follower, order(i + 1, 'tcp', []))),
    );
    const port = await listen(leader!, order(0, shape.leg, followerPorts));
    const open = shape.leg === 'ws' ? connectWebSocket : connectTcp;
    this.connection = await open(port, {
      committed: (count) => this.commit(count),
      closed: () => this.fail(),
    });
  }

  private commit(count: number): void {
    // Frames are answered in order, so the count says which ones.
    while (this.committedCount < count) {
      this.committedCount += 1;
      const done = this.waiting[this.head]!;
      this.head += 1;
      done();
    }
    if (this.head > 4096) {
      this.waiting.splice(0, this.head);
      this.head = 0;
    }
  }

  private fail(): void {
    this.isOver = true;
    for (const done of this.waiting.splice(0).slice(this.head)) {
      done(new Error(OVER));
    }
    this.head = 0;
  }
}

function listen(replica: ChildProcess, order: ReplicaOrder): Promise<number> {
  const listening = reportOf(replica, 'listening').then((report) => report.port);
  replica.send(order satisfies ReplicaCommand);
  return listening;
}

function reportOf<K extends ReplicaReport['kind']>(
  replica: ChildProcess,
  kind: K,
): Promise<Extract<ReplicaReport, { kind: K }>> {
  return new Promise((resolve, reject) => {
    if (hasEnded(replica)) throw new Error(OVER);
    const exited = (): void => reject(new Error(OVER));
    replica.once('exit', exited);
    const received = (report: ReplicaReport): void => {
      if (report.kind !== kind) return;
      replica.off('message', received);
      replica.off('exit', exited);
      resolve(report as Extract<ReplicaReport, { kind: K }>);
    };
    replica.on('message', received);
  });
}

function hasEnded(replica: ChildProcess): boolean {
  return replica.exitCode !== null || replica.signalCode !== null;
}

/** A replica ends when its channel to this process does. */
function end(replica: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (hasEnded(replica)) return resolve();
    replica.once('exit', () => resolve());
    if (replica.connected) replica.disconnect();
  });
}

function payload(bytes: number, fill: number): Buffer {
  return Buffer.alloc(bytes, `flotilla ceil ${fill} `);
}
