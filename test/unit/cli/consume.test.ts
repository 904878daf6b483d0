// Goal: a consumer gives every record once and in order, from where it was asked to, through errors. Method: readers
// against a broker in memory whose answers fail by script.
import { afterEach, expect, test, vi } from 'vitest';
import { compileFormat } from '../../../src/cli/consume/record-format.ts';
import {
  PartitionReader,
  type PartitionReaderOptions,
} from '../../../src/cli/consume/partition-reader.ts';
import { RecordOutput } from '../../../src/cli/consume/record-output.ts';
import { resolveRange } from '../../../src/cli/consume/start-offset.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import { MemoryBroker } from './memory-broker.ts';

const DEMO = { topic: 'demo', partition: 0 };

async function filled(count: number, perBatch = 7): Promise<MemoryBroker> {
  const broker = new MemoryBroker();
  const builder = new BatchBuilder();
  for (let i = 0; i < count; i += 1) {
    const value = new TextEncoder().encode(String(i));
    builder.append({ key: null, value, timestampMs: 1_700_000_000_000 });
    if (builder.count === perBatch || i === count - 1) {
      await broker.produce({ ...DEMO, acks: -1, records: builder.finish(), timeoutMs: 1000 });
    }
  }
  return broker;
}

interface Reading {
  readonly text: () => string;
  readonly output: RecordOutput;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

function read(
  broker: MemoryBroker,
  range: { start: number; end?: number },
  recordsMax = Number.POSITIVE_INFINITY,
): Reading {
  let text = '';
  const output = new RecordOutput({
    recordsMax,
    format: compileFormat('%o=%v\\n'),
    write: async (bytes) => {
      text += new TextDecoder().decode(bytes);
    },
  });
  const stop = new AbortController();
  const reader = new PartitionReader(DEMO, range.start, {
    use: (call) => call(broker.api()),
    output,
    end: range.end,
    fetchBytesMax: 200,
    waitMsMax: 100,
    silenceMsMax: 5_000,
    signal: stop.signal,
    tell: () => undefined,
  });
  return { text: () => text, output, stop, done: reader.run() };
}

function expected(start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i += 1) text += `${i}=${i}\n`;
  return text;
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('every start gives exactly the records from there to the end, also in the middle of a batch', async () => {
  const broker = await filled(50);
  for (let start = 0; start <= 50; start += 1) {
    const reading = read(broker, { start, end: 50 });
    await reading.done;
    expect(reading.text()).toBe(expected(start, 50));
  }
});

test('it stops at an end within a batch, and after the wanted number of records', async () => {
  const broker = await filled(50);
  const toEnd = read(broker, { start: 0, end: 10 });
  await toEnd.done;
  expect(toEnd.text()).toBe(expected(0, 10));
  const counted = read(broker, { start: 3 }, 20);
  await counted.done;
  expect(counted.text()).toBe(expected(3, 23));
});

test('it follows what is written later, until it is aborted', async () => {
  const broker = await filled(5);
  const reading = read(broker, { start: 0 });
  await vi.waitFor(() => expect(reading.text()).toBe(expected(0, 5)));
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new TextEncoder().encode('5'), timestampMs: 1 });
  await broker.produce({ ...DEMO, acks: -1, records: builder.finish(), timeoutMs: 1000 });
  await vi.waitFor(() => expect(reading.text()).toBe(expected(0, 6)));
  reading.stop.abort();
  await reading.done;
  expect(reading.output.records).toBe(6);
});

test('errors that pass lose and repeat nothing', async () => {
  const broker = await filled(50);
  broker.fetchErrors = [
    'NETWORK_EXCEPTION',
    'NOT_LEADER_OR_FOLLOWER',
    'LEADER_NOT_AVAILABLE',
    'REQUEST_TIMED_OUT',
  ];
  const reading = read(broker, { start: 0, end: 50 });
  await reading.done;
  expect(reading.text()).toBe(expected(0, 50));
});

test('an error that does not pass ends it', async () => {
  const broker = await filled(5);
  broker.fetchErrors = ['CORRUPT_MESSAGE'];
  await expect(read(broker, { start: 0, end: 5 }).done).rejects.toThrow('checksum');
});

test('a slow reader of the output holds the fetching back', async () => {
  const broker = await filled(2000);
  const fetch = vi.spyOn(broker, 'fetch');
  const output = new RecordOutput({
    recordsMax: Number.POSITIVE_INFINITY,
    format: compileFormat('%v\\n'),
    write: () => new Promise(() => undefined),
  });
  const options: PartitionReaderOptions = {
    use: (call) => call(broker.api()),
    output,
    end: undefined,
    fetchBytesMax: 200,
    waitMsMax: 100,
    silenceMsMax: 5_000,
    signal: new AbortController().signal,
    tell: () => undefined,
  };
  void new PartitionReader(DEMO, 0, options).run();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(fetch.mock.calls.length).toBe(2);
});

test.each([
  [{ kind: 'start' }, 0],
  [{ kind: 'end' }, 50],
  [{ kind: 'last', count: 10 }, 40],
  [{ kind: 'last', count: 1000 }, 0],
  [{ kind: 'offset', offset: 17 }, 17],
  [{ kind: 'offset', offset: 50 }, 50],
] as const)('%j starts at %i', async (startAt, start) => {
  const broker = await filled(50);
  expect(await resolveRange(broker.api(), DEMO, startAt)).toEqual({ start, end: 50 });
});

test('an offset beyond the end is refused in a sentence', async () => {
  const broker = await filled(5);
  await expect(resolveRange(broker.api(), DEMO, { kind: 'offset', offset: 6 })).rejects.toThrow(
    'demo/0 holds the offsets from 0 up to but not including 5; 6 is not among them.',
  );
});
