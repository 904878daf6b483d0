/** What each client does besides carrying records: topics, configs, groups, offsets, times. The same of all of them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import type { InteropClient } from './client.ts';
import { numberedRecords, writeCorpus } from './records.ts';
import type { Results } from './results.ts';

const RECORDS = 60;
const FIRST_GO = 25;
const FIRST_MS = 1_700_000_000_000;
const STEP_MS = 10;
const ALL_BROKERS = new Set([1, 2, 3]);

const inOrder = (values: readonly string[]): string[] =>
  values.toSorted((a, b) => Number(a.slice(6)) - Number(b.slice(6)));

export async function runCases(
  client: InteropClient,
  cluster: ClusterProcesses,
  results: Results,
): Promise<void> {
  const path = join(cluster.directory, 'numbered.jsonl');
  writeCorpus(path, numberedRecords(RECORDS, FIRST_MS, STEP_MS));
  const all = numberedRecords(RECORDS).map(({ value }) => String(value));
  const make = async (what: string, partitions: number): Promise<string> => {
    const topic = `${what}-${client.name}`;
    await cluster.createTopic(topic, partitions);
    return topic;
  };
  const cases: Record<string, () => Promise<string | void>> = {
    'makes, shows and deletes a topic': () => administersTopics(client, cluster),
    'reads and changes configs': () => administersConfigs(client, cluster),
    'consumes in a group, and goes on where it has committed': async () => {
      const topic = await make('group', 3);
      const group = `group-${client.name}`;
      await client.call('produce', { topic, codec: 'none', path });
      const first = await client.call('consumeGroup', { topic, group, count: FIRST_GO });
      const rest = RECORDS - FIRST_GO;
      const second = await client.call('consumeGroup', { topic, group, count: rest });
      assert.deepEqual(inOrder([...first, ...second]), all);
      const committed = await client.call('committed', { topic, group, partitions: 3 });
      assert.equal(sum(committed), RECORDS);
      assert.ok((await client.call('listGroups', {})).includes(group), 'the group is listed');
    },
    'describes and deletes a group': async () => {
      const group = `group-${client.name}`;
      assert.equal((await client.call('describeGroup', { group })).toLowerCase(), 'empty');
      await client.call('deleteGroup', { group });
      const left = await client.call('listGroups', {});
      assert.ok(!left.includes(group), 'the group is gone');
    },
    'finds offsets by time, and the ends of the log': async () => {
      const topic = await make('times', 1);
      await client.call('produce', { topic, codec: 'none', path });
      assert.deepEqual(await client.call('offsets', { topic }), { low: 0, high: RECORDS });
      if (!client.setsTimestamps) return 'by time: with the other cases of this client';
      const at = (timestamp: number) => client.call('offsetForTime', { topic, timestamp });
      const lastMs = FIRST_MS + (RECORDS - 1) * STEP_MS;
      const times = [FIRST_MS - 1, FIRST_MS, FIRST_MS + 1, FIRST_MS + 10, lastMs, lastMs + 1];
      const offsets: number[] = [];
      for (const time of times) offsets.push(await at(time));
      assert.deepEqual(offsets, [0, 0, 1, 1, RECORDS - 1, -1]);
      return undefined;
    },
    'reads from an offset': async () => {
      const topic = `times-${client.name}`;
      assert.equal(await client.call('readFrom', { topic, offset: 37 }), 'value-37');
    },
    'writes with sequences (idempotence)': async () => {
      const topic = await make('sequences', 1);
      await client.call('produce', { topic, codec: 'none', path, idempotent: true });
      assert.deepEqual(await client.call('offsets', { topic }), { low: 0, high: RECORDS });
    },
  };
  if (client.name === 'kafka-python') Object.assign(cases, kafkaPythonCases(client, path, make));
  for (const [name, run] of Object.entries(cases)) await results.try(`${client.name} ${name}`, run);
}

async function administersTopics(client: InteropClient, cluster: ClusterProcesses): Promise<void> {
  const topic = `made-${client.name}`;
  await client.call('createTopic', { topic, partitions: 3, replicas: 3, configs: {} });
  await cluster.waitLed(topic);
  assert.ok((await client.call('listTopics', {})).includes(topic), 'the topic is listed');
  // A replica is in sync when it has shown that it is.
  const shown = await cluster.until('all replicas are in sync', async () => {
    const partitions = await client.call('describeTopic', { topic });
    return partitions.every(({ isr }) => isr.length === 3) && partitions;
  });
  assert.equal(shown.length, 3);
  for (const { leader, replicas, isr } of shown) {
    assert.ok(ALL_BROKERS.has(leader), `the leader is ${leader}`);
    assert.deepEqual([new Set(replicas), new Set(isr)], [ALL_BROKERS, ALL_BROKERS]);
  }
  await assert.rejects(
    client.call('createTopic', { topic, partitions: 3, replicas: 3, configs: {} }).then((made) => {
      // kafkajs gives false for a topic that there is.
      if (made === false) throw new Error('it was there');
    }),
  );
  await client.call('createPartitions', { topic, count: 5 });
  await cluster.waitLed(topic);
  assert.equal((await client.call('describeTopic', { topic })).length, 5);
  await client.call('deleteTopic', { topic });
  await cluster.until(`${client.name} does not list the topic any more`, async () => {
    const left = await client.call('listTopics', {});
    return !left.includes(topic);
  });
}

async function administersConfigs(client: InteropClient, cluster: ClusterProcesses): Promise<void> {
  const topic = `configs-${client.name}`;
  const configs = { 'retention.ms': '86400000' };
  await client.call('createTopic', { topic, partitions: 1, replicas: 3, configs });
  await cluster.waitLed(topic);
  const before = await client.call('describeConfigs', { topic });
  assert.equal(before['retention.ms'], '86400000');
  assert.equal(before['max.message.bytes'], '1048588');
  await client.call('alterConfig', { topic, name: 'max.message.bytes', value: '2000000' });
  await cluster.until('the change is seen', async () => {
    const after = await client.call('describeConfigs', { topic });
    return after['max.message.bytes'] === '2000000';
  });
}

/** It does not ask which versions there are: it guesses, or is told. */
function kafkaPythonCases(
  client: InteropClient,
  path: string,
  make: (what: string, partitions: number) => Promise<string>,
): Record<string, () => Promise<string | void>> {
  const versions = [
    [0, 11, 0],
    [1, 0, 0],
    [2, 0, 0],
    [2, 5, 0],
  ];
  const told = versions.map((apiVersion) => {
    const name = `writes and reads when it is told that this is Kafka ${apiVersion.join('.')}`;
    const run = async (): Promise<void> => {
      const topic = await make(`told-${apiVersion.join('.')}`, 1);
      await client.call('produce', { topic, codec: 'gzip', path, apiVersion });
      const read = await client.call('read', { topics: { [topic]: RECORDS }, apiVersion });
      assert.equal(read[topic]!.length, RECORDS);
    };
    return [name, run] as const;
  });
  const guesses = async (): Promise<string> => await client.call('inferredVersion', {});
  return { 'guesses what this is': guesses, ...Object.fromEntries(told) };
}

function sum(numbers: readonly number[]): number {
  return numbers.filter((one) => one > 0).reduce((total, one) => total + one, 0);
}
