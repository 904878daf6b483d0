/**
 * Reads one partition while others break the cluster, from one broker after the other, and remembers all that it saw. A
 * value once seen stays at its offset for ever: so it goes back now and then and looks again, and at the end everything
 * is held against the log.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlotillaConnection } from '../../src/client/connection.ts';
import { BrokerError } from '../../src/model/errors.ts';
import type { TopicPartition } from '../../src/model/topic-partition.ts';
import { iterateRecords } from '../../src/record/records.ts';
import type { ClusterProcesses } from '../support/cluster-processes.ts';

const FETCH = { bytesMin: 1, bytesMax: 1 << 20, waitMsMax: 100 };
const PAUSE_AFTER_FAULT_MS = 10;
/** Every so many fetches it goes back by up to so many offsets, and takes another broker. */
const LOOK_BACK = { everyFetches: 20, offsetsMax: 500 };

export class WatchingReader {
  readonly partition: TopicPartition;
  /** By offset. */
  readonly seen = new Map<number, string>();
  /** One sentence each, without the partition. */
  readonly violations: string[] = [];
  private readonly cluster: ClusterProcesses;
  private readonly running: Promise<void>;
  private isStopping = false;
  private offset = 0;
  private highWatermark = 0;

  constructor(cluster: ClusterProcesses, partition: TopicPartition) {
    this.cluster = cluster;
    this.partition = partition;
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  /** Looks at all that this broker shows behind what was seen so far. */
  async look(client: FlotillaConnection): Promise<void> {
    this.offset = Math.max(-1, ...this.seen.keys()) + 1;
    try {
      await this.fetch(client);
    } catch (error) {
      this.failed(error);
    }
  }

  private async run(): Promise<void> {
    for (let turn = 0; !this.isStopping; turn += 1) {
      const ids = this.cluster.nodeIds.filter((nodeId) => this.cluster.isRunning(nodeId));
      const nodeId = ids[turn % ids.length];
      const client = nodeId === undefined ? undefined : await this.open(nodeId);
      if (client === undefined) await sleep(PAUSE_AFTER_FAULT_MS);
      else await this.readFrom(client);
    }
  }

  private async open(nodeId: number): Promise<FlotillaConnection | undefined> {
    return await this.cluster.client(nodeId).catch(() => undefined);
  }

  private async readFrom(client: FlotillaConnection): Promise<void> {
    try {
      for (let i = 0; i < LOOK_BACK.everyFetches && !this.isStopping; i += 1) {
        await this.fetch(client);
      }
    } catch (error) {
      this.failed(error);
      await sleep(PAUSE_AFTER_FAULT_MS);
    } finally {
      await client.close();
    }
    this.offset = Math.max(0, this.offset - Math.floor(Math.random() * LOOK_BACK.offsetsMax));
  }

  private async fetch(client: FlotillaConnection): Promise<void> {
    const fetched = await client.fetch({ ...this.partition, offset: this.offset, ...FETCH });
    if (fetched.highWatermark < this.highWatermark) {
      this.violations.push(
        `the high watermark went back from ${this.highWatermark} to ${fetched.highWatermark}`,
      );
    }
    this.highWatermark = Math.max(this.highWatermark, fetched.highWatermark);
    for (const batch of fetched.batches) {
      for (const record of iterateRecords(batch)) {
        this.see(record.offset, new TextDecoder().decode(record.value ?? undefined));
        this.offset = record.offset + 1;
        if (record.offset < fetched.highWatermark) continue;
        this.violations.push(
          `offset ${record.offset} was read above the high watermark ${fetched.highWatermark}`,
        );
      }
    }
  }

  /** What was committed stays readable: nothing but a fault that passes may keep a reader from it. */
  private failed(error: unknown): void {
    if (error instanceof BrokerError && error.retriable) return;
    const message = error instanceof Error ? error.message : String(error);
    this.violations.push(`reading at ${this.offset} failed: ${message}`);
  }

  private see(offset: number, value: string): void {
    const before = this.seen.get(offset);
    if (before === undefined) this.seen.set(offset, value);
    else if (before !== value) {
      this.violations.push(`offset ${offset} held "${before}" and then "${value}"`);
    }
  }
}
