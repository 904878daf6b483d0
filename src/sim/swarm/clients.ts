/** The load of a run: writers and readers that ask any broker and write down what they were told, and an operator. */
import type { Broker } from '../../broker/broker.ts';
import { BatchBuilder } from '../../record/batch-builder.ts';
import { iterateRecords } from '../../record/records.ts';
import type { SimRandom } from '../sim-random.ts';
import type { PartitionHistory, ReadRecord } from './history.ts';
import { changeTopics } from './operator.ts';
import { checkRefusal, noteBroken, pause, TOPIC, within, type SwarmWorld } from './world.ts';

const WRITERS = 3;
const VALUE_BYTES_MAX = 200;
const PRODUCE_TIMEOUT_MS = 2000;
const ANSWER_MS_MAX = 9000;
/** Acknowledged by the leader alone, such records may be lost, but never change once they were read. */
const ACKS_1_CHANCE = 0.1;

export function startClients(world: SwarmWorld): Promise<unknown> {
  const writers = Array.from({ length: WRITERS }, (_, n) => write(world, n));
  const readers = world.histories.flatMap((history, partition) => [
    new Reader(world, history, partition).run(0),
    new Reader(world, history, partition).run(1),
  ]);
  return Promise.all(
    [...writers, ...readers, changeTopics(world)].map((client) =>
      client.catch((error: unknown) => noteBroken(world, error)),
    ),
  );
}

async function write(world: SwarmWorld, writer: number): Promise<void> {
  const random = world.simulation.random(`swarm/writer-${writer}`);
  for (let n = 0; !world.isOver; n += 1) {
    const broker = world.fleet.pick(random);
    if (broker === undefined) {
      await pause(world, 50);
      continue;
    }
    const values = Array.from(
      { length: random.integer(1, 3) },
      (_, i) => `${writer}-${n}-${i}-${'x'.repeat(random.integer(0, VALUE_BYTES_MAX))}`,
    );
    const sent = send(world, broker, values, random).catch((error: unknown) =>
      noteBroken(world, error),
    );
    await within(world, sent, ANSWER_MS_MAX);
    await pause(world, world.pace * random.integer(5, 35));
  }
}

async function send(
  world: SwarmWorld,
  broker: Broker,
  values: readonly string[],
  random: SimRandom,
): Promise<void> {
  const partition = random.integer(0, world.plan.partitions - 1);
  const acks = random.chance(ACKS_1_CHANCE) ? 1 : -1;
  const history = world.histories[partition]!;
  const endWhenSent = history.acknowledgedEnd;
  history.sending(values);
  try {
    const { baseOffset } = await broker.produce({
      topic: TOPIC,
      partition,
      acks,
      records: batchOf(values),
      timeoutMs: PRODUCE_TIMEOUT_MS,
    });
    if (acks === -1) history.acknowledged(baseOffset, values, endWhenSent);
  } catch (error) {
    checkRefusal(error, 'produce');
  }
}

function batchOf(values: readonly string[]): Uint8Array {
  const builder = new BatchBuilder();
  const encoder = new TextEncoder();
  for (const value of values) {
    builder.append({ key: null, value: encoder.encode(value), timestampMs: 1000 });
  }
  return builder.finish();
}

/** Reads on and on from where it is, as a consumer does. */
class Reader {
  private readonly world: SwarmWorld;
  private readonly history: PartitionHistory;
  private readonly partition: number;
  private next = 0;

  constructor(world: SwarmWorld, history: PartitionHistory, partition: number) {
    this.world = world;
    this.history = history;
    this.partition = partition;
  }

  async run(number: number): Promise<void> {
    const { world, history } = this;
    const random = world.simulation.random(`swarm/reader-${history.name}-${number}`);
    while (!world.isOver) {
      const broker = world.fleet.pick(random);
      if (broker === undefined) {
        await pause(world, 50);
        continue;
      }
      const work = random.chance(0.1) ? this.askLatest(broker) : this.readOn(broker);
      await within(
        world,
        work.catch((error: unknown) => noteBroken(world, error)),
        3000,
      );
      await pause(world, world.pace * random.integer(0, 60));
    }
  }

  private async readOn(broker: Broker): Promise<void> {
    const from = this.next;
    const request = { topic: TOPIC, partition: this.partition };
    try {
      const sizes = { bytesMin: 1, bytesMax: 10_000, waitMsMax: 100 };
      const fetched = await broker.fetch({ ...request, offset: from, ...sizes });
      // An answer that came too late to be waited for.
      if (this.next === from) this.take(recordsOf(fetched.batches, from));
    } catch (error) {
      checkRefusal(error, 'fetch', 'OFFSET_OUT_OF_RANGE');
      if ((error as { errorName?: string }).errorName === 'OFFSET_OUT_OF_RANGE') {
        await this.goToStart(broker);
      }
    }
  }

  private take(records: readonly ReadRecord[]): void {
    for (const record of records) {
      this.history.read(record, this.next);
      this.next = record.offset + 1;
    }
  }

  /** Retention took what comes next, or a deposed leader does not have it. */
  private async goToStart(broker: Broker): Promise<void> {
    const { history, partition } = this;
    try {
      const listed = await broker.listOffsets({
        topic: TOPIC,
        partition,
        at: { kind: 'earliest' },
      });
      history.logStartSeen(listed.offset ?? 0);
      this.next = Math.max(this.next, listed.offset ?? 0);
    } catch (error) {
      checkRefusal(error, 'earliest');
    }
  }

  private async askLatest(broker: Broker): Promise<void> {
    const { history, partition } = this;
    const endWhenAsked = history.acknowledgedEnd;
    try {
      const listed = await broker.listOffsets({ topic: TOPIC, partition, at: { kind: 'latest' } });
      history.latestListed(listed.offset ?? 0, endWhenAsked);
    } catch (error) {
      checkRefusal(error, 'latest');
    }
  }
}

/** From `start` on: the first batch may begin before. */
export function recordsOf(batches: readonly Uint8Array[], start: number): ReadRecord[] {
  const records: ReadRecord[] = [];
  const decoder = new TextDecoder();
  for (const batch of batches) {
    for (const { offset, value } of iterateRecords(batch)) {
      if (offset >= start) records.push({ offset, value: decoder.decode(value ?? undefined) });
    }
  }
  return records;
}
