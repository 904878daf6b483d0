/** Goal: what goes in comes out, byte for byte, whoever leads. Method: the commands, on a cluster of real processes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClusterProcesses } from '../support/cluster-processes.ts';
import { flotilla } from '../support/run-command.ts';
import { realText, sha256 } from './real-text.ts';
import {
  brokersOf,
  consumeAll,
  lastOfDenseOffsets,
  moveLeader,
  produceLines,
} from './text-round-trip.ts';

const LINES_MIN = 30_000;

describe('on one cluster', { timeout: 60_000 }, () => {
  let cluster: ClusterProcesses;
  beforeAll(async () => {
    cluster = await ClusterProcesses.start();
  }, 60_000);
  afterAll(async () => await cluster.stop());

  test.each([
    { name: 'real text comes back as it was, with offsets from 0 without a gap', moves: 0 },
    { name: 'and with leaders that change before and between', moves: 2 },
  ])('$name', async ({ moves }) => {
    const topic = `text-${moves}`;
    const text = realText(LINES_MIN);
    await cluster.createTopic(topic);
    await moveLeader(cluster, { topic, partition: 0 }, moves);
    const produced = await produceLines(cluster, topic, text.bytes);
    expect(produced.stderr).toContain(`${topic}/0: offsets 0 to ${text.lines - 1}`);
    expect(produced.code).toBe(0);
    await moveLeader(cluster, { topic, partition: 0 }, moves);
    const consumed = await consumeAll(cluster, topic);
    expect(consumed.code).toBe(0);
    expect(consumed.stdout.length).toBe(text.bytes.length);
    expect(sha256(consumed.stdout)).toBe(text.sha256);
    const offsets = await consumeAll(cluster, topic, '-f', String.raw`%o\n`);
    expect(lastOfDenseOffsets(offsets.stdout)).toBe(text.lines - 1);
  });

  test('lines are cut at \\n only; empty lines, odd bytes and a last line without \\n are records', async () => {
    await cluster.createTopic('odd');
    const invalidUtf8 = Buffer.from([0xff, 0xfe, 0x00, 0xc0, 0x0a]);
    const input = Buffer.concat([
      Buffer.from('a\r\n\n'),
      invalidUtf8,
      Buffer.from('\u2028🚢\nlast'),
    ]);
    const produced = await produceLines(cluster, 'odd', input);
    expect(produced.stderr).toContain('odd/0: offsets 0 to 4');
    const consumed = await consumeAll(cluster, 'odd');
    expect(consumed.stdout).toEqual(Buffer.concat([input, Buffer.from('\n')]));
  });

  test('a line over the limit is named and does not stop the rest, unless asked to', async () => {
    await cluster.createTopic('long', 1, { 'max.message.bytes': '2000' });
    const input = Buffer.from(`first\n${'x'.repeat(3000)}\nthird\n`);
    const produced = await produceLines(cluster, 'long', input);
    expect(produced.code).toBe(1);
    expect(produced.stderr).toMatch(/Line 2: MESSAGE_TOO_LARGE: it has 3000 bytes/);
    expect((await consumeAll(cluster, 'long')).stdout.toString()).toBe('first\nthird\n');

    const stopped = await flotilla(['produce', 'long', '-p', '0', '--stop-on-error'], {
      input,
      env: brokersOf(cluster),
    });
    expect(stopped.code).toBe(1);
    expect((await consumeAll(cluster, 'long')).stdout.toString()).toBe('first\nthird\nfirst\n');
  });

  test('consume prints what it is asked for', async () => {
    await cluster.createTopic('formats', 3);
    const env = brokersOf(cluster);
    const input = 'one\ntwo\nthree\n';
    await flotilla(['produce', 'formats', '-p', '1', '-k', 'k'], { input, env });
    const consume = async (...options: string[]) => {
      const { stdout } = await flotilla(['consume', 'formats', '-e', ...options], { env });
      return stdout.toString();
    };
    expect(await consume('-f', String.raw`%t %p %o %k %v\n`)).toBe(
      'formats 1 0 k one\nformats 1 1 k two\nformats 1 2 k three\n',
    );
    expect(await consume('-o', '-1')).toBe('three\n');
    expect(await consume('-o', '1', '-p', '1', '-n', '1')).toBe('two\n');
    expect(await consume('-o', 'end')).toBe('');
    expect(await consume('-o', '@2000-01-01T00:00:00Z', '-n', '2')).toBe('one\ntwo\n');
    const [line] = (await consume('--format', 'json', '-n', '1')).split('\n');
    expect(JSON.parse(line!)).toMatchObject({
      topic: 'formats',
      partition: 1,
      offset: 0,
      key: 'k',
      value: 'one',
    });
  });
});
