// Goal: the reasons of an unhealthy cluster are true, one sentence each, and bounded. Method: an image, and hosts whose
// leadership table the test fills.
import { describe, expect, test } from 'vitest';
import { clusterHealthOf } from '../../../src/broker/health.ts';
import { METADATA_GROUP } from '../../../src/broker/metadata-group.ts';
import type { Host } from '../../../src/host/host.ts';
import { MetadataImage } from '../../../src/metadata/image.ts';
import { encodeSnapshot } from '../../../src/metadata/snapshot.ts';
import { nodeId, term } from '../../../src/model/ids.ts';
import { introduce, replicaIdOf, startHost } from '../../support/host-rig.ts';
import { hostOf, idOf, PEER_PORT } from '../../support/peer-rig.ts';
import type { Clock } from '../../../src/platform/clock.ts';
import { simulatedWorld, sleep, until } from '../../support/worlds.ts';

const TOPIC_ID = idOf('D', 500);

function imageOf(partitionCount: number): MetadataImage {
  const replicas = [1, 2].map(replicaIdOf);
  const brokers = [1, 2].map((id) => ({
    ...replicaIdOf(id),
    host: hostOf(id),
    httpPort: 8080,
    peerPort: PEER_PORT,
  }));
  const partitions = Array.from({ length: partitionCount }, () => replicas);
  const topics = [{ topicId: TOPIC_ID, name: 'orders', partitions, configs: new Map() }];
  return MetadataImage.fromSnapshot(encodeSnapshot({ brokers, topics, nextProducerId: 0 }));
}

function learn(host: Host, partition: number, inSync: readonly number[]): void {
  const group = { topicId: TOPIC_ID, partition };
  const row = { group, term: term(1), leader: nodeId(1), inSync: inSync.map(nodeId) };
  host.leadership.learn(row);
}

async function play(
  script: (host: Host, other: Host, clock: Clock) => Promise<void>,
): Promise<void> {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const host = await startHost(simulation, 1);
    const other = await startHost(simulation, 2);
    introduce(other, [1, 2]);
    introduce(host, [1, 2]);
    await sleep(clock, 500);
    const leader = { leader: nodeId(1), inSync: [nodeId(1)] };
    host.leadership.learn({ group: METADATA_GROUP, term: term(1), ...leader });
    await script(host, other, clock);
    await host.stop();
    await other.stop();
  };
  await simulation.run(work());
}

describe('a cluster', () => {
  test('is healthy when everyone is there, led and in sync', async () => {
    await play(async (host) => {
      learn(host, 0, [1, 2]);
      learn(host, 1, [1, 2]);
      expect(clusterHealthOf(imageOf(2), host)).toEqual({
        isHealthy: true,
        reasons: [],
        brokersConnected: 2,
        brokersKnown: 2,
        partitions: 2,
        partitionsWithoutLeader: 0,
        partitionsUnderReplicated: 0,
      });
    });
  });

  test('is not when a broker is away, a partition has no leader or not all its replicas', async () => {
    await play(async (host, other, clock) => {
      learn(host, 1, [1]);
      await other.stop();
      await until(clock, () => !host.peers.isConnected(nodeId(2)));
      expect(clusterHealthOf(imageOf(2), host)).toEqual({
        isHealthy: false,
        reasons: [
          'Broker 2 cannot be reached.',
          'orders/0 has no leader.',
          'orders/1 has 1 of 2 replicas in sync.',
        ],
        brokersConnected: 1,
        brokersKnown: 2,
        partitions: 2,
        partitionsWithoutLeader: 1,
        partitionsUnderReplicated: 1,
      });
    });
  });

  test('names twenty reasons and counts the rest', async () => {
    await play(async (host) => {
      const { reasons, partitionsWithoutLeader } = clusterHealthOf(imageOf(50), host);
      expect(partitionsWithoutLeader).toBe(50);
      expect(reasons).toHaveLength(21);
      expect(reasons.at(-1)).toBe('And 30 more.');
    });
  });
});
