// Goal: a broker says that its metadata caught up only when it knows every topic that was made before it was asked.
// Method: whole simulated brokers; one that does not lead the metadata group is cut off while the others make a topic.
import { expect, test } from 'vitest';
import { BrokerError } from '../../src/model/errors.ts';
import { hostOf } from '../../src/sim/cluster.ts';
import { inWorld, pause } from '../support/sim-broker.ts';

const TOPIC = 'orders';

test('a broker that was cut off knows the topics that it missed once its metadata caught up', async () => {
  await inWorld({ brokers: 3 }, async ({ simulation, cluster }) => {
    const { controller } = await cluster.broker(1).describeCluster();
    const others = cluster.ids.filter((id) => id !== controller);
    const lagging = others[0]!;
    const broker = cluster.broker(lagging);
    for (const id of cluster.ids) {
      if (id !== lagging) simulation.network.partition(hostOf(lagging), hostOf(id));
    }
    const made = await cluster
      .broker(controller!)
      .createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 2 });
    await expect(broker.own.metadataCaughtUp()).rejects.toThrow(BrokerError);
    expect(broker.own.topicName(made.topicId)).toBeUndefined();

    simulation.network.heal();
    const caughtUp = (): Promise<boolean> =>
      broker.own.metadataCaughtUp().then(
        () => true,
        () => false,
      );
    while (!(await caughtUp())) await pause(simulation, 20);
    expect(broker.own.topicName(made.topicId)).toBe(TOPIC);
  });
});
