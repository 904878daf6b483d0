import type { Command } from 'commander';
import type { BrokerDescription } from '../../broker/api.ts';
import type {
  GroupDescription,
  GroupListing,
  GroupMemberDescription,
} from '../../group/requests.ts';
import type { ErrorName } from '../../model/errors.ts';
import { collectName, parsePartition } from '../arguments.ts';
import { addBrokerOption, type BrokerOption } from '../broker-urls.ts';
import { CliError } from '../cli-error.ts';
import { parseStartAt, type StartAt } from '../consume/start-argument.ts';
import {
  describeGroup,
  errorOf,
  groupPartitions,
  partitionsOf,
  type GroupPartition,
} from '../group/group-offsets.ts';
import { carryOut, noSuchGroup, planSeek, type SeekStep } from '../group/seek.ts';
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

const LIST_COLUMNS: readonly Column<GroupListing>[] = [
  { head: 'GROUP', cell: (group) => group.groupId },
  { head: 'STATE', cell: (group) => group.state },
  { head: 'PROTOCOL', cell: (group) => group.protocolType },
];

const MEMBER_COLUMNS: readonly Column<GroupMemberDescription>[] = [
  { head: 'MEMBER', cell: (member) => member.memberId },
  { head: 'CLIENT', cell: (member) => member.clientId },
  { head: 'HOST', cell: (member) => member.clientHost },
  { head: 'INSTANCE', cell: (member) => member.groupInstanceId },
  { head: 'PARTITIONS', cell: (member) => partitionsOf(member).length },
];

const PARTITION_COLUMNS: readonly Column<GroupPartition>[] = [
  { head: 'TOPIC', cell: (row) => row.topic },
  { head: 'PARTITION', cell: (row) => row.partition },
  { head: 'COMMITTED', cell: (row) => row.committed },
  { head: 'END', cell: (row) => row.end },
  { head: 'LAG', cell: (row) => row.lag },
  { head: 'MEMBER', cell: (row) => row.memberId },
];

const SEEK_COLUMNS: readonly Column<SeekStep>[] = [
  { head: 'TOPIC', cell: (step) => step.topic },
  { head: 'PARTITION', cell: (step) => step.partition },
  { head: 'FROM', cell: (step) => step.from },
  { head: 'TO', cell: (step) => step.to },
];

export function registerGroup(program: Command): void {
  const group = program
    .command('group')
    .description('consumer groups: where they stand, move them');
  registerList(group);
  registerDescribe(group);
  registerDelete(group);
  registerSeek(group);
}

function registerList(group: Command): void {
  addReadingOptions(group.command('list').description('all groups')).action(
    async (options: ReadingOptions) => {
      const { groups } = await readFromCluster(options, (broker) => broker.group({ kind: 'list' }));
      const sorted = groups.toSorted((a, b) => (a.groupId < b.groupId ? -1 : 1));
      await printRows(options.format, LIST_COLUMNS, sorted);
    },
  );
}

interface FoundGroup {
  readonly group: GroupDescription;
  readonly coordinator: BrokerDescription;
  readonly partitions: readonly GroupPartition[];
}

function registerDescribe(group: Command): void {
  const command = group
    .command('describe')
    .description('the members of one group, what it has committed, and its lag')
    .argument('<group>');
  addReadingOptions(command).action(async (groupId: string, options: ReadingOptions) => {
    const found = await readFromCluster(options, async (broker): Promise<FoundGroup> => {
      const described = await describeGroup(broker, groupId);
      if (described === undefined) throw noSuchGroup(groupId);
      return {
        group: described,
        coordinator: await broker.findCoordinator(groupId),
        partitions: await groupPartitions(broker, described),
      };
    });
    await writeOutput(options.format === 'json' ? jsonOf(found) : renderGroup(found));
  });
}

export function renderGroup({ group, coordinator, partitions }: FoundGroup): string {
  const lag = partitions.reduce((sum, row) => sum + (row.lag ?? 0), 0);
  const columns: readonly Column<GroupDescription>[] = [
    { head: 'GROUP', cell: (one) => one.groupId },
    { head: 'STATE', cell: (one) => one.state },
    { head: 'GENERATION', cell: (one) => one.generationId },
    { head: 'ASSIGNOR', cell: (one) => one.protocolName },
    { head: 'MEMBERS', cell: (one) => one.members.length },
    { head: 'LAG', cell: () => lag },
    { head: 'COORDINATOR', cell: () => coordinator.nodeId },
  ];
  const parts = [renderTable(columns, [group])];
  if (group.members.length > 0) parts.push(renderTable(MEMBER_COLUMNS, group.members));
  if (partitions.length > 0) parts.push(renderTable(PARTITION_COLUMNS, partitions));
  return parts.join('\n');
}

/** What is bytes in the API is here what the bytes say. */
function jsonOf({ group, coordinator, partitions }: FoundGroup): string {
  const members = group.members.map(({ metadata: _metadata, assignment, ...member }) => ({
    ...member,
    partitions: partitionsOf({ assignment }),
  }));
  return renderJson({ ...group, members, coordinator, partitions });
}

function registerDelete(group: Command): void {
  const command = group
    .command('delete')
    .description('forget groups and what they have committed; only while they have no members')
    .argument('<group...>');
  addBrokerOption(command).action(async (groupIds: string[], options: BrokerOption) => {
    const { groups } = await changeCluster(options, (broker) =>
      broker.group({ kind: 'delete', groupIds }),
    );
    const kept: CliError[] = [];
    for (const { groupId, error } of groups) {
      if (error === undefined) await writeOutput(`Deleted group ${groupId}.\n`);
      else kept.push(notDeleted(groupId, error));
    }
    const last = kept.pop();
    for (const { message } of kept) tell(message);
    if (last !== undefined) throw last;
  });
}

function notDeleted(groupId: string, error: ErrorName): CliError {
  if (error === 'GROUP_ID_NOT_FOUND') return noSuchGroup(groupId);
  return new CliError(
    `Group "${groupId}" was not deleted: ${errorOf(error).message}`,
    `stop its consumers first; who they are shows: npx flotilla group describe ${groupId}`,
  );
}

interface SeekOptions extends ReadingOptions {
  readonly to: StartAt;
  readonly topic?: readonly string[];
  readonly partition?: number;
  readonly execute?: boolean;
}

function registerSeek(group: Command): void {
  const command = group
    .command('seek')
    .description('move what a group has committed; shows what would change, until --execute')
    .argument('<group>')
    .requiredOption(
      '--to <offset>',
      'start, end, N, -N (N before the end), @time: the first record from then on',
      parseStartAt,
    )
    .option(
      '-t, --topic <name>',
      'only this one; may be repeated (default: all of it)',
      collectName,
    )
    .option('-p, --partition <n>', 'only this partition of the topic', parsePartition)
    .option('--execute', 'do it');
  addReadingOptions(command).action(async (groupId: string, options: SeekOptions) => {
    const { to, topic: topics, partition } = options;
    if (partition !== undefined && topics?.length !== 1) {
      throw new CliError('-p is a partition of one topic.', 'name that topic with: -t TOPIC');
    }
    const steps = await readFromCluster(options, (broker) =>
      planSeek(broker, {
        groupId,
        to,
        ...(topics === undefined ? {} : { topics }),
        ...(partition === undefined ? {} : { partition }),
      }),
    );
    if (steps.length === 0) {
      throw new CliError(
        `Group "${groupId}" has committed nothing that could be moved.`,
        'name a topic with: -t TOPIC',
      );
    }
    // A commit of the same offsets once more does no harm, so it may be repeated like a read.
    if (options.execute === true) {
      await readFromCluster(options, (broker) => carryOut(broker, groupId, steps));
    }
    await printRows(options.format, SEEK_COLUMNS, steps);
    tell(
      options.execute === true
        ? `Group ${groupId} goes on from there: ${countOf(steps.length, 'partition')} moved.`
        : 'Nothing has changed yet. To do it, run this again with --execute.',
    );
  });
}
