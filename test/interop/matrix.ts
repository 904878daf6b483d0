/** Every client writes, every client reads: the same bytes, times and offsets, whoever does which. */
import { join } from 'node:path';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { type Codec, CODECS, type InteropClient } from './client.ts';
import {
  difference,
  hashOf,
  type InteropRecord,
  mixedRecords,
  numberedRecords,
  type Shown,
  shown,
  writeCorpus,
} from './records.ts';
import { type Results, said, table } from './results.ts';

const MIB = 1024 * 1024;
const RAISED_BYTES = 2 * MIB;
const NEEDS_RAISED = '1 MiB';

interface Written {
  readonly writer: InteropClient;
  /** A codec, or 'limits raised'. */
  readonly what: Codec | typeof NEEDS_RAISED;
  readonly topic: string;
  readonly expected: Shown[];
}

export interface MatrixOptions {
  readonly cluster: ClusterProcesses;
  readonly clients: readonly InteropClient[];
  /** Its word counts where a writer does not set timestamps. */
  readonly reference: InteropClient;
  readonly results: Results;
  readonly tell: (line: string) => void;
}

export async function runMatrix(options: MatrixOptions): Promise<void> {
  const { clients, results } = options;
  const written = (await Promise.all(clients.map((writer) => writeAll(writer, options)))).flat();
  const found = new Map<InteropClient, Map<string, Shown[] | string>>();
  await Promise.all(
    clients.map(async (reader) => {
      found.set(reader, await readAll(reader, written));
    }),
  );
  tellTable(options, written, found);
  for (const { name, exceptions } of clients)
    for (const exception of exceptions) results.skip(`${name}: ${exception}`);
}

async function writeAll(writer: InteropClient, options: MatrixOptions): Promise<Written[]> {
  const { cluster, results } = options;
  const written: Written[] = [];
  const records = mixedRecords().map((record) => writer.writable(record));
  const path = join(cluster.directory, `${writer.name}.jsonl`);
  writeCorpus(path, records);
  for (const codec of CODECS.filter((one) => writer.writes.includes(one))) {
    const topic = `matrix-${writer.name}-${codec}`;
    const expected = await write({ topic, codec, path, records, writer, ...options });
    if (expected === undefined) continue;
    written.push({ writer, what: codec, topic, expected });
  }
  const large = [{ ...numberedRecords(1)[0]!, value: Buffer.alloc(MIB, 'x') }];
  const largePath = join(cluster.directory, `${writer.name}-large.jsonl`);
  writeCorpus(largePath, large);
  const topic = `raised-${writer.name}`;
  const raised = { configs: { 'max.message.bytes': String(RAISED_BYTES) }, maxBytes: RAISED_BYTES };
  const request = { topic, codec: 'none' as const, path: largePath, records: large, writer };
  const expected = await write({ ...request, ...raised, ...options });
  if (expected !== undefined) written.push({ writer, what: NEEDS_RAISED, topic, expected });
  for (const codec of CODECS.filter((one) => !writer.writes.includes(one)))
    results.skip(`${writer.name} writes no ${codec}`);
  return written;
}

interface Write extends MatrixOptions {
  readonly writer: InteropClient;
  readonly topic: string;
  readonly codec: Codec;
  readonly path: string;
  readonly records: readonly InteropRecord[];
  readonly configs?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
}

/** What must be read; undefined where it was not written. */
async function write(one: Write): Promise<Shown[] | undefined> {
  const { writer, topic, codec, path, maxBytes, records, results, reference } = one;
  await one.cluster.createTopic(topic, 1, one.configs ?? {});
  const beganMs = Date.now();
  try {
    await writer.call('produce', { topic, codec, path, ...(maxBytes && { maxBytes }) });
  } catch (error) {
    results.fail(`${writer.name} writes ${codec} to ${topic}: ${said(error)}`);
    return undefined;
  }
  const expected = records.map((record, offset) => shown(offset, record));
  if (writer.setsTimestamps) return expected;
  const read = await reference.call('read', { topics: { [topic]: records.length } });
  return expected.map((record, at) => {
    const t = read[topic]![at]!.t;
    if (t < beganMs - 1 || t > Date.now() + 1)
      results.fail(`${writer.name} has written at ${t}, not when it was called`);
    return { ...record, t };
  });
}

async function readAll(
  reader: InteropClient,
  written: readonly Written[],
): Promise<Map<string, Shown[] | string>> {
  const isReadable = ({ what, writer }: Written): boolean =>
    what === NEEDS_RAISED ||
    (reader.reads.includes(what) &&
      (what !== 'snappy' || reader.snappy.reads.includes(writer.snappy.writes)));
  const found = new Map<string, Shown[] | string>();
  const read = async (some: readonly Written[], maxBytes?: number): Promise<void> => {
    const topics = Object.fromEntries(some.map(({ topic, expected }) => [topic, expected.length]));
    try {
      const all = await reader.call('read', { topics, ...(maxBytes && { maxBytes }) });
      for (const [topic, records] of Object.entries(all)) found.set(topic, records);
    } catch (error) {
      // One by one, so that the table shows which it is.
      if (some.length > 1) for (const one of some) await read([one], maxBytes);
      else found.set(some[0]!.topic, said(error));
    }
  };
  const readable = written.filter(isReadable);
  await read(readable.filter(({ what }) => what !== NEEDS_RAISED));
  await read(
    readable.filter(({ what }) => what === NEEDS_RAISED),
    RAISED_BYTES,
  );
  return found;
}

function tellTable(
  { clients, results, tell }: MatrixOptions,
  written: readonly Written[],
  found: ReadonlyMap<InteropClient, ReadonlyMap<string, Shown[] | string>>,
): void {
  const differences: string[] = [];
  const rows = written.map(({ writer, what, topic, expected }) => {
    const cells = clients.map((reader) => {
      const records = found.get(reader)!.get(topic);
      if (records === undefined) return '-';
      const wanted = expected.map((record) => reader.visible(record));
      const problem = typeof records === 'string' ? records : difference(wanted, records);
      if (problem === undefined) {
        results.passQuietly();
        return 'ok';
      }
      differences.push(`${writer.name}, ${what}, read by ${reader.name}: ${problem}`);
      return 'DIFFERS';
    });
    return [writer.name, what, hashOf(expected), ...cells];
  });
  tell('');
  tell('written by, codec, hash of what was sent; read by:');
  const heads = ['', '', '', ...clients.map(({ name }) => name)];
  for (const line of table([heads, ...rows])) tell(`  ${line}`);
  tell('');
  for (const line of differences) results.fail(line);
}
