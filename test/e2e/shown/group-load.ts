/** A load at an even pace, and an eye on what a group commits, whichever client writes and reads. */
import { setTimeout as sleep } from 'node:timers/promises';
import { BrokerError } from '../../../src/model/errors.ts';
import type { ClusterProcesses } from '../../support/cluster-processes.ts';

const TURN_MS = 20;

interface Load {
  readonly topic: string;
  readonly partitions: number;
  readonly recordsPerSecond: number;
}

/** What ours and kafkajs's have in common. */
interface AnyProducer {
  connect(): Promise<void>;
  send(record: {
    topic: string;
    messages: { value: string; partition: number }[];
  }): Promise<unknown>;
  disconnect(): Promise<void>;
}

/** Sends at an even pace to all partitions in turn; every `send` must succeed. */
export class SteadyProducer {
  readonly latenciesMs: number[] = [];
  private readonly producer: AnyProducer;
  private readonly load: Load;
  private readonly acknowledged = new Set<string>();
  private readonly inFlight = new Set<Promise<void>>();
  private running: Promise<void> | undefined;
  private isStopping = false;

  constructor(producer: AnyProducer, load: Load) {
    this.producer = producer;
    this.load = load;
  }

  async start(): Promise<void> {
    await this.producer.connect();
    this.running = this.run();
    this.running.catch(() => undefined);
  }

  async stop(): Promise<ReadonlySet<string>> {
    this.isStopping = true;
    await this.running;
    await Promise.all(this.inFlight);
    await this.producer.disconnect();
    return this.acknowledged;
  }

  private async run(): Promise<void> {
    const startedAtMs = performance.now();
    for (let number = 0; !this.isStopping;) {
      const due = ((performance.now() - startedAtMs) * this.load.recordsPerSecond) / 1000;
      for (; number < due; number += 1) this.send(number);
      await sleep(TURN_MS);
    }
  }

  private send(number: number): void {
    const value = `record ${number}`;
    const messages = [{ value, partition: number % this.load.partitions }];
    const startedAtMs = performance.now();
    const sent = this.producer.send({ topic: this.load.topic, messages }).then(() => {
      this.acknowledged.add(value);
      this.latenciesMs.push(performance.now() - startedAtMs);
      this.inFlight.delete(sent);
    });
    this.inFlight.add(sent);
    sent.catch(() => undefined);
  }
}

/**
 * The same load as a lane for each partition, which sends what is due as soon as the last is acknowledged. Of a send to several
 * leaders kafkajs may forget a part; and hundreds of sends at once fail on a lock of its own.
 */
export class LaneProducer {
  readonly latenciesMs: number[] = [];
  private readonly producer: AnyProducer;
  private readonly load: Load;
  private readonly acknowledged = new Set<string>();
  private running: Promise<unknown> | undefined;
  private isStopping = false;

  constructor(producer: AnyProducer, load: Load) {
    this.producer = producer;
    this.load = load;
  }

  async start(): Promise<void> {
    await this.producer.connect();
    const lanes = Array.from({ length: this.load.partitions }, (_, partition) =>
      this.lane(partition),
    );
    this.running = Promise.all(lanes);
    this.running.catch(() => undefined);
  }

  /** Rejects when a send has failed. */
  async stop(): Promise<ReadonlySet<string>> {
    this.isStopping = true;
    await this.running;
    await this.producer.disconnect();
    return this.acknowledged;
  }

  private async lane(partition: number): Promise<void> {
    const { topic, partitions, recordsPerSecond } = this.load;
    const startedAtMs = performance.now();
    for (let number = 0; !this.isStopping;) {
      const passedMs = performance.now() - startedAtMs;
      const due = Math.floor((passedMs * recordsPerSecond) / partitions / 1000);
      const values = Array.from({ length: due - number }, (_, at) => `${partition}/${number + at}`);
      if (values.length > 0) {
        const sentAtMs = performance.now();
        const messages = values.map((value) => ({ value, partition }));
        await this.producer.send({ topic, messages });
        this.latenciesMs.push(performance.now() - sentAtMs);
        for (const value of values) this.acknowledged.add(value);
        number = due;
      }
      await sleep(TURN_MS);
    }
  }
}

/** Asks for the committed offsets all the time, any broker: none may ever be less than it was. */
export class CommitWatch {
  private readonly cluster: ClusterProcesses;
  private readonly groupId: string;
  private readonly running: Promise<void>;
  private readonly highest = new Map<number, number>();
  private isStopping = false;
  private looks = 0;
  private fault: string | undefined;

  constructor(cluster: ClusterProcesses, groupId: string) {
    this.cluster = cluster;
    this.groupId = groupId;
    this.running = this.run();
  }

  async stop(): Promise<{ looks: number; committed: number }> {
    this.isStopping = true;
    await this.running;
    if (this.fault !== undefined) throw new Error(this.fault);
    const committed = [...this.highest.values()].reduce((sum, one) => sum + one, 0);
    return { looks: this.looks, committed };
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      try {
        await this.cluster.ask(async (client) => {
          const { offsets } = await client.group({ kind: 'fetch-offsets', groupId: this.groupId });
          this.looks += 1;
          for (const { partition, offset } of offsets) this.see(partition, offset);
        });
      } catch (error) {
        if (!(error instanceof BrokerError) || !error.retriable) {
          this.fault ??= `asking for the committed offsets failed: ${String(error)}`;
        }
      }
      await sleep(20);
    }
  }

  private see(partition: number, offset: number | undefined): void {
    const before = this.highest.get(partition);
    if (offset === undefined || (before !== undefined && offset < before)) {
      this.fault ??= `the committed offset of ${partition} went back from ${before} to ${offset}`;
    } else this.highest.set(partition, offset);
  }
}
