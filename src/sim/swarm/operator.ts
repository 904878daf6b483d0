/** Somebody who changes topics all the time: those beside the checked one come and go, and its settings change. */
import type { Broker } from '../../broker/broker.ts';
import type { SimRandom } from '../sim-random.ts';
import { checkRefusal, noteBroken, pause, TOPIC, within, type SwarmWorld } from './world.ts';

const SIDE_TOPICS = ['side-0', 'side-1'];
const ANSWER_MS_MAX = 5000;

interface Change {
  readonly work: Promise<unknown>;
  /** Names of refusals, besides those that can be tried again. */
  readonly mayBe?: readonly string[];
}

export async function changeTopics(world: SwarmWorld): Promise<void> {
  const random = world.simulation.random('swarm/operator');
  while (!world.isOver) {
    await pause(world, Math.min(world.pace, 4) * random.integer(20, 600));
    const broker = world.fleet.pick(random);
    if (broker === undefined) continue;
    const { work, mayBe = [] } = drawChange(broker, random);
    const answered = work
      .then(
        () => {
          world.topicChanges += 1;
        },
        (error: unknown) => checkRefusal(error, 'topic change', ...mayBe),
      )
      .catch((error: unknown) => noteBroken(world, error));
    await within(world, answered, ANSWER_MS_MAX);
  }
}

function drawChange(broker: Broker, random: SimRandom): Change {
  const name = SIDE_TOPICS[random.integer(0, 1)]!;
  const partitionCount = random.integer(1, 3);
  switch (random.integer(0, 5)) {
    case 0:
    case 1:
      return {
        work: broker.createTopic({ name, partitionCount, replicationFactor: 3 }),
        mayBe: ['TOPIC_ALREADY_EXISTS'],
      };
    case 2:
      return { work: broker.deleteTopic(name) };
    case 3:
      return {
        work: broker.addPartitions(name, partitionCount + 1),
        mayBe: ['INVALID_PARTITIONS'],
      };
    default: {
      const segmentBytes = String(random.integer(1024, 8000));
      return { work: broker.alterTopicConfig(TOPIC, { 'segment.bytes': segmentBytes }) };
    }
  }
}
