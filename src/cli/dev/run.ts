/** `flotilla dev`: a cluster of real processes on this machine, for as long as this command runs. */
import { relative, resolve } from 'node:path';
import { NodeDisk } from '../../node/disk.ts';
import { CliError } from '../cli-error.ts';
import { writeOutput } from '../stdout.ts';
import { renderBanner } from './banner.ts';
import {
  DATA_DIRECTORY_DEFAULT,
  KAFKA_PORT_DISTANCE,
  makeCluster,
  PEER_PORT_DISTANCE,
  readCluster,
  writeCluster,
  type DevCluster,
} from './cluster-file.ts';
import { askControl, controlPath, serveControl } from './control.ts';
import { DevBrokers } from './dev-brokers.ts';
import { DEV_HOST, makeDataDirectory, placeOf, type DevLayout } from './layout.ts';
import { assertPortsFree } from './ports.ts';
import { readRunningDev, removeRunningDev, writeRunningDev } from './running-file.ts';

export interface DevOptions {
  readonly brokers?: number;
  readonly data: string;
  readonly httpPort: number;
  readonly peerPort?: number;
  readonly kafkaPort?: number;
  readonly verbose?: boolean;
}

const BROKERS_DEFAULT = 3;
const PORT_MAX = 65_535;

export async function runDev(options: DevOptions, interrupted: AbortSignal): Promise<void> {
  const directory = resolve(options.data);
  const { httpPort, kafkaPort = httpPort + KAFKA_PORT_DISTANCE } = options;
  const layout: DevLayout = { directory, httpPort, kafkaPort };
  const dataOption =
    directory === resolve(DATA_DIRECTORY_DEFAULT) ? '' : ` --data ${quote(directory)}`;
  makeDataDirectory(directory);
  const lock = await lockDirectory(directory);
  try {
    const cluster = loadCluster(directory, options);
    refusePortsOutOfRange(layout, cluster);
    await assertPortsFree(DEV_HOST, wantedPorts(layout, cluster));
    // Only now: a first try on ports that were taken must not fix them for good.
    writeCluster(directory, cluster);
    const brokers = new DevBrokers({
      layout,
      cluster,
      isVerbose: options.verbose === true,
      tell: (line) => void writeOutput(`${line}\n`).catch(() => undefined),
      dataOption,
    });
    try {
      await serve(brokers, { directory, dataOption, interrupted });
    } finally {
      removeRunningDev(directory);
      await brokers.stop();
    }
  } finally {
    await lock.release();
  }
}

interface Setting {
  readonly directory: string;
  readonly dataOption: string;
  readonly interrupted: AbortSignal;
}

async function serve(brokers: DevBrokers, setting: Setting): Promise<void> {
  const { directory, dataOption, interrupted } = setting;
  await brokers.start();
  const topics = await brokers.untilReady(interrupted);
  if (interrupted.aborted) return;
  const path = controlPath(directory);
  const control = await serveControl(path, (nodeId) => brokers.restart(nodeId));
  try {
    writeRunningDev(directory, {
      pid: process.pid,
      controlPath: path,
      brokers: brokers.places.map(({ nodeId, url }) => ({ nodeId, url })),
    });
    const banner = renderBanner({
      brokers: brokers.places.map((place) => ({
        nodeId: place.nodeId,
        pid: brokers.pidOf(place.nodeId),
        url: place.url,
        peerPort: place.peerPort,
        kafkaPort: place.kafkaPort,
        logPath: relative(process.cwd(), place.logPath),
      })),
      topics,
      secondsToReady: performance.now() / 1000,
      dataDirectory: directory,
      brokerOption: dataOption === '' ? '' : ` --broker ${urlsOf(brokers)}`,
      dataOption,
    });
    await writeOutput(banner);
    await untilAborted(interrupted);
    await writeOutput('\nStopping all brokers.\n');
  } finally {
    control.close();
  }
}

function urlsOf(brokers: DevBrokers): string {
  return brokers.places.map((place) => place.url).join(',');
}

async function lockDirectory(directory: string): Promise<{ release(): Promise<void> }> {
  try {
    return await new NodeDisk().lock(`${directory}/dev.lock`);
  } catch (error) {
    if ((error as { kind?: unknown }).kind !== 'locked') throw error;
    throw new CliError(
      `Another "flotilla dev" uses the data directory ${directory}.`,
      'stop it with Ctrl-C in its terminal, or choose another directory and ports with: npx flotilla dev --data DIRECTORY --http-port 8181',
    );
  }
}

/** A cluster keeps its brokers and their peer ports for good: options that say otherwise are refused. */
function loadCluster(directory: string, options: DevOptions): DevCluster {
  const known = readCluster(directory);
  if (known === undefined) {
    const peerPort = options.peerPort ?? options.httpPort + PEER_PORT_DISTANCE;
    return makeCluster(options.brokers ?? BROKERS_DEFAULT, peerPort);
  }
  const { brokers } = known;
  if (options.brokers !== undefined && options.brokers !== brokers.length) {
    throw new CliError(
      `${directory} holds a cluster of ${brokers.length}, which cannot be changed to ${options.brokers} brokers yet.`,
      'leave --brokers out, or choose another directory with --data.',
    );
  }
  if (options.peerPort !== undefined && options.peerPort !== brokers[0]!.peerPort) {
    throw new CliError(
      `The brokers in ${directory} were formatted with peer ports from ${brokers[0]!.peerPort} on.`,
      'leave --peer-port out, or choose another directory with --data.',
    );
  }
  return known;
}

function wantedPorts(layout: DevLayout, cluster: DevCluster) {
  return cluster.brokers.flatMap((broker) => {
    const { httpPort, peerPort, kafkaPort, nodeId } = placeOf(layout, broker);
    return [
      { port: httpPort, use: `clients of broker ${nodeId}`, option: '--http-port' },
      {
        port: peerPort,
        use: `the peers of broker ${nodeId}`,
        option: '--data DIRECTORY --peer-port',
      },
      { port: kafkaPort, use: `the Kafka clients of broker ${nodeId}`, option: '--kafka-port' },
    ];
  });
}

function refusePortsOutOfRange(layout: DevLayout, cluster: DevCluster): void {
  const tooHigh = wantedPorts(layout, cluster).find(({ port }) => port > PORT_MAX);
  if (tooHigh === undefined) return;
  throw new CliError(
    `Port ${tooHigh.port}, for ${tooHigh.use}, is above ${PORT_MAX}, the highest that there is.`,
    `choose lower ones with: npx flotilla dev ${tooHigh.option} PORT`,
  );
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // The listener alone does not keep a process alive whose children have all died.
  const hold = setInterval(() => undefined, 1 << 30);
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  clearInterval(hold);
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** `flotilla dev restart N`: asks the one that runs. */
export async function restartBroker(data: string, nodeId: number): Promise<string> {
  const directory = resolve(data);
  const running = readRunningDev(directory);
  if (running === undefined) {
    throw new CliError(
      `No "flotilla dev" runs on ${directory}.`,
      'start one with: npx flotilla dev',
    );
  }
  return await askControl(running.controlPath, { command: 'restart', nodeId });
}
