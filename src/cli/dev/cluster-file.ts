/**
 * `cluster.json` in the data directory of `flotilla dev`: who the brokers of this cluster are. Ids and peer ports
 * are chosen once, since the brokers' directories are formatted with them. `isFormed` is set once every directory
 * was formatted: from then on a directory that is missing is not made again, for a broker that comes back empty
 * under its old identity could vote away what it had acknowledged.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../cli-error.ts';
import { newId } from '../new-id.ts';

export const DATA_DIRECTORY_DEFAULT = '.flotilla';
export const BROKERS_MAX = 9;
/** What lies between a broker's client port and its peer port, unless asked otherwise. */
export const PEER_PORT_DISTANCE = 1000;
/** Likewise its port for Kafka clients: 9092, as they expect it, beside the default of 8081. */
export const KAFKA_PORT_DISTANCE = 1011;

export interface DevBroker {
  readonly nodeId: number;
  readonly directoryId: string;
  readonly peerPort: number;
}

export interface DevCluster {
  readonly formatVersion: 1;
  readonly clusterId: string;
  readonly isFormed: boolean;
  readonly brokers: readonly DevBroker[];
}

const FILE = 'cluster.json';

/** Undefined when there is none yet. */
export function readCluster(directory: string): DevCluster | undefined {
  const path = join(directory, FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const cluster = parseCluster(text);
  if (cluster === undefined) {
    throw new CliError(
      `${path} is damaged or belongs to another version of Flotilla.`,
      'choose another directory with --data.',
    );
  }
  return cluster;
}

function parseCluster(text: string): DevCluster | undefined {
  try {
    const value = JSON.parse(text) as DevCluster;
    const isWhole =
      value.formatVersion === 1 &&
      typeof value.clusterId === 'string' &&
      Array.isArray(value.brokers) &&
      value.brokers.every(
        (one) =>
          Number.isInteger(one.nodeId) &&
          Number.isInteger(one.peerPort) &&
          typeof one.directoryId === 'string',
      );
    return isWhole ? value : undefined;
  } catch {
    return undefined;
  }
}

export function makeCluster(brokerCount: number, peerPort: number): DevCluster {
  const brokers = Array.from({ length: brokerCount }, (_, i) => ({
    nodeId: i + 1,
    directoryId: newId(),
    peerPort: peerPort + i,
  }));
  return { formatVersion: 1, clusterId: newId(), isFormed: false, brokers };
}

/** Whole or not at all, also after a power cut. */
export function writeCluster(directory: string, cluster: DevCluster): void {
  const path = join(directory, FILE);
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w');
  try {
    writeFileSync(file, `${JSON.stringify(cluster, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
