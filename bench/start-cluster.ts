/**
 * How long `startCluster` takes (median of 20), and the same small test suite on it and on a cluster of processes:
 * `npx tsx bench/start-cluster.ts`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FlotillaConnection } from '../src/client/connection.ts';
import { startCluster, type ClusterOptions } from '../src/testing/index.ts';
import { ClusterProcesses } from '../test/support/cluster-processes.ts';
import { produceText, readText } from '../test/support/text-records.ts';

const RUNS = 20;
const SUITE_RUNS = 5;
const WARM_UP_RUNS = 2;
const TOPIC = 'orders';
const PARTITIONS = 3;

/** A three-broker cluster, as one test of the suite sees it. */
interface Bed extends AsyncDisposable {
  client(): Promise<FlotillaConnection>;
  leader(): Promise<number>;
  kill(id: number): Promise<void>;
  restart(id: number): Promise<void>;
  /** The broker neither hears nor is heard by the others, until `rejoin`. */
  cutOff(id: number): void;
  rejoin(id: number): void;
}

async function inProcess(): Promise<Bed> {
  const cluster = await startCluster({ topics: { [TOPIC]: PARTITIONS } });
  const others = (id: number): number[] =>
    cluster.brokers.map((broker) => broker.id).filter((other) => other !== id);
  return {
    client: async () => await cluster.client({ broker: await cluster.leaderOf(TOPIC) }),
    leader: () => cluster.leaderOf(TOPIC),
    kill: (id) => cluster.kill(id),
    restart: (id) => cluster.restart(id),
    cutOff: (id) => cluster.partition(id, others(id)),
    rejoin: () => cluster.heal(),
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  };
}

/** Links between processes cannot be cut without root, so a broker that is cut off is one that stands still. */
async function inProcesses(): Promise<Bed> {
  const cluster = await ClusterProcesses.start();
  await cluster.createTopic(TOPIC, PARTITIONS);
  const still = new Set<number>();
  const leader = (): Promise<number> =>
    cluster.until('a leader that runs', async () => {
      const awake = cluster.nodeIds.find((id) => cluster.isRunning(id) && !still.has(id));
      const [topic] = await cluster.ask((client) => client.describeTopics([TOPIC]), awake);
      const found = topic?.partitions[0]?.leader;
      return found === undefined || still.has(found) || !cluster.isRunning(found)
        ? undefined
        : found;
    });
  return {
    leader,
    client: async () => await cluster.client(await leader()),
    kill: async (id) => void (await cluster.kill9(id)),
    restart: (id) => cluster.restart(id),
    cutOff: (id) => {
      still.add(id);
      process.kill(cluster.pidOf(id)!, 'SIGSTOP');
    },
    rejoin: (id) => {
      still.delete(id);
      process.kill(cluster.pidOf(id)!, 'SIGCONT');
    },
    [Symbol.asyncDispose]: () => cluster.stop(),
  };
}

/** Each test has a cluster of its own, as in most suites. */
const TESTS: readonly ((bed: Bed) => Promise<void>)[] = [
  async (bed) => {
    const client = await bed.client();
    for (let n = 0; n < 20; n += 1) await produceText(client, TOPIC, [`${n}`], n % PARTITIONS);
    expectLength(await readText(client, TOPIC, 0), 7);
  },
  async (bed) => {
    await produceText(await bed.client(), TOPIC, ['before']);
    await bed.kill(await bed.leader());
    await produceText(await bed.client(), TOPIC, ['after']);
    expectLength(await readText(await bed.client(), TOPIC), 2);
  },
  async (bed) => {
    const leader = await bed.leader();
    await produceText(await bed.client(), TOPIC, ['before']);
    await bed.kill(leader);
    await bed.restart(leader);
    expectLength(await readText(await bed.client(), TOPIC), 1);
  },
  async (bed) => {
    const leader = await bed.leader();
    await produceText(await bed.client(), TOPIC, ['before']);
    bed.cutOff(leader);
    await produceText(await bed.client(), TOPIC, ['meanwhile']);
    bed.rejoin(leader);
    expectLength(await readText(await bed.client(), TOPIC), 2);
  },
];

function expectLength(values: readonly string[], length: number): void {
  if (values.length !== length) throw new Error(`${values.length} records instead of ${length}`);
}

async function suite(makeBed: () => Promise<Bed>): Promise<void> {
  for (const test of TESTS) {
    await using bed = await makeBed();
    await test(bed);
  }
}

async function timesOf(runs: number, run: () => Promise<number>): Promise<string> {
  for (let n = 0; n < WARM_UP_RUNS; n += 1) await run();
  const times: number[] = [];
  for (let n = 0; n < runs; n += 1) times.push(await run());
  times.sort((a, b) => a - b);
  const [median, most] = [times[Math.floor(runs / 2)]!, times.at(-1)!];
  return `median ${median.toFixed(0)} ms of ${runs}, from ${times[0]!.toFixed(0)} to ${most.toFixed(0)} ms`;
}

async function startTime(options: ClusterOptions): Promise<number> {
  const startedAt = performance.now();
  const cluster = await startCluster(options);
  const ms = performance.now() - startedAt;
  await cluster[Symbol.asyncDispose]();
  // The next one does not begin in the middle of what this one leaves to the collector.
  await sleep(20);
  return ms;
}

async function suiteTime(makeBed: () => Promise<Bed>): Promise<number> {
  const startedAt = performance.now();
  await suite(makeBed);
  return performance.now() - startedAt;
}

for (const storage of ['memory', 'disk'] as const) {
  for (const brokers of [1, 3]) {
    const options: ClusterOptions = { brokers, storage, topics: { [TOPIC]: PARTITIONS } };
    const times = await timesOf(RUNS, () => startTime(options));
    console.log(`startCluster, ${brokers} broker(s), ${storage}, 3 partitions led: ${times}`);
  }
}
const name = `${TESTS.length} tests, a three-broker cluster each`;
console.log(`${name}, startCluster: ${await timesOf(SUITE_RUNS, () => suiteTime(inProcess))}`);
console.log(`${name}, processes: ${await timesOf(SUITE_RUNS, () => suiteTime(inProcesses))}`);
