/** The composition root: a broker node on the real disk, clock and network, behind its doors. */
import type { BrokerConfig } from './config/broker-config.ts';
import { isLoopback } from './config/broker-config.ts';
import { BrokerNode, type BrokerNodeModules } from './broker/node.ts';
import {
  startHttpDoor,
  type HttpDoor,
  type HttpDoorLimits,
  type ListenForHttp,
} from './gateway/http/server.ts';
import { startKafkaDoor, type KafkaDoor } from './gateway/kafka/door.ts';
import { KAFKA_LIMITS, type KafkaLimits } from './gateway/kafka/limits.ts';
import { KafkaSessions } from './gateway/kafka/sessions.ts';
import { KafkaWebSocketClients } from './gateway/kafka/web-socket-clients.ts';
import type { NodeId } from './model/ids.ts';
import { NodeClock } from './node/clock.ts';
import { NodeDisk } from './node/disk.ts';
import { installGzipCodec } from './node/gzip-codec.ts';
import { createLogger } from './node/logger.ts';
import { PromMeter } from './node/meter.ts';
import { useNativeCrc32c } from './node/native-crc32c.ts';
import { NodeRandom } from './node/random.ts';
import { packageVersion } from './node/version.ts';
import { DiskFault, type DiskLock } from './platform/disk.ts';
import type { Logger } from './platform/logger.ts';
import type { Address, Network } from './platform/network.ts';
import { PEER_HEADER_BYTES_MAX } from './protocol/peer-frame.ts';
import { readMetaProperties, type MetaProperties } from './storage/meta-properties.ts';
import { TcpNetwork, type TcpNetworkOptions } from './transport/tcp-network.ts';

export interface RunningBroker {
  readonly nodeId: NodeId;
  readonly httpAddress: Address;
  /** Undefined without kafka.port. */
  readonly kafkaAddress: Address | undefined;
  readonly peerAddress: Address;
  /** Hands leaderships over, then stops. */
  stop(): Promise<void>;
}

/** What a person can put right; the message is one sentence with the next step. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

export async function startBroker(config: BrokerConfig): Promise<RunningBroker> {
  const root = createLogger({ level: config.logLevel, pretty: process.stdout.isTTY });
  await installNatives(root);
  const disk = new NodeDisk();
  const lock = await lockData(disk, config.dataDir);
  try {
    const meta = await readMetaProperties(disk, config.dataDir);
    if (config.nodeId !== undefined && config.nodeId !== meta.nodeId) {
      throw new StartRefused(
        `${config.dataDir} is formatted for broker ${meta.nodeId}, but node.id (${config.origins['node.id']}) is ${config.nodeId}; correct one of them.`,
      );
    }
    const logger = root.child({ node: meta.nodeId });
    warnOfRisks(config, logger);
    return await open(config, meta, { disk, lock, logger });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function open(
  config: BrokerConfig,
  meta: MetaProperties,
  opened: { disk: NodeDisk; lock: DiskLock; logger: Logger },
): Promise<RunningBroker> {
  const { disk, lock, logger } = opened;
  // A request of the greatest size is still to be passed on, with a header before it.
  const frameBytesMax = config.peerFrameMaxBytes + PEER_HEADER_BYTES_MAX;
  const { node, doors } = await openBroker(config, meta, {
    disk,
    logger,
    clock: new NodeClock(),
    meter: new PromMeter(),
    network: new TcpNetwork({
      frameBytesMax,
      // The brokers find room whatever number of clients others pass on.
      connectionsMax: BROKER_CONNECTIONS_MAX + config.connectionsMax,
      logger,
    }),
    kafkaNetwork: new TcpNetwork({ ...kafkaConnectionOptions(config), logger }),
    random: new NodeRandom(),
  });
  logger.info('broker-started', {
    http: doors.http.address,
    kafka: doors.kafka?.address,
    peer: node.peerAddress,
    data: config.dataDir,
  });
  return {
    nodeId: meta.nodeId,
    httpAddress: doors.http.address,
    kafkaAddress: doors.kafka?.address,
    peerAddress: node.peerAddress,
    stop: async () => {
      await closeDoors(doors);
      await node.stop();
      await lock.release();
      logger.info('broker-stopped');
    },
  };
}

export interface BrokerModules extends BrokerNodeModules {
  readonly meter: PromMeter;
  /** How the door comes by its connections; without it, it listens itself. */
  readonly listen?: ListenForHttp;
  /** That of Kafka's clients; its frames are as large as they may be. */
  readonly kafkaNetwork: Pick<Network, 'listen'>;
}

export interface Doors {
  readonly http: HttpDoor;
  /** Undefined without kafka.port. */
  readonly kafka: KafkaDoor | undefined;
  /** Kafka clients of both, and those that other brokers pass on. */
  readonly kafkaSessions: KafkaSessions;
}

export interface OpenBroker {
  readonly node: BrokerNode;
  readonly doors: Doors;
}

/** A broker behind its doors, and on its way to register. The data directory is formatted, and nobody else's. */
export async function openBroker(
  config: BrokerConfig,
  meta: MetaProperties,
  modules: BrokerModules,
): Promise<OpenBroker> {
  const node = await BrokerNode.start(config, meta, modules);
  try {
    const doors = await openDoors(config, { self: meta.nodeId, node }, modules);
    const { http, kafka } = doors;
    node.register({
      host: config.advertisedHost ?? config.httpHost,
      httpPort: http.address.port,
      ...(kafka === undefined ? {} : { kafkaPort: kafka.address.port }),
    });
    return { node, doors };
  } catch (error) {
    await node.stop();
    throw error;
  }
}

async function openDoors(
  config: BrokerConfig,
  { self, node }: { readonly self: NodeId; readonly node: BrokerNode },
  modules: BrokerModules,
): Promise<Doors> {
  const { clock, logger, meter, listen } = modules;
  const kafkaSessions = new KafkaSessions(
    {
      autoCreatesTopics: config.autoCreateTopicsEnable,
      limits: kafkaLimits(config),
      bytesInFlightOfAllMax: config.inflightMaxBytes,
      drainMs: config.websocketDrainMs,
    },
    { clock, logger, meter, broker: node.guarded },
  );
  const others = node.replicas.peers;
  const http = await startHttpDoor({
    host: config.httpHost,
    port: config.httpPort,
    broker: node.guarded,
    kafka: new KafkaWebSocketClients({ self, sessions: kafkaSessions, others, clock }),
    readiness: () => node.readiness(),
    metricsText: () => meter.metricsText(),
    clock,
    logger,
    meter,
    limits: doorLimits(config),
    allowedOrigins: config.allowedOrigins,
    serverVersion: packageVersion(),
    ...(listen === undefined ? {} : { listen }),
  });
  try {
    const kafka = await openKafkaDoor(config, kafkaSessions, modules);
    return { http, kafka, kafkaSessions };
  } catch (error) {
    await http.close();
    throw error;
  }
}

async function openKafkaDoor(
  config: BrokerConfig,
  sessions: KafkaSessions,
  { kafkaNetwork }: BrokerModules,
): Promise<KafkaDoor | undefined> {
  if (config.kafkaPort === undefined) return undefined;
  const listen = { host: config.kafkaHost, port: config.kafkaPort };
  return startKafkaDoor(listen, { network: kafkaNetwork, sessions });
}

export async function closeDoors({ http, kafka, kafkaSessions }: Doors): Promise<void> {
  await Promise.all([http.close(), kafka?.close(), kafkaSessions.close()]);
}

/** What runs once in a process, before its first broker: native code that the pure floors cannot reach by themselves. */
export async function installNatives(logger: Logger): Promise<void> {
  await useNativeCrc32c(logger);
  installGzipCodec();
}

async function lockData(disk: NodeDisk, directory: string): Promise<DiskLock> {
  try {
    return await disk.lock(`${directory}/lock`);
  } catch (error) {
    if (!(error instanceof DiskFault)) throw error;
    if (error.kind === 'not-found') {
      throw new StartRefused(
        `There is no data directory ${directory}; make one with: npx flotilla broker format --data ${directory} ...`,
      );
    }
    if (error.kind === 'not-permitted') {
      throw new StartRefused(
        `${directory} cannot be written to; check its owner and its permissions.`,
      );
    }
    if (error.kind === 'locked') {
      throw new StartRefused(
        `${directory} is in use (${error.message}); stop that broker, or give this one another directory.`,
      );
    }
    throw new StartRefused(error.message);
  }
}

function doorLimits(config: BrokerConfig): Partial<HttpDoorLimits> {
  return {
    frameBytesMax: config.frameMaxBytes,
    helloMsMax: config.websocketHelloTimeoutMs,
    requestsInFlightMax: config.connectionInflightMaxRequests,
    bytesInFlightMax: config.connectionInflightMaxBytes,
    bytesInFlightOfAllMax: config.inflightMaxBytes,
    unsentBytesMax: config.websocketBufferedMaxBytes,
    stallMsMax: config.websocketSlowReaderTimeoutMs,
    connectionsMax: config.connectionsMax,
    connectionsPerAddressMax: config.connectionsMax,
    pingMs: config.websocketPingIntervalMs,
    drainMs: config.websocketDrainMs,
  };
}

function kafkaLimits(config: BrokerConfig): Partial<KafkaLimits> {
  return {
    frameBytesMax: config.frameMaxBytes,
    fetchBytesMax: config.fetchMaxBytes,
    bytesInFlightMax: config.connectionInflightMaxBytes,
    requestsInFlightMax: Math.min(
      config.connectionInflightMaxRequests,
      KAFKA_LIMITS.requestsInFlightMax,
    ),
  };
}

const BROKER_CONNECTIONS_MAX = 1024;

/** FAILURES.md section 4: what sends a byte a second is no client. */
const KAFKA_FRAME_MS_MAX = 30_000;
/** Beside the records, an answer names each partition; and the first batch comes whatever was asked for. */
const ANSWER_SLACK_BYTES = 80 * 1024 * 1024;

/** What a connection of Kafka's clients may carry. */
export function kafkaConnectionOptions(config: BrokerConfig): Partial<TcpNetworkOptions> {
  return {
    frameBytesMax: config.frameMaxBytes,
    sentFrameBytesMax: config.fetchMaxBytes + ANSWER_SLACK_BYTES,
    frameMsMax: KAFKA_FRAME_MS_MAX,
    connectionsMax: config.connectionsMax,
  };
}

function warnOfRisks(config: BrokerConfig, logger: Logger): void {
  const kafkaHosts = config.kafkaPort === undefined ? [] : [config.kafkaHost];
  const open = [config.httpHost, config.peerHost, ...kafkaHosts].filter(
    (host) => !isLoopback(host),
  );
  if (open.length > 0) {
    logger.warn('listening-without-authentication', {
      hosts: open,
      consequence: 'everyone who reaches these addresses can read, write and delete everything',
    });
  }
}
