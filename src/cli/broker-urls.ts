/** Which brokers a command talks to: --broker, else FLOTILLA_BROKERS, else a running `flotilla dev`, else the default ports. */
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { ClusterClient } from './cluster-client.ts';
import { DATA_DIRECTORY_DEFAULT } from './dev/cluster-file.ts';
import { readRunningDev } from './dev/running-file.ts';

const DEFAULT_URLS = ['ws://127.0.0.1:8081', 'ws://127.0.0.1:8082', 'ws://127.0.0.1:8083'];

export interface BrokerOption {
  readonly broker?: readonly string[];
}

export function addBrokerOption(command: Command): Command {
  return command.option(
    '--broker <urls>',
    'comma-separated, such as ws://127.0.0.1:8081 (env FLOTILLA_BROKERS; else the cluster of "flotilla dev")',
    parseUrls,
  );
}

export function parseUrls(text: string): string[] {
  const urls = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (urls.length === 0) throw new InvalidArgumentError('It must name at least one broker.');
  return urls.map(parseUrl);
}

/** `host:port` is taken for a WebSocket URL, and http for ws: both stand on the same port. */
function parseUrl(text: string): string {
  const full = /^[a-z]+:\/\//i.test(text) ? text : `ws://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  const protocol = url?.protocol.replace(/^http/, 'ws');
  if (url === undefined || url.hostname === '' || !/^wss?:$/.test(protocol!)) {
    throw new InvalidArgumentError(`"${text}" does not look like ws://HOST:PORT.`);
  }
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${protocol}//${url.host}${path}`;
}

export function resolveBrokerUrls(option: BrokerOption): readonly string[] {
  if (option.broker !== undefined) return option.broker;
  const fromEnvironment = process.env['FLOTILLA_BROKERS'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') return parseUrls(fromEnvironment);
  const dev = readRunningDev(join(process.cwd(), DATA_DIRECTORY_DEFAULT));
  return dev?.brokers.map((broker) => broker.url) ?? DEFAULT_URLS;
}

/** For the length of one command. */
export async function withCluster<T>(
  option: BrokerOption,
  use: (client: ClusterClient) => Promise<T>,
): Promise<T> {
  const client = new ClusterClient(resolveBrokerUrls(option));
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
