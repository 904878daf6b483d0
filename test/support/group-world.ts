/** A simulated cluster with a topic and a coordinator in office for one group. */
import { GROUPS_TOPIC, partitionOfGroup } from '../../src/broker/group-topic.ts';
import type { Replica } from '../../src/partition/replica.ts';
import { committedOffset, persistently } from './group-member.ts';
import { pause, type World } from './sim-broker.ts';

export const TOPIC = 'orders';
export const GROUP = 'billing';

/** A world with a topic and a coordinator in office for GROUP. */
export async function withCoordinator({ simulation, cluster }: World): Promise<number> {
  await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 4, replicationFactor: 3 });
  const found = await cluster.broker(1).findCoordinator(GROUP);
  await persistently(
    () => committedOffset(cluster.broker(1), GROUP, TOPIC),
    (ms) => pause(simulation, ms),
  );
  await pause(simulation, 500);
  return found.nodeId;
}

/** Another group of the same coordinator. */
export function siblingOf(groupId: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${groupId}-${number}`;
    if (partitionOfGroup(name, 6) === partitionOfGroup(groupId, 6)) return name;
  }
}

export function identityOf({ memberId, generationId }: { memberId: string; generationId: number }) {
  return { memberId, generationId };
}

export function groupsReplica({ cluster }: World, id: number): Replica {
  const { partition } = groupsPartition();
  const { replicas } = cluster.node(id);
  for (const replica of replicas.allReplicas()) {
    if (replica.options.name === `${GROUPS_TOPIC}/${partition}`) return replica;
  }
  throw new Error('there is no replica of it');
}

export function groupsPartition(): { topic: string; partition: number } {
  return { topic: GROUPS_TOPIC, partition: partitionOfGroup(GROUP, 6) };
}
