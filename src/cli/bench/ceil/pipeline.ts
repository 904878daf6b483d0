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

export class Ceil {
  private readonly replicas: readonly ChildProcess[];
  private readonly directory: string;
  private readonly frames: readonly Buffer[];
  private connection: ClientConnection | undefined;
  private readonly waiting: ((error?: unknown) => void)[] = [];
  private committedCount = 0;
  private head = 0;

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
    const order = (index: number, leg: ClientLeg, followerPorts: number[]): ReplicaOrder => ({
      path: join(directory, `${index}.log`),
      durability: shape.durability,
      leg,
      followerPorts,
    });
    const [leader, ...followers] = replicas;
    const followerPorts = await Promise.all(
      followers.map((follower, i) => listen(follower, order(i + 1, 'tcp', []))),
    );
    const port = await listen(leader!, order(0, shape.leg, followerPorts));
    const connect = shape.leg === 'ws' ? connectWebSocket : connectTcp;
    ceil.connection = await connect(port, {
      committed: (count) => ceil.commit(count),
      closed: () => ceil.fail(),
    });
    return ceil;
  }

  readonly send: Send = (sequence, done) => {
    this.waiting.push(done);
    this.connection!.send(this.frames[sequence % FRAMES]!);
  };

  /** CPU time counts from here. */
  measure(): void {
    for (const replica of this.replicas) replica.send('measure' satisfies ReplicaCommand);
  }

  /** Ends all processes; gives the CPU microseconds of each since `measure`, leader first. */
  async stop(): Promise<number[]> {
    const cpu = await Promise.all(
      this.replicas.map(async (replica) => {
        const stopped = reportOf(replica, 'stopped');
        replica.send('stop' satisfies ReplicaCommand);
        return (await stopped).cpuMicros;
      }),
    );
    this.connection?.close();
    await Promise.all(
      this.replicas.map((replica) => {
        const exited = new Promise((resolve) => replica.once('exit', resolve));
        replica.disconnect();
        return exited;
      }),
    );
    await rm(this.directory, { recursive: true });
    return cpu;
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
    for (const done of this.waiting.splice(0).slice(this.head)) {
      done(new Error('the bare pipeline ended before it answered'));
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
    const exited = (): void => reject(new Error('a process of the bare pipeline ended early'));
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

function payload(bytes: number, fill: number): Buffer {
  return Buffer.alloc(bytes, `flotilla ceil ${fill} `);
}
