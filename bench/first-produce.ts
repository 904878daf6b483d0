/**
 * A single broker for tests: from its start to the first record that kafkajs has written, median of 20, with `startCluster`
 * in this process and as a process of its own: `npx tsx bench/first-produce.ts` (10 runs: `-- 10`).
 */
import { Kafka, logLevel } from 'kafkajs';
import { startCluster } from '../src/testing/index.ts';
import { ClusterProcesses } from '../test/support/cluster-processes.ts';
import { loadavg } from 'node:os';

const RUNS = Number(process.argv[2] ?? 20);
const TOPIC = 'first';
const SETTINGS = { 'auto.create.topics.enable': true, 'default.replication.factor': 1 };

/** With kafkajs's own defaults; the topic is made by writing to it. */
async function produceFirst(address: string): Promise<void> {
  const kafka = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING });
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic: TOPIC, messages: [{ value: 'a' }] });
  await producer.disconnect();
}

async function inProcess(): Promise<number> {
  const startedAtMs = performance.now();
  await using cluster = await startCluster({ brokers: 1 });
  await produceFirst(cluster.kafkaAddresses[0]!);
  return performance.now() - startedAtMs;
}

/** Formatted before; from `node main.js broker start` on. */
async function ownProcess(): Promise<number> {
  await using cluster = await ClusterProcesses.format({ brokers: 1, settings: SETTINGS });
  const startedAtMs = performance.now();
  cluster.startAll();
  await cluster.until('the first record', async () => {
    await produceFirst(cluster.kafkaAddresses[0]!);
    return true;
  });
  return performance.now() - startedAtMs;
}

async function show(name: string, run: () => Promise<number>): Promise<void> {
  await run();
  const times: number[] = [];
  for (let n = 0; n < RUNS; n += 1) times.push(await run());
  times.sort((a, b) => a - b);
  const [least, median, most] = [times[0]!, times[Math.floor(RUNS / 2)]!, times.at(-1)!];
  const load = loadavg()[0]!.toFixed(1);
  console.log(
    `${name}: median ${median.toFixed(0)} ms of ${RUNS}, ${least.toFixed(0)} to ${most.toFixed(0)} ms, load average ${load}`,
  );
}

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] = '1';
await show('startCluster, one broker, to the first record of kafkajs', inProcess);
await show('a broker process, to the first record of kafkajs', ownProcess);
process.exit();
