/** Writers that call brokers without any client between: each batch is sent once, with acks 0, 1 or all. */
import type { Acks } from '../../broker/api.ts';
import type { Broker } from '../../broker/broker.ts';
import { BatchBuilder } from '../../record/batch-builder.ts';
import type { SimRandom } from '../sim-random.ts';
import { rawValue } from './values.ts';
import { checkRefusal, noteBroken, pause, TOPIC, within, type SwarmWorld } from './world.ts';

const PRODUCE_TIMEOUT_MS = 2000;
const ANSWER_MS_MAX = 9000;
/** What only the leader has may be lost, and what nobody answers for too; but it never changes once it was read. */
const ACKS_1_CHANCE = 0.1;
const ACKS_0_CHANCE = 0.03;

export async function writeRaw(world: SwarmWorld, writer: number): Promise<void> {
  const random = world.simulation.random(`swarm/writer-${writer}`);
  for (let n = 0; !world.isOver; n += 1) {
    const broker = world.fleet.pick(random);
    if (broker === undefined) {
      await pause(world, 50);
      continue;
    }
    const count = random.integer(1, 3);
    const values = Array.from({ length: count }, (_, at) => rawValue(writer, n, at, random));
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
  await produce(world, broker, { partition, values, acks: drawAcks(random) });
}

/** False: it was refused, or nobody knows. */
async function produce(
  world: SwarmWorld,
  broker: Broker,
  { partition, values, acks }: { partition: number; values: readonly string[]; acks: Acks },
): Promise<boolean> {
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
    return true;
  } catch (error) {
    checkRefusal(error, 'produce');
    return false;
  }
}

/** One record, acks=all; for who wants to know whether a partition takes writes. */
export function writeOnce(
  world: SwarmWorld,
  broker: Broker,
  { partition, writer }: { partition: number; writer: number },
): Promise<boolean> {
  const random = world.simulation.random(`swarm/writer-${writer}`);
  const values = [rawValue(writer, world.simulation.now, partition, random)];
  return produce(world, broker, { partition, values, acks: -1 });
}

function drawAcks(random: SimRandom): Acks {
  if (random.chance(ACKS_1_CHANCE)) return 1;
  return random.chance(ACKS_0_CHANCE) ? 0 : -1;
}

export function batchOf(values: readonly string[]): Uint8Array {
  const builder = new BatchBuilder();
  const encoder = new TextEncoder();
  for (const value of values) {
    builder.append({
      key: null,
      value: encoder.encode(value),
      timestampMs: 1000,
    });
  }
  return builder.finish();
}
