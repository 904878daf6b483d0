/** Where `flotilla dev` keeps things, and which ports it uses. */
import { accessSync, constants, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../cli-error.ts';
import type { DevBroker } from './cluster-file.ts';

/** Nothing but this machine: there is no authentication yet (DESIGN.md section 6). */
export const DEV_HOST = '127.0.0.1';

export interface DevLayout {
  readonly directory: string;
  readonly httpPort: number;
  readonly kafkaPort: number;
}

export interface BrokerPlace {
  readonly nodeId: number;
  readonly url: string;
  readonly httpPort: number;
  readonly peerPort: number;
  readonly kafkaPort: number;
  readonly dataPath: string;
  readonly configPath: string;
  readonly logPath: string;
}

export function placeOf(layout: DevLayout, broker: DevBroker): BrokerPlace {
  const home = join(layout.directory, `broker-${broker.nodeId}`);
  const httpPort = layout.httpPort + broker.nodeId - 1;
  return {
    nodeId: broker.nodeId,
    url: `ws://${DEV_HOST}:${httpPort}`,
    httpPort,
    peerPort: broker.peerPort,
    kafkaPort: layout.kafkaPort + broker.nodeId - 1,
    dataPath: join(home, 'data'),
    configPath: join(home, 'broker.yaml'),
    logPath: join(home, 'broker.log'),
  };
}

export function makeDataDirectory(directory: string): void {
  try {
    makeDirectories(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const isNotDirectory = code === 'EEXIST' || code === 'ENOTDIR';
    const why = isNotDirectory
      ? 'is not a directory'
      : code === 'ENOSPC'
        ? 'is on a full disk'
        : `cannot be made or written to by this user (${code})`;
    throw new CliError(
      `The data directory ${directory} ${why}.`,
      'choose another one with: npx flotilla dev --data DIRECTORY',
    );
  }
}

/** Not `recursive`: under /proc, where nothing can be made, Node's own loop never ends. */
function makeDirectories(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeDirectories(dirname(path));
    mkdirSync(path);
  }
}

export function writeBrokerConfig(place: BrokerPlace, brokerCount: number): void {
  const lines = [
    '# Written by "flotilla dev" at every start; changes here are lost.',
    `data.dir: ${JSON.stringify(place.dataPath)}`,
    `http.host: ${DEV_HOST}`,
    `http.port: ${place.httpPort}`,
    `peer.host: ${DEV_HOST}`,
    `peer.port: ${place.peerPort}`,
    `kafka.host: ${DEV_HOST}`,
    `kafka.port: ${place.kafkaPort}`,
    'auto.create.topics.enable: true',
    `default.replication.factor: ${Math.min(3, brokerCount)}`,
  ];
  writeFileSync(place.configPath, `${lines.join('\n')}\n`);
}
