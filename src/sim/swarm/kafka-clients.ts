/** Clients of the Kafka door: what they ask is encoded by Kafka's schemas and answered by the sessions that ship. */
import { errorNameOf, ERRORS } from '../../model/errors.ts';
import { splitBatches } from '../../client/split-batches.ts';
import { BrokenPromise } from '../checkers/checker.ts';
import { hostOf } from '../cluster.ts';
import { KAFKA_PORT } from '../doors.ts';
import { RawKafkaClient } from '../raw-kafka-client.ts';
import type { SimRandom } from '../sim-random.ts';
import { recordsOf } from './history.ts';
import { batchOf } from './raw-writers.ts';
import { rawValue } from './values.ts';
import { pause, TOPIC, within, type SwarmWorld } from './world.ts';

const HOST = 'kafka-client';
/** Not taken by a raw writer. */
const WRITER = 50;
const ANSWER_MS_MAX = 9000;
const PRODUCE_VERSION = 9;
const FETCH_VERSION = 11;

/** Writes and reads by turns, through one broker as long as it is there. */
export async function talkKafka(world: SwarmWorld, number: number): Promise<void> {
  const random = world.simulation.random(`swarm/kafka-${number}`);
  const nextOffset = world.histories.map(() => 0);
  let client: RawKafkaClient | undefined;
  for (let n = 0; !world.isOver; n += 1) {
    if (client === undefined || client.isClosed || random.chance(0.02)) {
      client?.close();
      client = await connect(world, random);
    }
    if (client !== undefined) {
      const partition = random.integer(0, world.plan.partitions - 1);
      const work = random.chance(0.5)
        ? produce(world, client, { partition, values: [rawValue(WRITER + number, n, 0, random)] })
        : fetchOn(world, client, { partition, nextOffset });
      if ((await within(world, work, ANSWER_MS_MAX)) === undefined) client.close();
    }
    await pause(world, world.pace * random.integer(5, 60));
  }
  client?.close();
}

async function connect(world: SwarmWorld, random: SimRandom): Promise<RawKafkaClient | undefined> {
  const { fleet, simulation } = world;
  const id = fleet.up[random.integer(0, Math.max(0, fleet.up.length - 1))];
  if (id === undefined) return undefined;
  const connecting = simulation.network.node(HOST).connect({ host: hostOf(id), port: KAFKA_PORT });
  return connecting.then(
    (connection) => new RawKafkaClient(connection),
    () => undefined,
  );
}

/** True when there was an answer. */
async function produce(
  world: SwarmWorld,
  client: RawKafkaClient,
  { partition, values }: { partition: number; values: readonly string[] },
): Promise<boolean> {
  const history = world.histories[partition]!;
  const endWhenSent = history.acknowledgedEnd;
  history.sending(values);
  const asked = client.ask('Produce', PRODUCE_VERSION, {
    acks: -1,
    timeoutMs: 2000,
    topicData: [{ name: TOPIC, partitionData: [{ index: partition, records: batchOf(values) }] }],
  });
  const answer = await asked.catch(() => undefined);
  const receipt = answer?.responses[0]?.partitionResponses[0];
  if (receipt === undefined) return false;
  if (receipt.errorCode === 0) history.acknowledged(receipt.baseOffset, values, endWhenSent);
  else checkCode(receipt.errorCode, 'Produce');
  return true;
}

async function fetchOn(
  world: SwarmWorld,
  client: RawKafkaClient,
  { partition, nextOffset }: { partition: number; nextOffset: number[] },
): Promise<boolean> {
  const history = world.histories[partition]!;
  const fetchOffset = nextOffset[partition]!;
  const asked = client.ask('Fetch', FETCH_VERSION, {
    maxWaitMs: 100,
    minBytes: 1,
    isolationLevel: 0,
    topics: [{ topic: TOPIC, partitions: [{ partition, fetchOffset, partitionMaxBytes: 10_000 }] }],
    forgottenTopicsData: [],
    rackId: '',
  });
  const answer = await asked.catch(() => undefined);
  const found = answer?.responses[0]?.partitions[0];
  if (found === undefined) return answer !== undefined;
  if (found.errorCode !== 0) {
    checkCode(found.errorCode, 'Fetch', 'OFFSET_OUT_OF_RANGE');
    nextOffset[partition] = Math.max(fetchOffset, found.logStartOffset);
    return true;
  }
  const batches = splitBatches(found.records ?? new Uint8Array(0));
  history.served(batches);
  for (const record of recordsOf(batches, fetchOffset)) {
    history.read(record, nextOffset[partition]!);
    nextOffset[partition] = record.offset + 1;
  }
  return true;
}

function checkCode(code: number, what: string, ...expected: readonly string[]): void {
  const name = errorNameOf(code);
  if (ERRORS[name].retriable || expected.includes(name)) return;
  throw new BrokenPromise(`${what} of the Kafka door: ${name}`);
}
