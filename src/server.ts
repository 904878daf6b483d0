/** The composition root: a broker node on the real disk, clock and network, behind its doors. */
import type { BrokerConfig } from './config/broker-config.ts';
import { isLoopback } from './config/broker-config.ts';
import { BrokerNode } from './broker/node.ts';
import { startHttpDoor, type HttpDoor, type HttpDoorLimits } from './gateway/http/server.ts';
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
import type { Address } from './platform/network.ts';
import { PEER_HEADER_BYTES_MAX } from './protocol/peer-frame.ts';
import { readMetaProperties } from './storage/meta-properties.ts';
import { TcpNetwork } from './transport/tcp-network.ts';

export interface RunningBroker {
  readonly nodeId: NodeId;
  readonly httpAddress: Address;
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
  await useNativeCrc32c(root);
  installGzipCodec();
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
  meta: Awaited<ReturnType<typeof readMetaProperties>>,
  opened: { disk: NodeDisk; lock: DiskLock; logger: Logger },
): Promise<RunningBroker> {
  const { disk, lock, logger } = opened;
  const clock = new NodeClock();
  const meter = new PromMeter();
  // A request of the greatest size is still to be passed on, with a header before it.
  const frameBytesMax = config.peerFrameMaxBytes + PEER_HEADER_BYTES_MAX;
  const network = new TcpNetwork({ frameBytesMax, logger });
  const node = await BrokerNode.start(config, meta, {
    disk,
    clock,
    logger,
    meter,
    network,
    random: new NodeRandom(),
  });
  let door: HttpDoor;
  try {
    door = await startHttpDoor({
      host: config.httpHost,
      port: config.httpPort,
      broker: node.broker,
      readiness: () => node.readiness(),
      metricsText: () => meter.metricsText(),
      clock,
      logger,
      meter,
      limits: doorLimits(config),
      allowedOrigins: config.allowedOrigins,
      serverVersion: packageVersion(),
    });
  } catch (error) {
    await node.stop();
    throw error;
  }
  node.register({ host: config.advertisedHost ?? config.httpHost, httpPort: door.address.port });
  logger.info('broker-started', {
    http: door.address,
    peer: node.peerAddress,
    data: config.dataDir,
  });
  return {
    nodeId: meta.nodeId,
    httpAddress: door.address,
    peerAddress: node.peerAddress,
    stop: async () => {
      await door.close();
      await node.stop();
      await lock.release();
      logger.info('broker-stopped');
    },
  };
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
  };
}

function warnOfRisks(config: BrokerConfig, logger: Logger): void {
  const open = [config.httpHost, config.peerHost].filter((host) => !isLoopback(host));
  if (open.length > 0) {
    logger.warn('listening-without-authentication', {
      hosts: open,
      consequence: 'everyone who reaches these addresses can read, write and delete everything',
    });
  }
}
