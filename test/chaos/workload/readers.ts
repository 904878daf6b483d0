/** Readers without a group: one that follows everything through a subscription, one that looks back at any broker. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type FlotillaConnection } from '../../../src/client/connection.ts';
import { Kafka, logLevel } from '../../../src/client/index.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { showTopicPartition, type TopicPartition } from '../../../src/model/topic-partition.ts';
import { iterateRecords } from '../../../src/record/records.ts';
import type { SimRandom } from '../../../src/sim/sim-random.ts';
import { runsOf } from '../history.ts';
import { insist, recordPolled, showError, type Client, type Surroundings } from './client.ts';
import { idOf } from './records.ts';

const LOOK_MS = 400;
const LOOK_BYTES = 32 << 10;

/** From the beginning of all logs on; nothing may be missing, come again, or change places. */
export class Follower implements Client {
  private readonly consumer;
  private readonly running: Promise<void>;
  private isStopping = false;

  constructor(around: Surroundings, name: string, logs: readonly TopicPartition[]) {
    const { history, urls, complain } = around;
    const kafka = new Kafka({ brokers: [...urls], clientId: name, logLevel: logLevel.NOTHING });
    this.consumer = kafka.consumer({ retry: { retries: 1000 } });
    const { events } = this.consumer;
    this.consumer.on(events.CRASH, ({ payload }) =>
      complain(`${name} crashed: ${showError(payload.error)}`),
    );
    this.consumer.on(events.GAP, ({ payload }) =>
      complain(`${name} is told of a gap: ${JSON.stringify(payload)}`),
    );
    for (const { topic, partition } of logs) {
      const log = showTopicPartition({ topic, partition });
      history.record({ kind: 'positioned', process: name, log, offset: 0 });
    }
    this.running = this.run(around, name, logs);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
    await this.consumer.disconnect();
  }

  private async run(
    { history }: Surroundings,
    name: string,
    logs: readonly TopicPartition[],
  ): Promise<void> {
    await insist(
      () => this.isStopping,
      async () => {
        await this.consumer.connect();
        this.consumer.assign(logs.map((log) => ({ ...log, offset: '0' })));
        await this.consumer.run({
          partitionsConsumedConcurrently: logs.length,
          eachBatch: async ({ batch }) => recordPolled(history, { process: name }, batch),
        });
      },
    );
  }
}

/** One after the other, at offsets that were read before: a value once seen stays at its offset for ever. */
export class LookingBack implements Client {
  private readonly around: Surroundings;
  private readonly name: string;
  private readonly random: SimRandom;
  private readonly logs: readonly TopicPartition[];
  /** By log: what it has seen, exclusive. */
  private readonly ends = new Map<string, number>();
  private readonly running: Promise<void>;
  private isStopping = false;

  constructor(
    around: Surroundings,
    name: string,
    { logs, random }: { logs: readonly TopicPartition[]; random: SimRandom },
  ) {
    this.around = around;
    this.name = name;
    this.random = random;
    this.logs = logs;
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      await sleep(LOOK_MS);
      const url = this.around.urls[this.random.integer(0, this.around.urls.length - 1)]!;
      const signal = AbortSignal.timeout(LOOK_MS * 5);
      const client = await connect(url, { clientName: this.name, signal }).catch(() => undefined);
      if (client === undefined) continue;
      for (const log of this.logs) await this.look(client, log);
      await client.close();
    }
  }

  private async look(client: FlotillaConnection, tp: TopicPartition): Promise<void> {
    const { history, complain } = this.around;
    const log = showTopicPartition(tp);
    const seen = this.ends.get(log) ?? 0;
    const offset = this.random.integer(0, seen);
    const wanted = { offset, bytesMin: 0, bytesMax: LOOK_BYTES, waitMsMax: 0 };
    try {
      const { batches } = await client.fetch({ ...tp, ...wanted });
      const records = batches
        .flatMap((batch) => [...iterateRecords(batch)])
        .filter((record) => record.offset >= offset)
        .map(({ offset: at, value }) => ({
          offset: at,
          id: idOf(value && Buffer.from(value)),
        }));
      if (records.length === 0) return;
      history.record({ kind: 'positioned', process: this.name, log, offset });
      history.record({ kind: 'polled', process: this.name, log, runs: runsOf(records) });
      this.ends.set(log, Math.max(seen, records.at(-1)!.offset + 1));
    } catch (error) {
      // What was committed stays readable: only a fault that passes may keep a reader from it.
      if (error instanceof BrokerError && error.retriable) return;
      complain(`${this.name} could not read ${log} at ${offset}: ${showError(error)}`);
    }
  }
}
