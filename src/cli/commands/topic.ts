import type { Command } from 'commander';
import type { ConfigEntry, TopicDescription } from '../../broker/api.ts';
import { collectName, collectSetting, parseCount } from '../arguments.ts';
import { addBrokerOption, type BrokerOption } from '../broker-urls.ts';
import { CliError } from '../cli-error.ts';
import {
  addReadingOptions,
  changeCluster,
  printRows,
  readFromCluster,
  type ReadingOptions,
} from '../reading.ts';
import { countOf } from '../show.ts';
import { tell, writeOutput } from '../stdout.ts';
import { renderJson, renderTable, type Column } from '../table.ts';
import { findTopic } from '../topics.ts';
import { LEADER_COLUMNS, leaderRows } from './leaders.ts';

type Settings = Readonly<Record<string, string>>;

const TOPIC_COLUMNS: readonly Column<TopicDescription>[] = [
  { head: 'TOPIC', cell: (topic) => topic.name },
  { head: 'PARTITIONS', cell: (topic) => topic.partitions.length },
  { head: 'REPLICAS', cell: (topic) => topic.partitions[0]?.replicas.length },
  { head: 'TOPIC-ID', cell: (topic) => topic.topicId },
];

const CONFIG_COLUMNS: readonly Column<ConfigEntry>[] = [
  { head: 'NAME', cell: (entry) => entry.name },
  { head: 'VALUE', cell: (entry) => entry.value },
  { head: 'SOURCE', cell: (entry) => entry.source },
  { head: 'EFFECT', cell: (entry) => (entry.hasEffect ? 'yes' : 'no, accepted for Kafka tools') },
];

export function registerTopic(program: Command): void {
  const topic = program.command('topic').description('create, look at and change topics');
  registerCreate(topic);
  registerList(topic);
  registerDescribe(topic);
  registerDelete(topic);
  registerAddPartitions(topic);
  registerConfig(topic);
}

function registerCreate(topic: Command): void {
  const command = topic
    .command('create')
    .description('make a topic')
    .argument('<name>')
    .option('--partitions <n>', 'how many (default: what the broker is set to)', parseCount)
    .option('--replication-factor <n>', 'on how many brokers (default: as above)', parseCount)
    .option('--config <name=value>', 'a setting of the topic; may be repeated', collectSetting);
  type Options = BrokerOption & {
    partitions?: number;
    replicationFactor?: number;
    config?: Settings;
  };
  addBrokerOption(command).action(async (name: string, options: Options) => {
    const created = await changeCluster(options, (broker) =>
      broker.createTopic({
        name,
        ...(options.partitions === undefined ? {} : { partitionCount: options.partitions }),
        ...(options.replicationFactor === undefined
          ? {}
          : { replicationFactor: options.replicationFactor }),
        ...(options.config === undefined ? {} : { configs: options.config }),
      }),
    );
    for (const warning of created.warnings) tell(`Warning: ${warning}`);
    await writeOutput(
      `Created topic ${created.name}: ${countOf(created.partitionCount, 'partition')}, replication factor ${created.replicationFactor}.\n`,
    );
  });
}

function registerList(topic: Command): void {
  addReadingOptions(topic.command('list').description('all topics')).action(
    async (options: ReadingOptions) => {
      const topics = await readFromCluster(options, (broker) => broker.describeTopics());
      await printRows(options.format, TOPIC_COLUMNS, topics);
    },
  );
}

function registerDescribe(topic: Command): void {
  const command = topic.command('describe').description('one topic').argument('<name>');
  addReadingOptions(command).action(async (name: string, options: ReadingOptions) => {
    const { found, configs } = await readFromCluster(options, async (broker) => ({
      found: await findTopic(broker, name),
      configs: await broker.describeTopicConfig(name),
    }));
    const changed = configs.filter((entry) => entry.source === 'topic');
    if (options.format === 'json') {
      await writeOutput(renderJson({ ...found, configs }));
      return;
    }
    const parts = [
      renderTable(TOPIC_COLUMNS, [found]),
      renderTable(LEADER_COLUMNS, leaderRows(found)),
      ...(changed.length === 0 ? [] : [renderTable(CONFIG_COLUMNS, changed)]),
    ];
    await writeOutput(parts.join('\n'));
  });
}

function registerDelete(topic: Command): void {
  const command = topic
    .command('delete')
    .description('remove a topic and its records, at once and for good')
    .argument('<name>');
  addBrokerOption(command).action(async (name: string, options: BrokerOption) => {
    await changeCluster(options, (broker) => broker.deleteTopic(name));
    await writeOutput(`Deleted topic ${name}.\n`);
  });
}

function registerAddPartitions(topic: Command): void {
  const command = topic
    .command('add-partitions')
    .description('give a topic more partitions; keys may land elsewhere from then on')
    .argument('<name>')
    .requiredOption('--to <n>', 'the new number of partitions', parseCount);
  addBrokerOption(command).action(async (name: string, options: BrokerOption & { to: number }) => {
    await changeCluster(options, (broker) => broker.addPartitions(name, options.to));
    await writeOutput(`Topic ${name} has ${options.to} partitions now.\n`);
  });
}

function registerConfig(topic: Command): void {
  const command = topic
    .command('config')
    .description('the settings of a topic, after the changes if there are any')
    .argument('<name>')
    .option('--set <name=value>', 'may be repeated', collectSetting)
    .option('--unset <name>', 'back to the default; may be repeated', collectName);
  type Options = ReadingOptions & { set?: Settings; unset?: readonly string[] };
  addReadingOptions(command).action(async (name: string, options: Options) => {
    const changes = changesOf(options.set ?? {}, options.unset ?? []);
    if (Object.keys(changes).length > 0) {
      await changeCluster(options, (broker) => broker.alterTopicConfig(name, changes));
    }
    const entries = await readFromCluster(options, async (broker) => {
      await findTopic(broker, name);
      return await broker.describeTopicConfig(name);
    });
    await printRows(options.format, CONFIG_COLUMNS, entries);
  });
}

function changesOf(set: Settings, unset: readonly string[]): Record<string, string | null> {
  const both = unset.find((name) => name in set);
  if (both !== undefined) {
    throw new CliError(`"${both}" is both set and unset.`, 'leave one of them out.');
  }
  return { ...set, ...Object.fromEntries(unset.map((name) => [name, null])) };
}
