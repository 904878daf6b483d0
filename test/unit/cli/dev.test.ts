// Goal: what `flotilla dev` keeps on disk survives, and what is in its way is one sentence. Method: real files, ports
// and sockets in a temporary directory.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resolveBrokerUrls } from '../../../src/cli/broker-urls.ts';
import { CliError } from '../../../src/cli/cli-error.ts';
import {
  makeCluster,
  readCluster,
  writeCluster,
  type DevCluster,
} from '../../../src/cli/dev/cluster-file.ts';
import { askControl, controlPath, serveControl } from '../../../src/cli/dev/control.ts';
import { DevBrokers } from '../../../src/cli/dev/dev-brokers.ts';
import { makeDataDirectory } from '../../../src/cli/dev/layout.ts';
import { assertPortsFree } from '../../../src/cli/dev/ports.ts';
import { runDev } from '../../../src/cli/dev/run.ts';
import {
  readRunningDev,
  removeRunningDev,
  writeRunningDev,
} from '../../../src/cli/dev/running-file.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flotilla-cli-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

test('a cluster keeps its ids and peer ports', () => {
  expect(readCluster(directory)).toBeUndefined();
  const cluster = makeCluster(3, 9081);
  expect(cluster.brokers.map((broker) => broker.peerPort)).toEqual([9081, 9082, 9083]);
  expect(new Set(cluster.brokers.map((broker) => broker.directoryId)).size).toBe(3);
  writeCluster(directory, cluster);
  expect(readCluster(directory)).toEqual(cluster);
});

test.each(['', '{', '[]', '{"formatVersion":2}', '{"formatVersion":1,"clusterId":"a"}'])(
  'a damaged cluster file (%j) is refused in a sentence',
  (text) => {
    writeFileSync(join(directory, 'cluster.json'), text);
    expect(() => readCluster(directory)).toThrow('is damaged or belongs to another version');
  },
);

test('a running dev is found while its process lives', () => {
  const brokers = [{ nodeId: 1, url: 'ws://127.0.0.1:8081' }];
  writeRunningDev(directory, { pid: process.pid, controlPath: '/x', brokers });
  expect(readRunningDev(directory)?.brokers).toEqual(brokers);
  // No process has a pid beyond the system's limit.
  writeRunningDev(directory, { pid: 2 ** 30, controlPath: '/x', brokers });
  expect(readRunningDev(directory)).toBeUndefined();
  removeRunningDev(directory);
  expect(readRunningDev(directory)).toBeUndefined();
});

test('a port that is taken is named with its use', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const wanted = [{ port, use: 'clients of broker 1', option: '--http-port' }];
  await expect(assertPortsFree('127.0.0.1', wanted)).rejects.toThrow(
    `Port ${port} on 127.0.0.1, for clients of broker 1, is in use by another program.`,
  );
  await new Promise((resolve) => server.close(resolve));
  await assertPortsFree('127.0.0.1', wanted);
});

test('a data directory that cannot be made is a sentence', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');
  expect(() => makeDataDirectory(file)).toThrow('is not a directory');
  expect(() => makeDataDirectory(join(file, 'below'))).toThrow('is not a directory');
  makeDataDirectory(join(directory, 'a', 'b'));
  makeDataDirectory(join(directory, 'a', 'b'));
});

test('the control socket carries a restart, and a refusal as an error with its next step', async () => {
  const path = controlPath(directory);
  const control = await serveControl(path, async (nodeId) => {
    if (nodeId === 9) throw new CliError('There is no broker 9.', 'choose another.');
    return `Broker ${nodeId} runs again.`;
  });
  try {
    expect(await askControl(path, { command: 'restart', nodeId: 2 })).toBe('Broker 2 runs again.');
    const refused = askControl(path, { command: 'restart', nodeId: 9 });
    await expect(refused).rejects.toMatchObject({
      message: 'There is no broker 9.',
      next: 'choose another.',
    });
  } finally {
    control.close();
  }
  await expect(askControl(path, { command: 'restart', nodeId: 1 })).rejects.toThrow(
    'The running "flotilla dev" does not answer.',
  );
});

test('a socket path that the system would not take moves to the temporary directory', () => {
  const deep = join(directory, 'x'.repeat(100));
  mkdirSync(deep);
  expect(controlPath(deep).startsWith(tmpdir())).toBe(true);
  expect(controlPath(deep).length).toBeLessThan(100);
});

test.runIf(process.platform === 'linux')(
  'a directory where none can be made is a sentence too',
  () => {
    expect(() => makeDataDirectory('/proc/flotilla')).toThrow('cannot be made or written to');
  },
);

test('ports that do not exist are refused before anything is started', async () => {
  const options = { data: directory, httpPort: 65_535 };
  await expect(runDev(options, new AbortController().signal)).rejects.toThrow(
    'Port 66535, for the peers of broker 1, is above 65535, the highest that there is.',
  );
});

test('a broker whose data directory is gone is not started under its old identity', async () => {
  const cluster: DevCluster = { ...makeCluster(3, 9081), isFormed: true };
  const told: string[] = [];
  const brokers = new DevBrokers({
    layout: { directory, httpPort: 8081, kafkaPort: 9092 },
    cluster,
    isVerbose: false,
    tell: (line) => told.push(line),
    dataOption: '',
  });
  for (const { configPath } of brokers.places) mkdirSync(dirname(configPath), { recursive: true });
  await brokers.start();
  expect(told).toHaveLength(3);
  expect(told[2]).toContain(`Broker 3 is not started: ${join(directory, 'broker-3/data')} is gone`);
  const { signal } = new AbortController();
  await expect(brokers.untilReady(signal)).rejects.toThrow(
    'Too few brokers could be started: 0 of 3',
  );
  await expect(brokers.restart(2)).rejects.toThrow('is gone, and an empty one would not know');
  await brokers.stop();
});

test('brokers named by the environment are checked like those of the option', () => {
  vi.stubEnv('FLOTILLA_BROKERS', '127.0.0.1:1,http://b:2');
  expect(resolveBrokerUrls({}).urls).toEqual(['ws://127.0.0.1:1', 'ws://b:2']);
  vi.stubEnv('FLOTILLA_BROKERS', '::::');
  expect(() => resolveBrokerUrls({})).toThrow('FLOTILLA_BROKERS is "::::", which does not look');
  vi.unstubAllEnvs();
});
