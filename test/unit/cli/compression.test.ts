// Goal: what `produce --compression` writes, `consume` reads, and the batches in the log are smaller. Method: the
// command's lane and reader on one broker in memory.
import { expect, test } from 'vitest';
import { compressorOf } from '../../../src/cli/compression.ts';
import { PartitionReader } from '../../../src/cli/consume/partition-reader.ts';
import { compileFormat } from '../../../src/cli/consume/record-format.ts';
import { RecordOutput } from '../../../src/cli/consume/record-output.ts';
import { LineProducer } from '../../../src/cli/produce/line-producer.ts';
import { ProduceReport } from '../../../src/cli/produce/produce-report.ts';
import { attributesAt, COMPRESSION_MASK } from '../../../src/record/batch-header.ts';
import { COMPRESSION_NAMES } from '../../../src/record/compression.ts';
import { MemoryBroker } from './memory-broker.ts';

const LINES = Array.from({ length: 300 }, (_, i) => `line ${i} is much like the line before it`);

async function write(broker: MemoryBroker, codec: (typeof COMPRESSION_NAMES)[number]) {
  const compress = await compressorOf(codec);
  const producer = new LineProducer({
    use: (call) => call(broker.api()),
    topic: 'demo',
    partitionCount: 1,
    acks: -1,
    batchBytesMax: 4000,
    lingerMs: 0,
    deliveryMsMax: 5000,
    requestMsMax: 1000,
    waitingBytesMax: 1 << 20,
    firstPartition: 0,
    report: new ProduceReport('demo', -1, () => undefined),
    ...(compress === undefined ? {} : { compress }),
  });
  LINES.forEach((line, at) => producer.append(new TextEncoder().encode(line), at + 1, 1));
  await producer.flush();
}

async function read(broker: MemoryBroker, end: number): Promise<string> {
  let text = '';
  const output = new RecordOutput({
    recordsMax: Number.POSITIVE_INFINITY,
    format: compileFormat('%v\\n'),
    write: async (bytes) => void (text += new TextDecoder().decode(bytes)),
  });
  const reader = new PartitionReader({ topic: 'demo', partition: 0 }, 0, {
    use: (call) => call(broker.api()),
    output,
    end,
    fetchBytesMax: 1 << 20,
    waitMsMax: 100,
    silenceMsMax: 5000,
    signal: new AbortController().signal,
    tell: () => undefined,
  });
  await reader.run();
  return text;
}

test.each(COMPRESSION_NAMES.map((name, id) => ({ name, id })))(
  '$name: written, smaller, and read again',
  async ({ name, id }) => {
    const broker = new MemoryBroker();
    await write(broker, name);
    const batches = broker.requests.map(({ records }) => records);
    expect(batches.length).toBeGreaterThan(2);
    expect(new Set(batches.map((batch) => attributesAt(batch) & COMPRESSION_MASK))).toEqual(
      new Set([id]),
    );
    const bytes = batches.reduce((sum, batch) => sum + batch.length, 0);
    if (name !== 'none') expect(bytes).toBeLessThan(LINES.join('').length / 2);
    expect(await read(broker, LINES.length)).toBe(`${LINES.join('\n')}\n`);
  },
);
