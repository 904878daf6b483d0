/** Which clients there are, and how each is started. Those that are not on this machine are skipped by name. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/built-command.ts';
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

/** Where Maven keeps what test/interop/java/pom.xml names, and what that needs. */
const JARS = [
  'org/apache/kafka/kafka-clients/4.1.0/kafka-clients-4.1.0.jar',
  'org/lz4/lz4-java/1.8.0/lz4-java-1.8.0.jar',
  'org/xerial/snappy/snappy-java/1.1.10.7/snappy-java-1.1.10.7.jar',
  'com/github/luben/zstd-jni/1.5.6-10/zstd-jni-1.5.6-10.jar',
  'org/slf4j/slf4j-api/1.7.36/slf4j-api-1.7.36.jar',
  'org/slf4j/slf4j-nop/1.7.36/slf4j-nop-1.7.36.jar',
  'com/fasterxml/jackson/core/jackson-databind/2.19.0/jackson-databind-2.19.0.jar',
  'com/fasterxml/jackson/core/jackson-core/2.19.0/jackson-core-2.19.0.jar',
  'com/fasterxml/jackson/core/jackson-annotations/2.19.0/jackson-annotations-2.19.0.jar',
];

function java(brokers: readonly string[]): string[] {
  const paths = JARS.map((jar) => join(homedir(), '.m2/repository', jar));
  const missing = paths.find((path) => !existsSync(path));
  if (missing !== undefined) throw new Error(`there is no ${missing}`);
  return ['java', '-cp', paths.join(':'), place('java/Interop.java'), brokers.join(',')];
}

const GO_NEEDS = 'Go, and: (cd test/interop/go && go mod download)';

/** Built from the modules that are on this machine. */
async function go(program: string, brokers: readonly string[]): Promise<string[]> {
  const built = join(ROOT, 'node_modules/.cache/flotilla-interop', program);
  const options = { cwd: place('go'), env: { ...process.env, GOPROXY: 'off' } };
  await promisify(execFile)('go', ['build', '-o', built, `./${program}`], options);
  return [built, brokers.join(',')];
}

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
  java: {
    needs: 'a JDK, and: mvn -f test/interop/java dependency:resolve',
    start: ({ kafkaAddresses }) => lineClient('java', java(kafkaAddresses), { snappy: FRAMES }),
  },
  'franz-go': {
    needs: GO_NEEDS,
    start: async ({ kafkaAddresses }) => lineClient('franz-go', await go('franz', kafkaAddresses)),
  },
  sarama: {
    needs: GO_NEEDS,
    start: async ({ kafkaAddresses }) =>
      lineClient('sarama', await go('sarama', kafkaAddresses), { snappy: FRAMES }),
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
