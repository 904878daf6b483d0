/** Readers that call brokers without any client between. */
import type { Broker } from '../../broker/broker.ts';
import { BrokerError } from '../../model/errors.ts';
import type { SimRandom } from '../sim-random.ts';
import type { PartitionHistory, ReadRecord } from './history.ts';
import { recordsOf } from './history.ts';
import { checkRefusal, noteBroken, pause, TOPIC, within, type SwarmWorld } from './world.ts';

/** Reads on and on from where it is, as a consumer does. */
export class RawReader {
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
      const work = random.chance(0.1) ? this.ask(broker, random) : this.readOn(broker);
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
    const { history } = this;
    const shownWhenAsked = history.asking();
    try {
      const sizes = { bytesMin: 1, bytesMax: 10_000, waitMsMax: 100 };
      const fetched = await broker.fetch({
        ...request,
        offset: from,
        ...sizes,
      });
      history.fetched(fetched, shownWhenAsked);
      // An answer that came too late to be waited for.
      if (this.next === from) this.take(recordsOf(fetched.batches, from));
    } catch (error) {
      checkRefusal(error, 'fetch', 'OFFSET_OUT_OF_RANGE');
      if (!(error instanceof BrokerError) || error.logRange === undefined) return;
      history.outOfRange(from, error.logRange.startOffset);
      await this.goToStart(broker);
    }
  }

  private take(records: readonly ReadRecord[]): void {
    for (const record of records) {
      this.history.read(record, this.next);
      this.next = record.offset + 1;
    }
  }

  /** Retention took what comes next. */
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

  private ask(broker: Broker, random: SimRandom): Promise<void> {
    return random.chance(0.3) ? this.askByTime(broker, random) : this.askLatest(broker);
  }

  /** Producers have clocks of their own, so nothing is known of what is found; but something is, or a refusal is given. */
  private async askByTime(broker: Broker, random: SimRandom): Promise<void> {
    const { partition } = this;
    const at = { kind: 'timestamp', timestampMs: random.integer(0, 1001) } as const;
    try {
      await broker.listOffsets({ topic: TOPIC, partition, at });
    } catch (error) {
      checkRefusal(error, 'by time');
    }
  }

  private async askLatest(broker: Broker): Promise<void> {
    const { history, partition } = this;
    const endWhenAsked = history.acknowledgedEnd;
    try {
      const listed = await broker.listOffsets({
        topic: TOPIC,
        partition,
        at: { kind: 'latest' },
      });
      history.latestListed(listed.offset ?? 0, endWhenAsked);
    } catch (error) {
      checkRefusal(error, 'latest');
    }
  }
}
