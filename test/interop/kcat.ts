/** kcat: a program that is started for every question. */
import { spawn } from 'node:child_process';
import {
  type Codec,
  type Handlers,
  type InteropClient,
  localClient,
  Unsupported,
} from './client.ts';
import { type Bytes, type InteropRecord, readCorpus, type Shown, shown } from './records.ts';

const RUN_MS_MAX = 40_000;
/** Between records, and between key and value: nothing that is in a record by chance. */
const RECORD_END = '<|record|>';
const KEY_END = '<|key|>';
const PRINTED_NULL = Buffer.from('NULL').toString('base64');

interface Ran {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly code: number | null;
}

export class Kcat {
  readonly brokers: string;

  constructor(brokers: readonly string[]) {
    this.brokers = brokers.join(',');
  }

  /** Whatever its exit code is. */
  async attempt(args: readonly string[], input?: Uint8Array): Promise<Ran> {
    const child = spawn('kcat', ['-b', this.brokers, ...args], { timeout: RUN_MS_MAX });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => out.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => err.push(bytes));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { stdout: Buffer.concat(out), stderr: String(Buffer.concat(err)), code };
  }

  async run(args: readonly string[], input?: Uint8Array): Promise<Buffer> {
    const { stdout, stderr, code } = await this.attempt(args, input);
    if (code !== 0) throw new Error(`kcat ${args.join(' ')} ended with ${code}: ${stderr.trim()}`);
    return stdout;
  }

  async json<T>(args: readonly string[]): Promise<T> {
    return JSON.parse(String(await this.run(args))) as T;
  }
}

export interface KcatMetadata {
  readonly brokers: readonly { id: number; name: string }[];
  readonly controllerid: number;
  readonly topics: readonly {
    topic: string;
    error?: string;
    partitions: readonly {
      partition: number;
      leader: number;
      error?: string;
      replicas: readonly { id: number }[];
      isrs: readonly { id: number }[];
    }[];
  }[];
}

/** Records in a row that one call of kcat can write: with the same headers, and with the same way to say null. */
function runs(records: readonly InteropRecord[]): InteropRecord[][] {
  const found: InteropRecord[][] = [];
  let before = '';
  for (const record of records) {
    const { key, value, headers } = record;
    const shape = JSON.stringify([headers, key === null, value === null, key?.length === 0]);
    if (shape !== before) found.push([]);
    found.at(-1)!.push(record);
    before = shape;
  }
  return found;
}

function inputOf(records: readonly InteropRecord[]): Buffer {
  const end = Buffer.from(RECORD_END);
  const keyEnd = Buffer.from(KEY_END);
  const none = Buffer.alloc(0);
  const parts = records.flatMap(({ key, value }) => [
    ...(key === null ? [] : [key, keyEnd]),
    value ?? none,
    end,
  ]);
  return Buffer.concat(parts);
}

function produceArguments({ key, value, headers }: InteropRecord): string[] {
  return [
    ...['-D', RECORD_END],
    ...(key === null ? [] : ['-K', KEY_END]),
    // Empty is null with it.
    ...(value === null || key === null ? ['-Z'] : []),
    ...headers.flatMap(([name, header]) => [
      '-H',
      header === null ? name : `${name}=${header.toString()}`,
    ]),
  ];
}

const FORMAT = '%o %T %K %S\n%k%s\n%h\n';

/** What `-f FORMAT` prints; keys and values by their lengths, whatever bytes are in them. */
export function parseFormat(out: Buffer): Shown[] {
  const found: Shown[] = [];
  let at = 0;
  const line = (): Buffer => {
    const end = out.indexOf(0x0a, at);
    const bytes = out.subarray(at, end);
    at = end + 1;
    return bytes;
  };
  const take = (length: number): Bytes => {
    if (length < 0) return null;
    at += length;
    return out.subarray(at - length, at);
  };
  while (at < out.length) {
    const [offset, timestampMs, keyLength, valueLength] = String(line()).split(' ').map(Number);
    const [key, value] = [take(keyLength!), take(valueLength!)];
    at += 1;
    const headers = String(line())
      .split(',')
      .filter((text) => text !== '')
      .map((text): [string, Buffer] => {
        const equals = text.indexOf('=');
        return [text.slice(0, equals), Buffer.from(text.slice(equals + 1))];
      });
    found.push(shown(offset!, { key, value, headers, timestampMs: timestampMs! }));
  }
  return found;
}

function handlersOf(kcat: Kcat): Handlers {
  return {
    produce: async ({ topic, codec, path, maxBytes, idempotent }) => {
      if (idempotent) throw new Unsupported('shown with the other cases of kcat');
      const more = maxBytes === undefined ? [] : ['-X', `message.max.bytes=${maxBytes}`];
      for (const records of runs(readCorpus(path))) {
        const args = ['-P', '-t', topic, '-z', codec, ...more, ...produceArguments(records[0]!)];
        await kcat.run(args, inputOf(records));
      }
    },
    read: async ({ topics }) => {
      const found: Record<string, Shown[]> = {};
      for (const [topic, count] of Object.entries(topics)) {
        const args = ['-C', '-q', '-t', topic, '-p', '0', '-o', 'beginning', '-c', String(count)];
        found[topic] = parseFormat(await kcat.run([...args, '-f', FORMAT]));
      }
      return found;
    },
    offsets: async ({ topic }) => {
      const at = async (time: number) => offsetAt(kcat, topic, time);
      return { low: await at(-2), high: await at(-1) };
    },
    offsetForTime: ({ topic, timestamp }) => offsetAt(kcat, topic, timestamp),
    readFrom: async ({ topic, offset }) =>
      String(
        await kcat.run(['-C', '-q', '-t', topic, '-o', String(offset), '-c', '1', '-f', '%s']),
      ),
    listTopics: async () =>
      (await kcat.json<KcatMetadata>(['-L', '-J'])).topics.map(({ topic }) => topic),
    describeTopic: async ({ topic }) => {
      const { topics } = await kcat.json<KcatMetadata>(['-L', '-J', '-t', topic]);
      return topics[0]!.partitions.map(({ leader, replicas, isrs }) => ({
        leader,
        replicas: replicas.map(({ id }) => id),
        isr: isrs.map(({ id }) => id),
      }));
    },
  };
}

/** `topic [0] offset 12`; -1 where no record is as late. */
export async function offsetAt(kcat: Kcat, topic: string, time: number): Promise<number> {
  const answer = String(await kcat.run(['-Q', '-t', `${topic}:0:${time}`]));
  const offset = /offset (-?\d+)/.exec(answer)?.[1];
  if (offset === undefined) throw new Error(`kcat -Q says ${answer.trim()}`);
  return Number(offset);
}

/** Rejects where kcat is not installed. */
export async function kcatClient(brokers: readonly string[]): Promise<InteropClient> {
  const kcat = new Kcat(brokers);
  const { stderr, stdout } = await kcat.attempt(['-V']);
  const text = `${String(stdout)}${stderr}`;
  const version = `${/Version ([\d.]+)/.exec(text)?.[1]}, librdkafka ${/librdkafka ([\d.]+)/.exec(text)?.[1]}`;
  const codecs: Codec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];
  return localClient(
    {
      name: 'kcat',
      version,
      writes: codecs,
      reads: codecs,
      setsTimestamps: false,
      exceptions: [
        'records get the time at which they are sent',
        'a null header value is printed as NULL',
      ],
      visible: (record) => ({
        ...record,
        h: record.h.map(([name, header]) => [name, header ?? PRINTED_NULL]),
      }),
    },
    handlersOf(kcat),
  );
}
