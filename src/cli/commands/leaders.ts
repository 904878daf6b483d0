import type { Command } from 'commander';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PartitionLeadership, TopicDescription } from '../../broker/api.ts';
import { withCluster } from '../broker-urls.ts';
import { mayReadAgain, retrying, type ClusterClient } from '../cluster-client.ts';
import { interruption } from '../interrupt.ts';
import { addReadingOptions, printRows, readFromCluster, type ReadingOptions } from '../reading.ts';
import { writeOutput } from '../stdout.ts';
import { renderTable, type Column } from '../table.ts';

export interface LeaderRow extends PartitionLeadership {
  readonly topic: string;
}

export const LEADER_COLUMNS: readonly Column<LeaderRow>[] = [
  { head: 'TOPIC', cell: (row) => row.topic },
  { head: 'PARTITION', cell: (row) => row.partition },
  { head: 'LEADER', cell: (row) => row.leader ?? 'none' },
  { head: 'EPOCH', cell: (row) => row.leaderEpoch },
  { head: 'REPLICAS', cell: (row) => row.replicas.join(',') },
  { head: 'ISR', cell: (row) => row.inSyncReplicas.join(',') },
];

const WATCH_MS = 250;
const WATCH_SILENCE_MS_MAX = 60_000;

export function leaderRows(topic: TopicDescription): LeaderRow[] {
  return topic.partitions.map((partition) => ({ topic: topic.name, ...partition }));
}

export function registerLeaders(program: Command): void {
  const command = program
    .command('leaders')
    .description('who leads which partition')
    .option('--watch', 'go on and show every change (Ctrl-C ends it)');
  addReadingOptions(command).action(async (options: ReadingOptions & { watch?: boolean }) => {
    if (options.watch === true) {
      await withCluster(options, (client) => watch(client, options, interruption()));
      return;
    }
    const topics = await readFromCluster(options, (broker) => broker.describeTopics());
    await printRows(options.format, LEADER_COLUMNS, topics.flatMap(leaderRows));
  });
}

/** On a terminal the table, drawn anew; into a pipe or as JSON one line for every change. */
async function watch(
  client: ClusterClient,
  options: ReadingOptions,
  interrupted: AbortSignal,
): Promise<void> {
  let shown = new Map<string, LeaderRow>();
  while (!interrupted.aborted) {
    const topics = await retrying(() => client.use((broker) => broker.describeTopics()), {
      giveUpAfterMs: WATCH_SILENCE_MS_MAX,
      mayRepeat: mayReadAgain,
      signal: interrupted,
    }).catch((error: unknown) => {
      if (interrupted.aborted) return undefined;
      throw error;
    });
    if (topics === undefined) return;
    const rows = topics.flatMap(leaderRows);
    const changes = changesBetween(shown, rows);
    if (changes.length > 0) {
      const isTerminal = process.stdout.isTTY && options.format === 'text';
      await writeOutput(
        isTerminal ? redraw(rows) : changes.map((change) => showChange(change, options)).join(''),
      );
    }
    shown = new Map(rows.map((row) => [keyOf(row), row]));
    await sleep(WATCH_MS, undefined, { signal: interrupted }).catch(() => undefined);
  }
}

export interface LeaderChange {
  readonly before: LeaderRow | undefined;
  /** Undefined: the topic is gone. */
  readonly after: LeaderRow | undefined;
}

export function changesBetween(
  shown: ReadonlyMap<string, LeaderRow>,
  rows: readonly LeaderRow[],
): LeaderChange[] {
  const changes: LeaderChange[] = [];
  const gone = new Map(shown);
  for (const after of rows) {
    const before = shown.get(keyOf(after));
    gone.delete(keyOf(after));
    if (JSON.stringify(before) !== JSON.stringify(after)) changes.push({ before, after });
  }
  return [...changes, ...[...gone.values()].map((before) => ({ before, after: undefined }))];
}

export function keyOf(row: LeaderRow): string {
  return `${row.topic}/${row.partition}`;
}

function redraw(rows: readonly LeaderRow[]): string {
  const time = new Date().toISOString().slice(11, 23);
  return `\u001b[H\u001b[2J${renderTable(LEADER_COLUMNS, rows)}\nLast change ${time} UTC. Ctrl-C ends it.\n`;
}

function showChange({ before, after }: LeaderChange, options: ReadingOptions): string {
  const time = new Date().toISOString();
  if (options.format === 'json') {
    return `${JSON.stringify({ time, before: before ?? null, after: after ?? null })}\n`;
  }
  const row = (after ?? before)!;
  if (after === undefined) return `${time}  ${keyOf(row)}  gone\n`;
  const leader = (one: LeaderRow | undefined) => one?.leader ?? 'none';
  const from = before === undefined ? '' : `${leader(before)} -> `;
  return `${time}  ${keyOf(row)}  leader ${from}${leader(after)}  epoch ${after.leaderEpoch}  isr ${after.inSyncReplicas.join(',') || '-'}\n`;
}
