/** A client as the runner sees it: a name, what it can and cannot do, and operations in words that all of them share. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/built-command.ts';
import type { InteropRecord, Shown } from './records.ts';

export const CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const;
export type Codec = (typeof CODECS)[number];

export interface PartitionShown {
  readonly leader: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
}

/** What each operation takes and gives. Partition 0 is meant where none is named. */
export interface Operations {
  /** All records of the corpus at `path` to partition 0, or where their keys belong; each acknowledged by a majority. */
  produce: [
    {
      topic: string;
      codec: Codec;
      path: string;
      /** A limit of the client that has to be raised for these records. */
      maxBytes?: number;
      idempotent?: boolean;
      /** Of kafka-python: the broker's version that it is told. */
      apiVersion?: readonly number[];
    },
    unknown,
  ];
  /** Partition 0 of each topic from its beginning: so many records. */
  read: [
    { topics: Record<string, number>; maxBytes?: number; apiVersion?: readonly number[] },
    Record<string, Shown[]>,
  ];
  createTopic: [
    { topic: string; partitions: number; replicas: number; configs: Record<string, string> },
    unknown,
  ];
  listTopics: [Record<string, never>, string[]];
  /** In the order of the partitions. */
  describeTopic: [{ topic: string }, PartitionShown[]];
  describeConfigs: [{ topic: string }, Record<string, string | null>];
  alterConfig: [{ topic: string; name: string; value: string }, unknown];
  createPartitions: [{ topic: string; count: number }, unknown];
  deleteTopic: [{ topic: string }, unknown];
  /** As a member of a group from the beginning, or from where it has committed: so many records, each committed. */
  consumeGroup: [{ topic: string; group: string; count: number }, string[]];
  /** -1 where nothing is. */
  committed: [{ topic: string; group: string; partitions: number }, number[]];
  listGroups: [Record<string, never>, string[]];
  /** Its state. */
  describeGroup: [{ group: string }, string];
  deleteGroup: [{ group: string }, unknown];
  offsets: [{ topic: string }, { low: number; high: number }];
  /** Of the first record at that time or later, or -1. */
  offsetForTime: [{ topic: string; timestamp: number }, number];
  /** The value at `offset`, by a seek of a consumer that has read elsewhere. */
  readFrom: [{ topic: string; offset: number }, string];
  /** Of kafka-python: what it takes the broker for. */
  inferredVersion: [Record<string, never>, string];
}

export type Operation = keyof Operations;
export type Arguments<Op extends Operation> = Operations[Op][0];
export type Result<Op extends Operation> = Operations[Op][1];

export type Handlers = {
  readonly [Op in Operation]?: (args: Arguments<Op>) => Promise<Result<Op>>;
};

type SnappyForm = 'bare' | 'framed';

export interface InteropClient {
  readonly name: string;
  readonly version: string;
  readonly writes: readonly Codec[];
  readonly reads: readonly Codec[];
  /** What the table has to say beside its cells. */
  readonly exceptions: readonly string[];
  /** Whether records have the timestamps that they were given. */
  readonly setsTimestamps: boolean;
  /** The form of snappy: one bare block, or the frames of snappy-java. */
  readonly snappy: { readonly writes: SnappyForm; readonly reads: readonly SnappyForm[] };
  /** What it writes in the place of a record that it has no words for. */
  writable(record: InteropRecord): InteropRecord;
  /** How it shows a record that it cannot show exactly. */
  visible(record: Shown): Shown;
  call<Op extends Operation>(op: Op, args: Arguments<Op>): Promise<Result<Op>>;
  close(): Promise<void>;
}

/** A client has no words for what was asked: an exception that is named, no failure. */
export class Unsupported extends Error {}

export type ClientTraits = Pick<InteropClient, 'name' | 'version'> &
  Partial<Omit<InteropClient, 'call'>>;

export function traitsOf(traits: ClientTraits): Omit<InteropClient, 'call'> {
  return {
    writes: CODECS,
    reads: CODECS,
    exceptions: [],
    setsTimestamps: true,
    snappy: { writes: 'bare', reads: ['bare', 'framed'] },
    writable: (record) => record,
    visible: (record) => record,
    close: async () => undefined,
    ...traits,
  };
}

/** A client that runs in this process. */
export function localClient(traits: ClientTraits, handlers: Handlers): InteropClient {
  return {
    ...traitsOf(traits),
    async call(op, args) {
      const handler = handlers[op];
      if (handler === undefined) throw new Unsupported(`${traits.name} has no ${op}`);
      return await handler(args);
    },
  };
}

/** Of an npm package. */
export function versionOf(name: string): string {
  const text = readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** For clients that have no words for a header without a value: those records go without headers. */
export function withoutNullHeaders(record: InteropRecord): InteropRecord {
  return { ...record, headers: record.headers.filter(([, value]) => value !== null) };
}
