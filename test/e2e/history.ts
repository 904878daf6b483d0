/** What producers were told and readers saw, held against what the log holds in the end. */
import type { FlotillaConnection } from '../../src/client/connection.ts';
import { showTopicPartition, type TopicPartition } from '../../src/model/topic-partition.ts';
import { iterateRecords } from '../../src/record/records.ts';
import type { ClusterProcesses } from '../support/cluster-processes.ts';
import { NumberedProducer } from './numbered-producer.ts';
import { WatchingReader } from './watching-reader.ts';

const FETCH = { bytesMin: 0, bytesMax: 8 << 20, waitMsMax: 0 };

export interface HistoryFigures {
  readonly acknowledged: number;
  readonly unknown: number;
  readonly refused: number;
  /** Different offsets that readers saw while things broke. */
  readonly seen: number;
  readonly inLog: number;
}

/** A producer and a reader for each partition of a topic. */
export class History {
  readonly producers: readonly NumberedProducer[];
  readonly readers: readonly WatchingReader[];
  private readonly cluster: ClusterProcesses;

  constructor(cluster: ClusterProcesses, topic: string, partitionCount: number) {
    this.cluster = cluster;
    const partitions = Array.from({ length: partitionCount }, (_, partition) => ({
      topic,
      partition,
    }));
    this.producers = partitions.map((partition) => new NumberedProducer(cluster, partition));
    this.readers = partitions.map((partition) => new WatchingReader(cluster, partition));
  }

  async progress(count: number): Promise<void> {
    await Promise.all(this.producers.map((producer) => producer.progress(count)));
  }

  async stopProducers(): Promise<void> {
    await Promise.all(this.producers.map((producer) => producer.stop()));
  }

  async stopReaders(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.stop()));
  }

  get figures(): Omit<HistoryFigures, 'inLog'> {
    const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
    return {
      acknowledged: sum(this.producers.map((producer) => producer.receipts.length)),
      unknown: sum(this.producers.map((producer) => producer.unknown)),
      refused: sum(this.producers.map((producer) => producer.refused.size)),
      seen: sum(this.readers.map((reader) => reader.seen.size)),
    };
  }

  /** To be asked when producers and readers have stopped. One sentence for each thing that may not be. */
  async check(): Promise<{
    readonly violations: readonly string[];
    readonly figures: HistoryFigures;
  }> {
    const violations: string[] = [];
    let inLog = 0;
    for (const [i, producer] of this.producers.entries()) {
      const log = await readWhole(this.cluster, producer.partition);
      inLog += log.length;
      const found = [
        ...checkLog(log, producer),
        ...checkReceipts(log, producer),
        ...this.readers[i]!.violations,
        ...checkSeen(log, this.readers[i]!),
      ];
      const name = showTopicPartition(producer.partition);
      violations.push(...found.map((violation) => `${name}: ${violation}`));
    }
    return { violations, figures: { ...this.figures, inLog } };
  }
}

/** The values of a partition from offset 0 to the high watermark, which is asked for at the start. */
export async function readWhole(
  cluster: ClusterProcesses,
  partition: TopicPartition,
): Promise<string[]> {
  await cluster.waitLed(partition.topic);
  return await cluster.until(
    `${showTopicPartition(partition)} is read`,
    async () => await cluster.ask((client) => readAll(client, partition)),
  );
}

async function readAll(client: FlotillaConnection, partition: TopicPartition): Promise<string[]> {
  const { offset: end = 0 } = await client.listOffsets({ ...partition, at: { kind: 'latest' } });
  const values: string[] = [];
  while (values.length < end) {
    const { batches } = await client.fetch({ ...partition, offset: values.length, ...FETCH });
    const before = values.length;
    for (const batch of batches) {
      for (const { offset, value } of iterateRecords(batch)) {
        if (offset < values.length) continue;
        if (offset > values.length) throw new Error(`There is no offset ${values.length}.`);
        values.push(new TextDecoder().decode(value ?? undefined));
      }
    }
    if (values.length === before)
      throw new Error(`Nothing is read at ${before}, but the end is ${end}.`);
  }
  return values;
}

function checkLog(log: readonly string[], { sent, refused }: NumberedProducer): string[] {
  const violations: string[] = [];
  const offsets = new Map<string, number>();
  for (const [offset, value] of log.entries()) {
    if (!sent.has(value)) violations.push(`offset ${offset} holds "${value}", which nobody sent`);
    if (refused.has(value)) violations.push(`"${value}" was refused and is at offset ${offset}`);
    const before = offsets.get(value);
    if (before !== undefined) violations.push(`"${value}" is at ${before} and again at ${offset}`);
    offsets.set(value, offset);
  }
  return violations;
}

function checkReceipts(log: readonly string[], { receipts }: NumberedProducer): string[] {
  const violations: string[] = [];
  let last = { number: -1, offset: -1 };
  for (const receipt of receipts.toSorted((a, b) => a.number - b.number)) {
    const { value, offset, number } = receipt;
    if (log[offset] !== value) {
      violations.push(`"${value}" was acknowledged at ${offset}, where "${log[offset]}" is`);
    }
    if (offset <= last.offset) {
      violations.push(`#${number} is at ${offset}, before #${last.number} at ${last.offset}`);
    }
    last = receipt;
  }
  return violations;
}

function checkSeen(log: readonly string[], { seen }: WatchingReader): string[] {
  return [...seen]
    .filter(([offset, value]) => log[offset] !== value)
    .map(([offset, value]) => `a reader saw "${value}" at ${offset}, where "${log[offset]}" is`);
}
