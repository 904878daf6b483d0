import { setTimeout as sleep } from 'node:timers/promises';
import type { BrokerApi } from '../../broker/api.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { iterateRecords } from '../../record/records.ts';
import { mayReadAgain } from '../cluster-client.ts';

export interface TailHandlers {
  arrived(value: Uint8Array): void;
  /** After every answer: something that should have arrived may be overdue. */
  idle(): void;
  /** Once; nothing arrives afterwards. */
  failed(error: unknown): void;
}

const FETCH_BYTES_MAX = 1024 * 1024;
/** Short, so that a stop does not wait long for the last poll. */
const FETCH_WAIT_MS = 250;
const RETRY_MS = 20;

/** Reads one partition from its present end on, one long poll after the other. */
export class TailReader {
  private readonly broker: BrokerApi;
  private readonly tp: TopicPartition;
  private readonly handlers: TailHandlers;
  private offset = 0;
  private isStopped = false;
  private reading: Promise<void> = Promise.resolve();

  constructor(broker: BrokerApi, tp: TopicPartition, handlers: TailHandlers) {
    this.broker = broker;
    this.tp = tp;
    this.handlers = handlers;
  }

  /** Resolves when it knows where it starts: what is produced after that will arrive. */
  async start(): Promise<void> {
    const end = await this.broker.listOffsets({ ...this.tp, at: { kind: 'latest' } });
    this.offset = end.offset ?? 0;
    this.reading = this.read();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.reading;
  }

  private async read(): Promise<void> {
    while (!this.isStopped) {
      try {
        await this.poll();
      } catch (error) {
        if (!mayReadAgain(error)) {
          this.handlers.failed(error);
          return;
        }
        await sleep(RETRY_MS);
      }
      this.handlers.idle();
    }
  }

  private async poll(): Promise<void> {
    const { batches } = await this.broker.fetch({
      ...this.tp,
      offset: this.offset,
      bytesMin: 1,
      bytesMax: FETCH_BYTES_MAX,
      waitMsMax: FETCH_WAIT_MS,
    });
    for (const batch of batches) {
      for (const record of iterateRecords(batch)) {
        // The first batch may begin before the wanted offset.
        if (record.offset < this.offset) continue;
        this.offset = record.offset + 1;
        if (record.value !== null) this.handlers.arrived(record.value);
      }
    }
  }
}
