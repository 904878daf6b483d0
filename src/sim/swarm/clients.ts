/** The load of a run: writers and readers of the kinds that the plan wants, and an operator. */
import { commitForEver } from './committers.ts';
import { talkKafka } from './kafka-clients.ts';
import { consumeForEver, produceForEver } from './shipped-clients.ts';
import { changeTopics } from './operator.ts';
import { RawReader } from './raw-readers.ts';
import { writeRaw } from './raw-writers.ts';
import { noteBroken, pause, type SwarmWorld } from './world.ts';

const WRITERS = 3;
const PRODUCERS = 2;
const CONSUMERS = 2;
const COMMITTERS = 3;
const READERS_A_PARTITION = 2;
const QUEUES_LOOKED_AT_MS = 500;

export function startClients(world: SwarmWorld): Promise<unknown> {
  const { clients: mix } = world.plan;
  const committers = world.plan.hasCommitters ? COMMITTERS : 0;
  const clients = [
    ...(mix === 'shipped' ? [] : rawClients(world)),
    ...(mix === 'raw' ? [] : shippedClients(world)),
    ...(mix === 'all' ? [talkKafka(world, 0), talkKafka(world, 1)] : []),
    ...Array.from({ length: committers }, (_, n) => commitForEver(world, n)),
    changeTopics(world),
    lookAtQueues(world),
  ];
  return Promise.all(
    clients.map((client) => client.catch((error: unknown) => noteBroken(world, error))),
  );
}

function rawClients(world: SwarmWorld): Promise<void>[] {
  const writers = Array.from({ length: WRITERS }, (_, n) => writeRaw(world, n));
  const readers = world.histories.flatMap((history, partition) =>
    Array.from({ length: READERS_A_PARTITION }, (_, n) =>
      new RawReader(world, history, partition).run(n),
    ),
  );
  return [...writers, ...readers];
}

function shippedClients(world: SwarmWorld): Promise<void>[] {
  return [
    ...Array.from({ length: PRODUCERS }, (_, n) => produceForEver(world, n)),
    ...Array.from({ length: CONSUMERS }, (_, n) => consumeForEver(world, n)),
  ];
}

async function lookAtQueues(world: SwarmWorld): Promise<void> {
  const { fleet, checks } = world;
  while (!world.isOver) {
    for (const id of fleet.up) checks.boundedQueues.looksAt(id, fleet.queueLengths(id));
    await pause(world, QUEUES_LOOKED_AT_MS);
  }
}
