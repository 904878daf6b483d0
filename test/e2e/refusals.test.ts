/**
 * Goal: whatever a person does wrong is answered with one sentence and a next step, exit code 1, and no stack. Method:
 * the commands against a cluster of real processes, the whole of standard error compared.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { freePorts, HOST } from '../support/free-ports.ts';
import { flotilla } from '../support/run-command.ts';
import { brokersOf } from './text-round-trip.ts';

const TEST_MS_MAX = 60_000;

describe('refused in one sentence', { timeout: TEST_MS_MAX }, () => {
  let cluster: ClusterProcesses;
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'flotilla-refusals-'));
    cluster = await ClusterProcesses.start();
    await cluster.createTopic('known', 3);
  }, TEST_MS_MAX);

  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await cluster.stop();
  });

  async function refused(...args: string[]): Promise<string> {
    const { code, stderr } = await flotilla(args, { input: 'a\n', env: brokersOf(cluster) });
    expect(code).toBe(1);
    expect(stderr).not.toContain('    at ');
    return stderr;
  }

  function configFile(name: string, text: string): string {
    const path = join(directory, `${name}.yaml`);
    writeFileSync(path, text);
    return path;
  }

  test('an unknown topic or partition', async () => {
    const unknown =
      'Error: There is no topic "nowhere".\nNext: create it with: npx flotilla topic create nowhere\n';
    expect(await refused('produce', 'nowhere')).toBe(unknown);
    expect(await refused('consume', 'nowhere', '-e')).toBe(unknown);
    expect(await refused('consume', 'known', '-e', '-p', '7')).toBe(
      'Error: Topic "known" has no partition 7.\nNext: see which it has with: npx flotilla topic describe known\n',
    );
  });

  test.each([
    { name: '..', fault: 'The topic name ".." means a directory and may not be a topic.' },
    {
      name: 'a/b',
      fault: 'The topic name "a/b" may have only ASCII letters, digits, ".", "_" and "-".',
    },
    { name: '', fault: 'The topic name "" is empty.' },
    { name: 'x'.repeat(250), fault: 'has 250 characters, the most is 249.' },
    { name: 'known', fault: 'The topic known exists already.' },
    { name: '__mine', fault: 'begins with "__", which is kept for the broker\'s own topics.' },
  ])('a topic named "$name"', async ({ name, fault }) => {
    expect(await refused('topic', 'create', name)).toContain(fault);
  });

  test('absurd numbers', async () => {
    expect(await refused('topic', 'create', 'huge', '--partitions', '100000')).toBe(
      'Error: A topic has at most 1000 partitions (topic.partitions.max), not 100000.\n',
    );
    expect(await refused('topic', 'create', 'wide', '--replication-factor', '4')).toContain(
      'Error: The replication factor is 4, but there are 3 brokers;',
    );
    expect(await refused('consume', 'known', '-p', '-1')).toContain(
      'Error: "-1" is no value for -p, --partition <n>: it must be a whole number, 0 or more.',
    );
    expect(await refused('consume', 'known', '-e', '-p', '0', '-o', '5')).toContain(
      'holds the offsets from 0 up to but not including 0; 5 is not among them.',
    );
  });

  test('a configuration that names what does not exist, with the nearest name', async () => {
    const broker = configFile('unknown-key', 'http.prot: 8081\n');
    expect(await refused('broker', 'start', '--config', broker)).toBe(
      `Error: http.prot (${broker}:1) is not a setting; the nearest name is http.port.\n`,
    );
    const topic = ['topic', 'create', 'other', '--config', 'retention.msx=1'];
    expect(await refused(...topic)).toContain(
      'Error: "retention.msx" is not a topic config; the nearest name is retention.ms.\n',
    );
  });

  test('a directory that is absent, not formatted, or in use', async () => {
    const absent = join(directory, 'absent');
    expect(
      await refused('broker', 'start', '--config', configFile('absent', `data.dir: ${absent}\n`)),
    ).toContain(`Error: There is no data directory ${absent}.`);
    const empty = join(directory, 'empty');
    mkdirSync(empty);
    expect(
      await refused('broker', 'start', '--config', configFile('empty', `data.dir: ${empty}\n`)),
    ).toBe(
      `Error: ${empty} is not formatted.\nNext: format it with: npx flotilla broker format --data ${empty} ...\n`,
    );
    const { configPath, dataPath } = cluster.place(1);
    expect(await refused('broker', 'start', '--config', configPath)).toContain(
      `Error: ${dataPath} is in use (process ${cluster.pidOf(1)} holds the lock`,
    );
    expect(await refused('dev', '--data', dataPath, '--http-port', '0')).toMatch(/^Error: /);
  });

  test('a directory that cannot be written to, or is none', async () => {
    const readOnly = join(directory, 'read-only');
    mkdirSync(readOnly);
    chmodSync(readOnly, 0o555);
    // Root may write everywhere but where nothing can be made.
    const unwritable = process.getuid?.() === 0 ? '/proc/flotilla' : join(readOnly, 'data');
    expect(await refused('dev', '--data', unwritable)).toMatch(
      /^Error: The data directory \S+ cannot be made or written to by this user \(\w+\)\.\nNext: .*--data DIRECTORY\n$/,
    );
    expect(await refused('dev', '--data', configFile('file', ''))).toMatch(
      /^Error: The data directory \S+ is not a directory\.\nNext: /,
    );
  });

  test('a port that another program has', async () => {
    const [httpPort = 0, peerPort = 0] = await freePorts(2);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(httpPort, HOST, resolve));
    try {
      const data = join(directory, 'dev');
      const args = ['dev', '--data', data, '--http-port', String(httpPort)];
      expect(await refused(...args)).toMatch(
        /^Error: Port \d+ on 127\.0\.0\.1, for clients of broker 1, is in use by another program\.\nNext: /,
      );
      const formatted = join(directory, 'formatted');
      const voters = `1@${HOST}:${peerPort}:${cluster.clusterId}`;
      const ids = ['--cluster-id', cluster.clusterId, '--node-id', '1', '--voters', voters];
      await flotilla(['broker', 'format', ...ids, '--data', formatted]);
      const settings = `data.dir: ${formatted}\nhttp.port: ${httpPort}\npeer.port: ${peerPort}\n`;
      expect(await refused('broker', 'start', '--config', configFile('port', settings))).toBe(
        `Error: Another program listens at ${HOST}:${httpPort} already.\n`,
      );
    } finally {
      other.close();
    }
  });

  test('no broker there at all', async () => {
    const [port] = await freePorts(1);
    expect(await refused('topic', 'list', '--broker', `ws://${HOST}:${port}`)).toBe(
      `Error: No broker answers at ws://${HOST}:${port}.\nNext: start a cluster with: npx flotilla dev, or name its brokers with --broker ws://HOST:PORT,...\n`,
    );
  });
});
