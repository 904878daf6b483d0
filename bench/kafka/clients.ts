/** The producers of the comparison, each in a process of its own: what they sent, how long it took, what it cost them. */
import { execFile, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface ClientFigures {
  readonly records: number;
  readonly elapsedMs: number;
  /** Of the client's process. */
  readonly cpuMs: number;
}

export interface ClientLoad {
  readonly address: string;
  readonly topic: string;
  readonly recordBytes: number;
  readonly recordsPerBatch: number;
  readonly batches: number;
  readonly inFlight: number;
}

export function runKafkajs(load: ClientLoad): Promise<ClientFigures> {
  const script = fileURLToPath(new URL('kafkajs-client.ts', import.meta.url));
  const child = fork(script, [JSON.stringify(load)], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, KAFKAJS_NO_PARTITIONER_WARNING: '1' },
  });
  return new Promise((resolve, reject) => {
    child.once('message', (figures: ClientFigures) => resolve(figures));
    child.once('exit', (code) => reject(new Error(`kafkajs ended with ${code}`)));
  });
}

export interface KcatLoad {
  readonly address: string;
  readonly topic: string;
  /** Lines, each a record. */
  readonly path: string;
  readonly records: number;
}

/** Its defaults: what librdkafka makes of them is what its users have. The whole process counts, start and end included. */
export async function runKcat({ address, topic, path, records }: KcatLoad): Promise<ClientFigures> {
  const command = 'TIMEFORMAT="%R %U %S"; time kcat -P -b "$1" -t "$2" -p 0 -l "$3"';
  const { stderr } = await promisify(execFile)('bash', ['-c', command, '-', address, topic, path]);
  const times = stderr.trim().split('\n').at(-1)!.split(' ').map(Number);
  const [elapsed, user, system] = times.map((seconds) => seconds * 1000);
  return { records, elapsedMs: elapsed!, cpuMs: user! + system! };
}
