import { resolve } from 'node:path';
import { nodeId, uuid } from '../model/ids.ts';
import type { VoterArgument } from './arguments.ts';
import { CliError } from './cli-error.ts';
import { newId } from './new-id.ts';

export interface FormatOptions {
  readonly clusterId: string;
  readonly nodeId: number;
  readonly voters: readonly VoterArgument[];
}

/** Makes `directory` the data directory of one broker. It takes its own directory id from its entry among the voters. */
export async function formatBroker(directory: string, options: FormatOptions): Promise<void> {
  const own = options.voters.find((voter) => voter.nodeId === options.nodeId);
  if (own === undefined) {
    throw new CliError(
      `Node ${options.nodeId} is not among the voters.`,
      'name it in --voters, with the directory id that this broker is to have.',
    );
  }
  const { formatDirectory } = await import('../storage/meta-properties.ts');
  const { NodeDisk } = await import('../node/disk.ts');
  await formatDirectory(new NodeDisk(), resolve(directory), {
    formatVersion: 1,
    clusterId: uuid(options.clusterId),
    nodeId: nodeId(options.nodeId),
    directoryId: uuid(own.directoryId),
    formatId: uuid(newId()),
    voters: options.voters.map((voter) => ({
      nodeId: nodeId(voter.nodeId),
      host: voter.host,
      port: voter.port,
      directoryId: uuid(voter.directoryId),
    })),
  });
}
