/** Which clients there are, and how each is started. Those that are not on this machine are skipped by name. */
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { type InteropClient, withoutNullHeaders } from './client.ts';
import { flotillaClient, kafkajsClient } from './kafkajs-shaped.ts';
import { kcatClient } from './kcat.ts';
import { lineClient } from './line-client.ts';
import { platformaticClient } from './platformatic.ts';
import { type Results, said } from './results.ts';

/** Debian's, which has Debian's packages; another Python may come first in the path. */
const PYTHON = '/usr/bin/python3';

const place = (path: string): string => new URL(path, import.meta.url).pathname;

const python = (program: string, brokers: readonly string[]): string[] => [
  PYTHON,
  '-B',
  place(`python/${program}`),
  brokers.join(','),
];

const FRAMES: InteropClient['snappy'] = { writes: 'framed', reads: ['bare', 'framed'] };

interface Starter {
  /** What is to be installed; undefined: always there. */
  readonly needs?: string;
  readonly start: (cluster: ClusterProcesses) => Promise<InteropClient> | InteropClient;
}

export const CLIENTS: Readonly<Record<string, Starter>> = {
  flotilla: { start: ({ urls }) => flotillaClient(urls) },
  kafkajs: { start: ({ kafkaAddresses }) => kafkajsClient(kafkaAddresses) },
  platformatic: { start: ({ kafkaAddresses }) => platformaticClient(kafkaAddresses) },
  kcat: { needs: 'Debian: kcat', start: ({ kafkaAddresses }) => kcatClient(kafkaAddresses) },
  confluent: {
    needs: 'Debian: python3-confluent-kafka',
    start: ({ kafkaAddresses }) => lineClient('confluent', python('confluent.py', kafkaAddresses)),
  },
  'kafka-python': {
    needs: 'Debian: python3-kafka',
    start: ({ kafkaAddresses }) =>
      lineClient('kafka-python', python('kafka_python.py', kafkaAddresses), {
        exceptions: ['a header without a value cannot be written (it can be read)'],
        writable: withoutNullHeaders,
        snappy: FRAMES,
      }),
  },
};

export async function startClients(
  names: readonly string[],
  cluster: ClusterProcesses,
  results: Results,
): Promise<InteropClient[]> {
  const clients: InteropClient[] = [];
  for (const name of names) {
    const { needs, start } = CLIENTS[name]!;
    try {
      clients.push(await start(cluster));
    } catch (error) {
      const lastLine = said(error).trim().split('\n').at(-1)!;
      const line = `${name}: not on this machine (${needs ?? 'npm'}): ${lastLine}`;
      if (needs === undefined) results.fail(line);
      else results.skip(line);
    }
  }
  return clients;
}
