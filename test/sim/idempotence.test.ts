// Goal: what a producer with an id sends again is written once, in its order, and gets its first receipt, whoever leads by then.
// Method: whole simulated brokers. A producer with five batches in flight sends each until somebody says that it is
// written, while leaders are killed, lose power, are cut off or hand over; then the log is read and compared.
import { describe, expect, test } from 'vitest';
import type { ProduceReceipt, ProduceRequest } from '../../src/broker/api.ts';
import type { BrokerError } from '../../src/model/errors.ts';
import { nodeId, type NodeId } from '../../src/model/ids.ts';
import { hostOf, type SimCluster } from '../../src/sim/cluster.ts';
import { producedBatch, type ProducedShape } from '../support/producer-batches.ts';
import { inWorld, leaderOf, pause, readAll, type World } from '../support/sim-broker.ts';

const TOPIC = 'orders';
const TP = { topic: TOPIC, partition: 0 };

function write(shape: ProducedShape, timeoutMs = 3000): ProduceRequest {
  return { ...TP, acks: -1, records: producedBatch(shape), timeoutMs };
}

/** The receipt, or the name of the error. */
async function outcomeOf(
  cluster: SimCluster,
  id: number,
  shape: ProducedShape,
  timeoutMs?: number,
): Promise<ProduceReceipt | string> {
  return cluster
    .broker(id)
    .produce(write(shape, timeoutMs))
    .catch((error: BrokerError) => error.errorName ?? String(error));
}

async function createTopic(world: World, configs: Record<string, string> = {}): Promise<void> {
  const { cluster, simulation } = world;
  await cluster
    .broker(1)
    .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3, configs });
  await pause(simulation, 500);
}

async function anyLeader({ cluster, simulation }: World): Promise<NodeId> {
  for (;;) {
    const asked = cluster.ids.find((id) => cluster.isRunning(id));
    const leader = asked === undefined ? undefined : await leaderOf(cluster.broker(asked), TOPIC);
    if (leader !== undefined && cluster.isRunning(leader)) return leader;
    await pause(simulation, 50);
  }
}

/** Sends again and again until it is known to be written. Attempts that nobody waits for any more go on by themselves. */
async function sendUntilWritten(
  { cluster, simulation }: World,
  shape: ProducedShape,
): Promise<ProduceReceipt | 'duplicate'> {
  const random = simulation.random('producer');
  for (;;) {
    const id = cluster.ids[random.integer(0, cluster.ids.length - 1)]!;
    if (cluster.isRunning(id)) {
      // Often so little that the first attempt is still on its way when the next one comes.
      const patienceMs = random.integer(1, 10) ** 3;
      const answer = outcomeOf(cluster, id, shape);
      const outcome = await Promise.race([answer, pause(simulation, patienceMs)]);
      if (outcome === 'DUPLICATE_SEQUENCE_NUMBER') return 'duplicate';
      if (typeof outcome === 'object') return outcome;
    }
    await pause(simulation, random.integer(1, 100));
  }
}

type Fault = (world: World, leader: NodeId) => Promise<void> | void;

function restartLater({ cluster, simulation }: World, id: number): void {
  simulation.after(1500, () => void cluster.startBroker(id));
}

const FAULTS: Readonly<Record<string, Fault>> = {
  kill(world, leader) {
    world.cluster.kill(leader, 'process');
    restartLater(world, leader);
  },
  'power cut'(world, leader) {
    world.cluster.kill(leader, 'power');
    restartLater(world, leader);
  },
  'power cut of all'(world) {
    for (const id of world.cluster.ids) {
      if (!world.cluster.isRunning(id)) continue;
      world.cluster.kill(id, 'power');
      restartLater(world, id);
    }
  },
  async transfer({ cluster }, leader) {
    const to = nodeId((leader % 3) + 1);
    await cluster
      .broker(leader)
      .transferLeadership(TP, to)
      .catch(() => undefined);
  },
  partition({ simulation }, leader) {
    const others = [1, 2, 3].filter((id) => id !== leader);
    for (const other of others) simulation.network.partition(hostOf(leader), hostOf(other));
    simulation.after(2500, () => simulation.network.heal());
  },
};

/** At most five in flight, as Kafka's clients have it. */
const IN_FLIGHT_MAX = 5;
/** Together, so that an offset does not give a sequence away. */
const PRODUCERS = [1, 2, 3];

interface Sent {
  readonly sequence: number;
  readonly outcome: ProduceReceipt | 'duplicate';
}

async function produceAll(world: World, id: number, total: number): Promise<readonly Sent[]> {
  const random = world.simulation.random(`producer/${id}`);
  const sent: Promise<Sent>[] = [];
  for (let sequence = 0; sequence < total;) {
    if (sent.length >= IN_FLIGHT_MAX) await sent[sent.length - IN_FLIGHT_MAX];
    const count = Math.min(random.integer(1, 3), total - sequence);
    const first = sequence;
    const written = sendUntilWritten(world, { id, sequence, count });
    sent.push(written.then((outcome) => ({ sequence: first, outcome })));
    await pause(world.simulation, random.integer(0, 200));
    sequence += count;
  }
  return Promise.all(sent);
}

async function expectExactlyOnce(
  world: World,
  total: number,
  sent: readonly (readonly Sent[])[],
): Promise<void> {
  const values = await readAll(world.cluster.broker(await anyLeader(world)), TOPIC);
  for (const node of world.cluster.nodes) {
    for (const replica of node.replicas.allReplicas()) expect(replica.faultReason).toBeUndefined();
  }
  for (const [at, id] of PRODUCERS.entries()) {
    const expected = Array.from({ length: total }, (_, n) => `${id}/${n}`);
    expect(values.filter((value) => value.startsWith(`${id}/`))).toEqual(expected);
    for (const { sequence, outcome } of sent[at]!) {
      if (outcome !== 'duplicate') expect(values[outcome.baseOffset]).toBe(`${id}/${sequence}`);
    }
  }
}

async function disturb(
  world: World,
  faults: readonly Fault[],
  isOver: () => boolean,
): Promise<number> {
  const random = world.simulation.random('faults');
  let count = 0;
  while (!isOver()) {
    await pause(world.simulation, random.integer(200, 2500));
    const leader = await anyLeader(world);
    if (isOver() || world.cluster.nodes.length < 3) continue;
    await faults[random.integer(0, faults.length - 1)]!(world, leader);
    count += 1;
  }
  return count;
}

const SEEDS = Array.from(
  { length: Number(process.env['IDEMPOTENCE_SEEDS'] ?? 8) },
  (_, n) => 100 + n,
);

describe('a producer that sends again whatever it has no answer to', () => {
  test.each(SEEDS)(
    'seed %i: is written once and in order through faults of every kind',
    async (seed) => {
      const limits = { host: { producerCheckpointBytes: 2000 } };
      await inWorld({ brokers: 3, seed, limits, virtualMsMax: 600_000 }, async (world) => {
        await createTopic(world);
        const total = 150;
        let isOver = false;
        const faults = disturb(world, Object.values(FAULTS), () => isOver);
        const sent = await Promise.all(PRODUCERS.map((id) => produceAll(world, id, total)));
        isOver = true;
        expect(await faults).toBeGreaterThan(1);
        await pause(world.simulation, 8000);
        await expectExactlyOnce(world, total, sent);
      });
    },
  );
});

describe('a retry gets the first receipt', () => {
  test('after every broker lost power, and an older one is a duplicate', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      await createTopic(world);
      const { cluster, simulation } = world;
      const first: unknown[] = [];
      for (let n = 0; n < 8; n += 1)
        first.push(await outcomeOf(cluster, 1, { sequence: n * 2, count: 2 }));
      for (const id of cluster.ids) cluster.kill(id, 'power');
      await cluster.start();
      await pause(simulation, 3000);
      for (let n = 0; n < 8; n += 1) {
        const again = await outcomeOf(cluster, 2, { sequence: n * 2, count: 2 });
        expect(again).toEqual(n < 3 ? 'DUPLICATE_SEQUENCE_NUMBER' : first[n]);
      }
      expect(await outcomeOf(cluster, 3, { sequence: 16 })).toMatchObject({ baseOffset: 16 });
      expect(await outcomeOf(cluster, 3, { sequence: 18 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    });
  });

  test('after planned stops: what a broker knows of producers it reads from its checkpoint', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      await createTopic(world);
      const { cluster, simulation } = world;
      const first = await outcomeOf(cluster, 1, { sequence: 0, count: 5 });
      await pause(simulation, 500);
      for (const id of cluster.ids) await cluster.stopBroker(id);
      for (const id of cluster.ids) {
        const [directory] = (await simulation.disk(hostOf(id)).list('/data')).filter(({ name }) =>
          name.startsWith(TOPIC),
        );
        const files = await simulation.disk(hostOf(id)).list(`/data/${directory!.name}`);
        expect(files.map(({ name }) => name)).toContain('producer-state');
      }
      await cluster.start();
      await pause(simulation, 3000);
      expect(await outcomeOf(cluster, 3, { sequence: 0, count: 5 })).toEqual(first);
    });
  });

  test('when the wall clock of the leader was set meanwhile: nobody expires by that', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      await createTopic(world);
      const { cluster, simulation } = world;
      const leader = await anyLeader(world);
      const first = await outcomeOf(cluster, leader, { sequence: 0 });
      // Longer than `producer.id.expiration.ms`.
      simulation.skewOf(hostOf(leader)).wallMs += 2 * 86_400_000;
      expect(await outcomeOf(cluster, leader, { sequence: 0 })).toEqual(first);
      expect(await readAll(cluster.broker(leader), TOPIC)).toHaveLength(1);
    });
  });

  test('when retention has dropped the batch, and from a follower that was away and got only the log start', async () => {
    const settings = { 'log.retention.check.interval.ms': 1000 };
    await inWorld({ brokers: 3, settings }, async (world) => {
      const { cluster, simulation } = world;
      await createTopic(world, {
        'segment.bytes': '2000',
        'retention.bytes': '4000',
        'retention.ms': '-1',
      });
      const leader = await anyLeader(world);
      const away = cluster.ids.find((id) => id !== leader)!;
      cluster.kill(away, 'power');
      const first = (await outcomeOf(cluster, leader, { sequence: 0, count: 3 })) as ProduceReceipt;
      for (let n = 0; n < 100; n += 1) {
        await outcomeOf(cluster, leader, { id: 8, sequence: n * 5, count: 5 });
      }
      await pause(simulation, 3000);
      const again = (await outcomeOf(cluster, leader, { sequence: 0, count: 3 })) as ProduceReceipt;
      expect(again.logStartOffset).toBeGreaterThan(first.lastOffset);
      expect(again).toEqual({ ...first, logStartOffset: again.logStartOffset });

      await cluster.startBroker(away);
      await pause(simulation, 5000);
      for (let cut = 0; cut < 2; cut += 1) {
        await cluster.broker(leader).transferLeadership(TP, nodeId(away));
        expect(await outcomeOf(cluster, away, { sequence: 0, count: 3 })).toMatchObject({
          baseOffset: first.baseOffset,
          leaderEpoch: first.leaderEpoch,
        });
        expect(await outcomeOf(cluster, away, { id: 8, sequence: 0, count: 5 })).toBe(
          'DUPLICATE_SEQUENCE_NUMBER',
        );
        // The same from what it stored with its log start.
        cluster.kill(away, 'power');
        await cluster.startBroker(away);
        await pause(simulation, 4000);
      }
      expect(await outcomeOf(cluster, leader, { sequence: 3 })).toMatchObject({ baseOffset: 503 });
    });
  });
});

describe('a leader that was deposed', () => {
  test('does not refuse from memory what the new leader takes', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      await createTopic(world);
      const { cluster, simulation } = world;
      const old = await anyLeader(world);
      expect(await outcomeOf(cluster, old, { sequence: 0 })).toMatchObject({ baseOffset: 0 });
      const others = cluster.ids.filter((id) => id !== old);
      for (const id of others) simulation.network.partition(hostOf(old), hostOf(id));
      await pause(simulation, 700);
      const fenced = outcomeOf(cluster, old, { sequence: 5 });
      const next = await sendUntilWritten({ cluster, simulation }, { sequence: 1 });
      expect(next).toMatchObject({ baseOffset: 1 });
      expect(await fenced).toBe('NOT_LEADER_OR_FOLLOWER');
    });
  });
});

describe('a leader that was deposed and leads again', () => {
  test('has forgotten what was truncated: it is written when it comes again, and only then', async () => {
    await inWorld({ brokers: 3 }, async (world) => {
      await createTopic(world);
      const { cluster, simulation } = world;
      const old = await anyLeader(world);
      const [other] = cluster.ids.filter((id) => id !== old);
      await outcomeOf(cluster, old, { id: 1, sequence: 0 });
      for (const id of cluster.ids) {
        if (id !== old) simulation.network.partition(hostOf(old), hostOf(id));
      }
      // Three offsets that nobody else hears of; the new leader gives them to another producer.
      const lost = [1, 2, 3].map((sequence) =>
        outcomeOf(cluster, old, { id: 1, sequence }, 30_000),
      );
      await pause(simulation, 1500);
      for (const sequence of [0, 2]) {
        await sendUntilWritten(world, { id: 2, sequence, count: 2 });
      }
      simulation.network.heal();
      expect(await Promise.all(lost)).toEqual(Array(3).fill('NOT_LEADER_OR_FOLLOWER'));
      await pause(simulation, 1000);
      await cluster.broker(other!).transferLeadership(TP, nodeId(old));
      expect(await outcomeOf(cluster, old, { id: 1, sequence: 2 })).toBe(
        'OUT_OF_ORDER_SEQUENCE_NUMBER',
      );
      for (const sequence of [1, 2, 3]) {
        expect(await outcomeOf(cluster, old, { id: 1, sequence })).toMatchObject({
          baseOffset: 4 + sequence,
        });
      }
    });
  });
});

describe('producer ids', () => {
  test('are given once, by every broker, over restarts and changes of the controller', async () => {
    await inWorld({ brokers: 3 }, async ({ cluster, simulation }) => {
      const given: number[] = [];
      const take = async (id: number, count: number): Promise<void> => {
        const taken = await Promise.all(
          Array.from({ length: count }, () => cluster.broker(id).initProducerId()),
        );
        expect(taken.every(({ producerEpoch }) => producerEpoch === 0)).toBe(true);
        given.push(...taken.map(({ producerId }) => producerId));
      };
      for (const id of cluster.ids) await take(id, 3);
      await take(1, 2500);
      for (const id of cluster.ids) {
        cluster.kill(id, 'power');
        await cluster.startBroker(id);
        await pause(simulation, 3000);
        await take(id, 3);
      }
      expect(new Set(given).size).toBe(given.length);
      expect(Math.min(...given)).toBe(0);
      expect(Math.max(...given)).toBeLessThan(10_000);
    });
  });
});
