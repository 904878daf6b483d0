/** kafkajs's default retries never run out: leaders and coordinators killed, and the whole cluster restarted in turn. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { retriesMax, showRetries } from '../../support/observed-kafkajs.ts';
import { KafkajsFailover } from '../kafkajs-failover.ts';
import { showCount } from './figures.ts';

const PARTITIONS = 3;
const KILLS = 10;
const ROLLING_RESTARTS = 3;
const DOWN_MS = 500;
const RETRIES = 5;

export async function showKafkaFailover(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  const clients = new KafkajsFailover(cluster, 'numbers', PARTITIONS);
  await clients.start();
  for (let kill = 0; kill < KILLS; kill += 1) {
    await clients.progress(50);
    const nodeId = kill % 2 === 0 ? await leader(cluster, kill) : await coordinator(cluster);
    const killedAtMs = await cluster.kill9(nodeId);
    await sleep(DOWN_MS);
    await cluster.restart(nodeId);
    const awayMs = Math.round(performance.now() - killedAtMs);
    await cluster.waitHealthy();
    tell(
      `kill ${kill + 1}: broker ${nodeId}, away for ${awayMs} ms; retries so far: ${showRetries()}`,
    );
  }
  for (let round = 0; round < ROLLING_RESTARTS; round += 1) {
    for (const nodeId of cluster.nodeIds) {
      await clients.progress(20);
      await cluster.restart(nodeId);
      await cluster.waitHealthy();
    }
    tell(`rolling restart ${round + 1}; retries so far: ${showRetries()}`);
  }
  await clients.progress(50);
  const missing = await clients.stop();
  if (missing.length > 0) throw new Error(`never read: ${missing.slice(0, 5).join(', ')}`);
  if (clients.failures.length > 0) throw new Error(clients.failures.join('; '));
  const { produce, consume, admin } = clients.longestMs;
  return (
    `kafkajs with its default retries through ${KILLS} kills of leaders and coordinators and ${ROLLING_RESTARTS} rolling restarts: ` +
    `${showCount(clients.acknowledged)} acknowledged records, all consumed; ${showCount(clients.answered)} answers to the admin, ${clients.broken} questions that broke with their connection and that kafkajs asks only once; nothing else failed, no CRASH; ` +
    `retries at most ${retriesMax()} of ${RETRIES} (${showRetries()}); longest gap between acknowledgements of a partition ${Math.round(produce)} ms, ` +
    `between records read ${Math.round(consume)} ms, between answers to the admin ${Math.round(admin)} ms`
  );
}

function leader(cluster: ClusterProcesses, kill: number): Promise<number> {
  return cluster.leaderOf({ topic: 'numbers', partition: kill % PARTITIONS });
}

async function coordinator(cluster: ClusterProcesses): Promise<number> {
  const { nodeId } = await cluster.ask((client) => client.findCoordinator('failover'));
  return nodeId;
}
