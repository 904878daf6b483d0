import { Argument, type Command } from 'commander';
import type {
  FollowerProgress,
  PartitionDescription,
  ReplicaDescription,
} from '../../broker/api.ts';
import { showTopicPartition, type TopicPartition } from '../../model/topic-partition.ts';
import { parseTopicPartition } from '../arguments.ts';
import { addReadingOptions, readFromCluster, type ReadingOptions } from '../reading.ts';
import { writeOutput } from '../stdout.ts';
import { renderJson, renderTable, type Column } from '../table.ts';

export interface RaftRow {
  readonly replica: ReplicaDescription;
  /** As the leader sees this replica. */
  readonly progress: FollowerProgress | undefined;
}

const RAFT_COLUMNS: readonly Column<RaftRow>[] = [
  { head: 'NODE', cell: ({ replica }) => replica.nodeId },
  { head: 'ROLE', cell: ({ replica }) => (replica.isReachable ? replica.role : 'unreachable') },
  { head: 'TERM', cell: ({ replica }) => (replica.isReachable ? replica.term : undefined) },
  {
    head: 'VOTED-FOR',
    cell: ({ replica }) => (replica.isReachable ? replica.votedFor : undefined),
  },
  { head: 'MATCH', cell: ({ replica, progress }) => showMatch(replica, progress) },
  { head: 'NEXT', cell: ({ progress }) => progress && showPair(progress.next) },
  {
    head: 'COMMIT',
    cell: ({ replica }) => (replica.isReachable ? showPair(replica.commitIndex) : undefined),
  },
  { head: 'LAG', cell: ({ replica, progress }) => (isLeader(replica) ? 0 : progress?.lag) },
  { head: 'LAST-CONTACT', cell: ({ progress }) => showContact(progress?.lastContactMs) },
];

export function registerRaft(program: Command): void {
  const raft = program.command('raft').description('look into the Raft group of a partition');
  const command = raft
    .command('describe')
    .description('every replica: role, term, vote, and how far the leader knows it to be')
    .addArgument(
      new Argument('<topic/partition>', 'such as demo/0').argParser(parseTopicPartition),
    );
  addReadingOptions(command).action(async (tp: TopicPartition, options: ReadingOptions) => {
    const partition = await readFromCluster(options, (broker) => broker.describePartition(tp));
    await writeOutput(
      options.format === 'json' ? renderJson(partition) : renderPartition(partition),
    );
  });
}

/** Positions stand as offset+ordinal: `17` is the boundary before offset 17, `17+1` the one after a marker there. */
export function renderPartition(partition: PartitionDescription): string {
  const leader = partition.leader === undefined ? 'no leader' : `leader ${partition.leader}`;
  const head = `${showTopicPartition(partition)}  ${leader}  epoch ${partition.leaderEpoch}\n\n`;
  const faults = partition.replicas.flatMap(describeFault);
  const tail = faults.length === 0 ? '' : `\n${faults.join('')}`;
  return `${head}${renderTable(RAFT_COLUMNS, raftRows(partition))}${tail}`;
}

export function raftRows(partition: PartitionDescription): RaftRow[] {
  // Two may call themselves leader for a moment: the one of the newer term is right.
  const leaders = partition.replicas.flatMap((one) =>
    one.isReachable && isLeader(one) ? [one] : [],
  );
  const followers = leaders.sort((a, b) => b.term - a.term)[0]?.followers ?? [];
  return partition.replicas.map((replica) => ({
    replica,
    progress: followers.find((one) => one.nodeId === replica.nodeId),
  }));
}

function isLeader(replica: ReplicaDescription): boolean {
  return replica.isReachable && replica.role === 'leader';
}

function showMatch(
  replica: ReplicaDescription,
  progress: FollowerProgress | undefined,
): string | undefined {
  if (progress !== undefined) return showPair(progress.match);
  return replica.isReachable && replica.role === 'leader' ? showPair(replica.syncedEnd) : undefined;
}

function showPair([nextOffset, ordinal]: readonly [number, number]): string {
  return ordinal === 0 ? String(nextOffset) : `${nextOffset}+${ordinal}`;
}

function showContact(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${Math.round(ms)} ms ago`;
}

function describeFault(replica: ReplicaDescription): string[] {
  if (!replica.isReachable) return [`Node ${replica.nodeId}: ${replica.reason}\n`];
  return replica.fault === undefined
    ? []
    : [`Node ${replica.nodeId} has failed: ${replica.fault}\n`];
}
