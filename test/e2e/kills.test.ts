/**
 * Goal: nothing that was acknowledged is lost and nothing uncommitted is read, when brokers are killed. Method: real
 * processes, kill -9, numbered records with acks=all, readers that watch all the time; then the whole log is read.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { History } from './history.ts';
import { killLeader } from './kill-leader.ts';

const TEST_MS_MAX = 120_000;
const RECOVERY_MS_MAX = 10_000;
const LONE_LEADER_MS = 100;

test(
  'the leader is killed three times under load: every acknowledged record is read back',
  async () => {
    await using cluster = await ClusterProcesses.start();
    await cluster.createTopic('numbers', 2);
    const history = new History(cluster, 'numbers', 2);
    const recoveriesMs: number[] = [];
    for (let kill = 0; kill < 3; kill += 1) {
      await history.progress(200);
      const { nodeId, recoveryMs } = await killLeader(cluster, history.producers[kill % 2]!);
      recoveriesMs.push(Math.round(recoveryMs));
      await history.progress(50);
      await cluster.restart(nodeId);
    }
    await history.progress(200);
    await history.stopProducers();
    await history.stopReaders();
    const { violations, figures } = await history.check();
    console.log('killed leaders:', { recoveriesMs, ...figures });
    expect(violations).toEqual([]);
    expect(figures.seen).toBeGreaterThan(0);
    expect(Math.max(...recoveriesMs)).toBeLessThan(RECOVERY_MS_MAX);
    await cluster.waitHealthy();
  },
  TEST_MS_MAX,
);

test(
  'all three are killed at once and started again: everything acknowledged is there',
  async () => {
    await using cluster = await ClusterProcesses.start();
    await cluster.createTopic('numbers', 2);
    const history = new History(cluster, 'numbers', 2);
    await history.progress(500);
    await cluster.kill9All();
    cluster.startAll();
    await cluster.waitLed('numbers');
    await history.progress(200);
    await history.stopProducers();
    await history.stopReaders();
    const { violations, figures } = await history.check();
    console.log('killed all:', figures);
    expect(violations).toEqual([]);
  },
  TEST_MS_MAX,
);

test(
  'what a leader without followers has written is not read, and gives way to what the others acknowledge',
  async () => {
    await using cluster = await ClusterProcesses.start();
    await cluster.createTopic('numbers');
    const history = new History(cluster, 'numbers', 1);
    const [producer, reader] = [history.producers[0]!, history.readers[0]!];
    await history.progress(50);
    const leader = await cluster.leaderOf(producer.partition);
    const followers = cluster.nodeIds.filter((nodeId) => nodeId !== leader);
    const client = await cluster.client(leader);
    await Promise.all(followers.map((nodeId) => cluster.kill9(nodeId)));
    // Within an election time-out, so that it still takes itself for the leader.
    for (let i = 0; i < 5; i += 1) producer.send(client);
    await sleep(LONE_LEADER_MS);
    await reader.look(client);
    const { leaderEpoch } = producer;
    await cluster.kill9(leader);

    for (const nodeId of followers) cluster.startBroker(nodeId);
    await producer.receiptAfterEpoch(leaderEpoch);
    await history.progress(50);
    await cluster.restart(leader);
    await cluster.waitHealthy();
    await history.progress(50);
    await history.stopProducers();
    await history.stopReaders();
    const { violations } = await history.check();
    expect(violations).toEqual([]);
  },
  TEST_MS_MAX,
);
