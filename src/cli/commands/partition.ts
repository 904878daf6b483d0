import type { Command } from 'commander';
import { nodeId } from '../../model/ids.ts';
import { collectTransfer, type Transfer } from '../arguments.ts';
import { addBrokerOption, type BrokerOption } from '../broker-urls.ts';
import { changeCluster } from '../reading.ts';
import { writeOutput } from '../stdout.ts';

export function registerPartition(program: Command): void {
  const partition = program.command('partition').description('act on single partitions');
  const command = partition
    .command('transfer-leadership')
    .description('make a follower the leader, without losing or reordering anything')
    .argument('<topic>')
    .requiredOption(
      '-p, --partition <partition:node>',
      'such as 0:2, partition 0 to broker 2; may be repeated',
      collectTransfer,
    );
  type Options = BrokerOption & { partition: readonly Transfer[] };
  addBrokerOption(command).action(async (topic: string, options: Options) => {
    for (const one of options.partition) {
      const { partition } = one;
      await changeCluster(options, (broker) =>
        broker.transferLeadership({ topic, partition }, nodeId(one.nodeId)),
      );
      await writeOutput(`Broker ${one.nodeId} leads ${topic}/${partition} now.\n`);
    }
  });
}
