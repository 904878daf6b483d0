/** Real text through the commands, in and out again, the way people use them. */
import type { TopicPartition } from '../../src/model/topic-partition.ts';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { flotilla, type CommandResult } from '../support/run-command.ts';

/** One after the other, each time to the next replica. */
export async function moveLeader(
  cluster: ClusterProcesses,
  partition: TopicPartition,
  times: number,
): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const leader = await cluster.leaderOf(partition);
    const to = (leader % cluster.places.length) + 1;
    const { code, stderr } = await flotilla(
      ['partition', 'transfer-leadership', partition.topic, '-p', `${partition.partition}:${to}`],
      { env: brokersOf(cluster) },
    );
    if (code !== 0) throw new Error(`The leadership did not move to ${to}: ${stderr}`);
  }
}

/** Every broker in turn is the first that a command asks. */
export function brokersOf(cluster: ClusterProcesses): Record<string, string> {
  return { FLOTILLA_BROKERS: cluster.urls.join(',') };
}

export async function produceLines(
  cluster: ClusterProcesses,
  topic: string,
  input: Uint8Array,
): Promise<CommandResult> {
  return await flotilla(['produce', topic, '-p', '0'], { input, env: brokersOf(cluster) });
}

export async function consumeAll(
  cluster: ClusterProcesses,
  topic: string,
  ...options: string[]
): Promise<CommandResult> {
  const args = ['consume', topic, '-p', '0', '-o', 'start', '--exit-at-end', ...options];
  return await flotilla(args, { env: brokersOf(cluster), msMax: 120_000 });
}

/** What `consume -f '%o\n'` printed, as long as it is 0, 1, 2 and so on; -1 when there is a gap. */
export function lastOfDenseOffsets(printed: Buffer): number {
  const offsets = printed.toString().split('\n').slice(0, -1).map(Number);
  return offsets.every((offset, i) => offset === i) ? offsets.length - 1 : -1;
}
