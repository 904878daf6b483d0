import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidToText } from '../base/uuid.ts';
import { nodeId, uuid, type Uuid } from '../model/ids.ts';
import { NodeClock } from '../node/clock.ts';
import { NodeDisk } from '../node/disk.ts';
import type { Logger } from '../platform/logger.ts';
import type { Random } from '../platform/random.ts';
import { installNatives } from '../server.ts';
import { SimDisk } from '../sim/disk.ts';
import { traceLogger } from '../sim/observers.ts';
import { SimRandom } from '../sim/sim-random.ts';
import { FORMAT_VERSION, type MetaProperties } from '../storage/meta-properties.ts';
import { BrokerSlot, type BrokerPorts, type BrokerStorage } from './broker-slot.ts';
import { TestCluster } from './cluster.ts';
import { DrivenClock } from './driven-clock.ts';
import { HeldPort } from './held-port.ts';
import { refuseUnknownOptions } from './known-options.ts';
import { LocalNetwork } from './local-network.ts';
import {
  brokerCountOf,
  configOf,
  peerPortOf,
  topicsOf,
  CLUSTER_OPTIONS,
  type ClusterOptions,
  type Topic,
} from './options.ts';
import { TestingError } from './testing-error.ts';
import { until } from './until.ts';

const HOST = '127.0.0.1';
const READY_MS_MAX = 10_000;
const SEED_MAX = 0xffff_ffff;

/**
 * A cluster of real brokers in this process. Resolves when the brokers have found each other and every partition of
 * `topics` is led. Whatever the test does, `await using` (or `cluster[Symbol.asyncDispose]()`) leaves nothing behind.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<TestCluster> {
  refuseUnknownOptions('startCluster', options, CLUSTER_OPTIONS);
  const topics = topicsOf(options);
  const seed = seedOf(options);
  const logger = loggerOf(options);
  await installNatives(logger);
  const storage = await openStorage(options, seed);
  const network = new LocalNetwork();
  const clock = new DrivenClock();
  const ids = new SimRandom(seed, 'ids');
  const metas = metasOf(brokerCountOf(options), ids);
  const ports: BrokerPorts[] = [];
  let cluster: TestCluster | undefined;
  try {
    for (const _ of metas) {
      ports.push({ http: await HeldPort.open(HOST), kafka: await HeldPort.open(HOST) });
    }
    const slots = metas.map((meta, at) => {
      const id = meta.nodeId;
      const ofBroker = storage.of(id);
      return new BrokerSlot({
        config: configOf(options, id, ofBroker.dataDir),
        meta,
        storage: ofBroker,
        clock,
        network,
        ports: ports[at]!,
        random: new SimRandom(seed, `broker/${id}`),
        logger: logger.child({ broker: id }),
      });
    });
    cluster = new TestCluster({
      clusterId: metas[0]!.clusterId,
      seed,
      slots,
      network,
      clock,
      removeStorage: () => storage.remove(),
    });
    await Promise.all(slots.map((slot) => slot.start()));
    await untilJoined(slots);
    await createTopics(slots[0]!, topics);
    await cluster.ready();
    return cluster;
  } catch (error) {
    await cluster?.[Symbol.asyncDispose]();
    await Promise.all(ports.flatMap(({ http, kafka }) => [http.close(), kafka.close()]));
    await storage.remove();
    throw error;
  }
}

function seedOf({ seed = randomInt(SEED_MAX) }: ClusterOptions): number {
  if (Number.isInteger(seed) && seed >= 0 && seed <= SEED_MAX) return seed;
  throw new TestingError(`The seed cannot be ${seed}; give an integer from 0 to ${SEED_MAX}.`);
}

function loggerOf({ log }: ClusterOptions): Logger {
  return traceLogger(log ?? (() => undefined), {});
}

interface Storage {
  of(id: number): BrokerStorage;
  remove(): Promise<void>;
}

async function openStorage(options: ClusterOptions, seed: number): Promise<Storage> {
  const { storage = 'memory' } = options;
  if (storage === 'memory') {
    return {
      of: (id) => {
        const disk = new SimDisk({ name: `broker-${id}`, seed });
        return { disk, dataDir: '/data', cutPower: (cut) => disk.crash('power', cut) };
      },
      remove: () => Promise.resolve(),
    };
  }
  if (storage !== 'disk') {
    throw new TestingError(`There is no storage "${String(storage)}"; choose "memory" or "disk".`);
  }
  const directory = await mkdtemp(join(tmpdir(), 'flotilla-testing-'));
  const disk = new NodeDisk();
  return {
    of: (id) => ({ disk, dataDir: `${directory}/broker-${id}` }),
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

function metasOf(count: number, random: Random): MetaProperties[] {
  const draw = (): Uuid => uuid(uuidToText(random.bytes(16)));
  const clusterId = draw();
  const voters = Array.from({ length: count }, (_, at) => ({
    nodeId: nodeId(at + 1),
    host: HOST,
    port: peerPortOf(at + 1),
    directoryId: draw(),
  }));
  return voters.map((voter) => ({
    formatVersion: FORMAT_VERSION,
    clusterId,
    nodeId: voter.nodeId,
    directoryId: voter.directoryId,
    formatId: draw(),
    voters,
  }));
}

/** Until every broker is registered: only then is there room for the replicas of a topic. */
async function untilJoined(slots: readonly BrokerSlot[]): Promise<void> {
  const hasJoined = await until(new NodeClock(), READY_MS_MAX, async () => {
    for (const { node } of slots) {
      if (node === undefined || node.readiness().length > 0) return undefined;
      const { brokers } = await node.broker.describeCluster();
      if (brokers.length < slots.length) return undefined;
    }
    return true;
  });
  if (hasJoined === true) return;
  const reasons = slots.flatMap(({ id, node }) =>
    (node?.readiness() ?? []).map((reason) => `Broker ${id}: ${reason}`),
  );
  throw new TestingError(
    `The cluster was not ready within ${READY_MS_MAX / 1000} s; look at what "log" gives. ${reasons.join(' ')}`.trim(),
  );
}

async function createTopics({ node }: BrokerSlot, topics: readonly Topic[]): Promise<void> {
  await Promise.all(topics.map((topic) => node!.broker.createTopic(topic)));
}
