/** Which brokers a command talks to: --broker, else FLOTILLA_BROKERS, else a running `flotilla dev`, else the default ports. */
import { join } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { CliError } from './cli-error.ts';
import { ClusterClient, NoBrokerAnswers } from './cluster-client.ts';
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
    throw new InvalidArgumentError('It must look like ws://HOST:PORT,ws://HOST:PORT,...');
  }
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${protocol}//${url.host}${path}`;
}

interface Resolved {
  readonly urls: readonly string[];
  /** They are those of a `flotilla dev` that runs in this directory. */
  readonly areOfDev: boolean;
}

export function resolveBrokerUrls(option: BrokerOption): Resolved {
  if (option.broker !== undefined) return { urls: option.broker, areOfDev: false };
  const fromEnvironment = process.env['FLOTILLA_BROKERS'];
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    return { urls: parseEnvironment(fromEnvironment), areOfDev: false };
  }
  const dev = readRunningDev(join(process.cwd(), DATA_DIRECTORY_DEFAULT));
  if (dev === undefined) return { urls: DEFAULT_URLS, areOfDev: false };
  return { urls: dev.brokers.map((broker) => broker.url), areOfDev: true };
}

function parseEnvironment(text: string): string[] {
  try {
    return parseUrls(text);
  } catch {
    throw new CliError(
      `FLOTILLA_BROKERS is "${text}", which does not look like ws://HOST:PORT,ws://HOST:PORT,...`,
      'correct it, or name the brokers with --broker.',
    );
  }
}

/** For the length of one command. */
export async function withCluster<T>(
  option: BrokerOption,
  use: (client: ClusterClient) => Promise<T>,
): Promise<T> {
  const { urls, areOfDev } = resolveBrokerUrls(option);
  const client = new ClusterClient(urls);
  try {
    return await use(client);
  } catch (error) {
    if (!areOfDev || !(error instanceof NoBrokerAnswers)) throw error;
    throw new CliError(error.message, 'start its brokers again with: npx flotilla dev restart 1');
  } finally {
    await client.close();
  }
}
