/** What startCluster is asked for, checked and made complete. */
import { resolveBrokerConfig, type BrokerConfig } from '../config/broker-config.ts';
import type { SettingName } from '../config/settings.ts';
import { refuseUnknownOptions } from './known-options.ts';
import { TestingError } from './testing-error.ts';

export interface TopicOptions {
  /** Default 1. */
  readonly partitions?: number;
  /** Default 3, or as many as there are brokers. */
  readonly replicationFactor?: number;
  /** Kafka's topic settings, such as `retention.ms`. */
  readonly configs?: Readonly<Record<string, string>>;
}

type DecidedHere = (typeof DECIDED_HERE)[number];

export interface ClusterOptions {
  /** Default 3. */
  readonly brokers?: number;
  /** By name; a number is a number of partitions. They are there, and led, when the cluster is. */
  readonly topics?: Readonly<Record<string, number | TopicOptions>>;
  /**
   * `memory` (the default): nothing touches the disk; a killed broker finds its data again, as after a kill -9 on a
   * machine that goes on. `disk`: a temporary directory with real files and real syncs, removed with the cluster.
   */
  readonly storage?: 'memory' | 'disk';
  /** Of what the brokers draw at random: ids and election time-outs. The order of events is that of the real clock. */
  readonly seed?: number;
  /** Broker settings by name, as in docs/configuration.md; the same for all brokers. */
  readonly config?: Readonly<
    Partial<Record<Exclude<SettingName, DecidedHere>, string | number | boolean | string[]>>
  >;
  /** Called with each line that a broker logs. Without it they log nothing. */
  readonly log?: (line: string) => void;
}

export const CLUSTER_OPTIONS = [
  'brokers',
  'topics',
  'storage',
  'seed',
  'config',
  'log',
] as const satisfies readonly (keyof ClusterOptions)[];

const TOPIC_OPTIONS = [
  'partitions',
  'replicationFactor',
  'configs',
] as const satisfies readonly (keyof TopicOptions)[];

export interface Topic {
  readonly name: string;
  readonly partitionCount: number;
  readonly replicationFactor: number;
  readonly configs: Readonly<Record<string, string>>;
}

const BROKERS_MAX = 15;
const FIRST_PEER_PORT = 9090;

const DECIDED_HERE = [
  'node.id',
  'data.dir',
  'http.host',
  'http.port',
  'peer.host',
  'peer.port',
  'kafka.host',
  'kafka.port',
  'advertised.host',
  'log.level',
] as const satisfies readonly SettingName[];

/**
 * Other defaults than a broker's. A quarter of its times: between brokers of one process a message takes well under a
 * millisecond, and when the process stalls, it stalls for all of them and no election time-out passes. Groups form at
 * once, and a test need not wait six seconds for a member to be taken for dead.
 */
const DEFAULTS = {
  'raft.tick.ms': 10,
  'raft.heartbeat.ms': 30,
  'raft.election.timeout.min.ms': 150,
  'raft.election.timeout.max.ms': 300,
  'offsets.topic.num.partitions': 3,
  'group.initial.rebalance.delay.ms': 0,
  'group.min.session.timeout.ms': 100,
  'auto.create.topics.enable': true,
};

export function brokerCountOf({ brokers = 3 }: Pick<ClusterOptions, 'brokers'>): number {
  if (Number.isInteger(brokers) && brokers >= 1 && brokers <= BROKERS_MAX) return brokers;
  throw new TestingError(
    `A test cluster cannot have ${brokers} brokers; give a number from 1 to ${BROKERS_MAX}.`,
  );
}

export function peerPortOf(id: number): number {
  return FIRST_PEER_PORT + id;
}

/** What brokers of a test have beside what is decided here. Throws when the test wants to decide that. */
function askedOf(options: Pick<ClusterOptions, 'config'>): NonNullable<ClusterOptions['config']> {
  const asked = options.config ?? {};
  const decided = DECIDED_HERE.find((name) => name in asked);
  if (decided !== undefined) {
    throw new TestingError(`startCluster decides ${decided} by itself; leave it out of config.`);
  }
  return asked;
}

/** Of simulated brokers: the defaults of real ones, since waiting costs nothing in virtual time. */
export function settingsOf(
  options: Pick<ClusterOptions, 'brokers' | 'config'>,
): Readonly<Record<string, unknown>> {
  return {
    'default.replication.factor': Math.min(3, brokerCountOf(options)),
    'offsets.topic.num.partitions': DEFAULTS['offsets.topic.num.partitions'],
    'auto.create.topics.enable': DEFAULTS['auto.create.topics.enable'],
    ...askedOf(options),
  };
}

/** Throws a ConfigError that names the setting. */
export function configOf(options: ClusterOptions, id: number, dataDir: string): BrokerConfig {
  const asked = askedOf(options);
  const replicas = Math.min(3, brokerCountOf(options));
  return resolveBrokerConfig([
    { origin: 'startCluster', settings: { ...DEFAULTS, 'default.replication.factor': replicas } },
    { origin: 'the config of startCluster', settings: asked },
    {
      origin: 'startCluster',
      settings: {
        'data.dir': dataDir,
        'http.port': 0,
        'kafka.port': 0,
        'peer.port': peerPortOf(id),
      },
    },
  ]);
}

export function topicsOf(options: Pick<ClusterOptions, 'brokers' | 'topics'>): Topic[] {
  const brokers = brokerCountOf(options);
  return Object.entries(options.topics ?? {}).map(([name, asked]) => {
    const topic: TopicOptions = typeof asked === 'number' ? { partitions: asked } : asked;
    refuseUnknownOptions(`Topic "${name}"`, topic, TOPIC_OPTIONS);
    const { partitions = 1, replicationFactor = Math.min(3, brokers), configs = {} } = topic;
    if (!Number.isInteger(partitions) || partitions < 1) {
      throw new TestingError(
        `Topic "${name}" cannot have ${partitions} partitions; give a number from 1 on.`,
      );
    }
    if (!Number.isInteger(replicationFactor) || replicationFactor < 1) {
      throw new TestingError(
        `Topic "${name}" cannot have ${replicationFactor} replicas; give a number from 1 to ${brokers}.`,
      );
    }
    if (replicationFactor > brokers) {
      throw new TestingError(
        `Topic "${name}" is to have ${replicationFactor} replicas, but the cluster has ${brokers} ${brokers === 1 ? 'broker' : 'brokers'}; lower replicationFactor or raise brokers.`,
      );
    }
    return { name, partitionCount: partitions, replicationFactor, configs };
  });
}
