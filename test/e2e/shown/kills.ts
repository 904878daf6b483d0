import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { History, type HistoryFigures } from '../history.ts';
import { killLeader } from '../kill-leader.ts';
import { assertNone, median, showCount, showTimes } from './figures.ts';

const ELECTION_TIMEOUT_MS = 1200;
const KILLS = 20;
const PARTITIONS = 3;
const DOWN_MS = 500;

/** The leader of one partition after the other, each started again a moment later. */
export async function showLeaderKills(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic('numbers', PARTITIONS);
  const history = new History(cluster, 'numbers', PARTITIONS);
  const timesMs: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await history.progress(500);
    const { nodeId, recoveryMs } = await killLeader(cluster, history.producers[kill % PARTITIONS]!);
    timesMs.push(recoveryMs);
    tell(
      `kill ${kill + 1}: broker ${nodeId}, next acknowledged record after ${Math.round(recoveryMs)} ms`,
    );
    await sleep(DOWN_MS);
    await cluster.restart(nodeId);
    await cluster.waitHealthy();
  }
  await history.progress(500);
  await history.stopProducers();
  await history.stopReaders();
  const { violations, figures } = await history.check();
  assertNone(violations);
  const isInTime =
    Math.max(...timesMs) <= 2 * ELECTION_TIMEOUT_MS && median(timesMs) <= ELECTION_TIMEOUT_MS;
  const line = `${KILLS} kills of the leader: ${showFigures(figures)}; next acknowledged record: ${showTimes(timesMs)} (election time-out ${ELECTION_TIMEOUT_MS} ms)`;
  if (!isInTime) throw new Error(line);
  return line;
}

/** `kill -9` of all brokers at once, under load, several times. */
export async function showKillsOfAll(): Promise<string> {
  const rounds = 5;
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic('numbers', PARTITIONS);
  const history = new History(cluster, 'numbers', PARTITIONS);
  const timesMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await history.progress(500);
    const epochs = history.producers.map((producer) => producer.leaderEpoch);
    await cluster.kill9All();
    const startedAtMs = performance.now();
    cluster.startAll();
    await Promise.all(
      history.producers.map((producer, i) => producer.receiptAfterEpoch(epochs[i]!)),
    );
    timesMs.push(performance.now() - startedAtMs);
  }
  await history.progress(500);
  await history.stopProducers();
  await history.stopReaders();
  const { violations, figures } = await history.check();
  assertNone(violations);
  return `${rounds} kills of all brokers at once: ${showFigures(figures)}; from the start to acknowledged records in all ${PARTITIONS} partitions: ${showTimes(timesMs)}`;
}

export function showFigures(figures: HistoryFigures): string {
  const { acknowledged, unknown, refused, seen, inLog } = figures;
  return (
    `${showCount(acknowledged)} acknowledged records all read back, in order, at their offsets; ` +
    `${showCount(inLog)} in the log, none that was not sent; ${showCount(unknown)} of unknown outcome; ${showCount(refused)} refused, ` +
    `none of which is in the log; ${showCount(seen)} seen by readers meanwhile, all at their offsets in the end`
  );
}
