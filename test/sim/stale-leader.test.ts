// Goal: a leader that was deposed and has not heard of it calls no offset out of range that the next one has: a reader without
// epochs (kafkajs) begins elsewhere for good on that word. Method: a reader that has got to the end at the next leader asks
// the old one, which is cut off, again and again.
import { expect, it } from 'vitest';
import type { NodeId } from '../../src/model/ids.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { hostOf, type SimCluster } from '../../src/sim/cluster.ts';
import { batchOf, inWorld, leaderOf, pause, type World } from '../support/sim-broker.ts';

const TP = { topic: 'orders', partition: 0 };
const SEEDS = [1, 2, 3];
/** Longer than the old leader takes to find out: two of the longest election time-outs. */
const ASKED_MS = 1500;

async function write(cluster: SimCluster, id: number, value: string): Promise<number> {
  const request = { ...TP, acks: -1, records: batchOf(value), timeoutMs: 5000 } as const;
  return (await cluster.broker(id).produce(request)).lastOffset;
}

/** As that broker has it. */
async function untilLed(
  { simulation, cluster }: World,
  asked: number,
  isMeant: (leader: NodeId) => boolean = () => true,
): Promise<NodeId> {
  for (;;) {
    const leader = await leaderOf(cluster.broker(asked), TP.topic);
    if (leader !== undefined && isMeant(leader)) return leader;
    await pause(simulation, 5);
  }
}

/** How a fetch at that offset ends, over and over. */
async function outcomesAt(
  { simulation, cluster }: World,
  id: number,
  offset: number,
): Promise<Set<string>> {
  const outcomes = new Set<string>();
  for (const untilMs = simulation.now + ASKED_MS; simulation.now < untilMs;) {
    const [outcome] = await cluster.broker(id).own.read({
      partitions: [{ ...TP, offset, bytesMax: 1000 }],
      bytesMin: 1,
      bytesMax: 1000,
      waitMsMax: 10,
      first: 0,
      signal: new AbortController().signal,
    });
    outcomes.add(outcome instanceof BrokerError ? outcome.errorName : 'read');
    await pause(simulation, 20);
  }
  return outcomes;
}

it.each(SEEDS)('a place that only the next leader has is no reset (%i)', async (seed) => {
  await inWorld({ brokers: 3, seed }, async (world) => {
    const { simulation, cluster } = world;
    await cluster
      .broker(1)
      .createTopic({ name: TP.topic, partitionCount: 1, replicationFactor: 3 });
    const old = await untilLed(world, 1);
    await write(cluster, old, 'one');
    const others = cluster.ids.filter((id) => id !== old);
    for (const other of others) simulation.network.partition(hostOf(old), hostOf(other));
    const next = await untilLed(world, others[0]!, (leader) => leader !== old);
    const last = await write(cluster, next, 'two');
    expect(await leaderOf(cluster.broker(old), TP.topic)).toBe(old);
    expect(await outcomesAt(world, old, last + 1)).toEqual(new Set(['NOT_LEADER_OR_FOLLOWER']));
  });
});
