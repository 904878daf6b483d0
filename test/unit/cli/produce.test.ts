// Goal: lines arrive once and in order, whatever the broker answers. Method: the whole `produce` run against a broker
// in memory that follows a script of refusals and lost answers.
import { afterEach, expect, test, vi } from 'vitest';
import { ClusterClient, type Connection } from '../../../src/cli/cluster-client.ts';
import { runProduce, type ProduceOptions } from '../../../src/cli/produce/run.ts';
import { loneRecordBatchBytes, valueBytesMax } from '../../../src/cli/produce/record-size.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import { MemoryBroker, type Step } from './memory-broker.ts';

const DEFAULTS: ProduceOptions = { acks: -1, batchBytes: 500, lingerMs: 0 };

interface Result {
  readonly exitCode: number;
  readonly said: string;
}

async function produce(
  broker: MemoryBroker,
  input: string | readonly string[],
  options: Partial<ProduceOptions> = {},
): Promise<Result> {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const client = new ClusterClient(['ws://memory'], async () => connectionTo(broker));
  const exitCode = await runProduce({
    client,
    topic: 'demo',
    options: { ...DEFAULTS, ...options },
    input: chunks(typeof input === 'string' ? [input] : input),
    interrupted: new AbortController().signal,
  });
  return { exitCode, said: stderr.mock.calls.map(([text]) => String(text)).join('') };
}

function connectionTo(broker: MemoryBroker): Connection {
  const never = new Promise<string>(() => undefined);
  return Object.assign(broker.api(), { closed: never, close: async () => undefined });
}

async function* chunks(parts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield new TextEncoder().encode(part);
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `record ${i}`);
}

const asInput = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

afterEach(() => {
  vi.restoreAllMocks();
});

test('every line is a record, in order, and the last line says so', async () => {
  const broker = new MemoryBroker();
  const lines = numbered(1000);
  const { exitCode, said } = await produce(broker, asInput(lines));
  expect(broker.values()).toEqual(lines);
  expect(broker.requests.length).toBeGreaterThan(10);
  expect(broker.inFlightMost).toBe(1);
  expect(exitCode).toBe(0);
  expect(said).toMatch(
    /^1,000 records, 9\.9 kB in .*synced on a majority; demo\/0: offsets 0 to 999\n$/,
  );
});

test('an input without any line is no record', async () => {
  const broker = new MemoryBroker();
  const { exitCode, said } = await produce(broker, '');
  expect(broker.requests).toEqual([]);
  expect(exitCode).toBe(0);
  expect(said).toMatch(/^0 records/);
});

test('a batch whose answer is lost is found in the log and not sent again', async () => {
  const broker = new MemoryBroker({ steps: [{ kind: 'write-and-lose-answer' }] });
  const lines = numbered(300);
  const { said } = await produce(broker, asInput(lines));
  expect(broker.values()).toEqual(lines);
  expect(said).toContain('offsets 0 to 299; 1 of unknown outcome found in the log');
});

test('a batch that is committed only later is waited for', async () => {
  const broker = new MemoryBroker({
    steps: [{ kind: 'write' }, { kind: 'write-late', fetches: 15 }],
  });
  const lines = numbered(300);
  const { said } = await produce(broker, asInput(lines));
  expect(broker.values()).toEqual(lines);
  expect(said).toContain('1 of unknown outcome found in the log');
});

test('a batch whose request was lost is sent again, before the ones behind it', async () => {
  const broker = new MemoryBroker({ steps: [{ kind: 'write' }, { kind: 'lose-request' }] });
  const lines = numbered(300);
  const { said } = await produce(broker, asInput(lines));
  expect(broker.values()).toEqual(lines);
  expect(said).toContain('1 of unknown outcome not found in the log and sent again');
});

test('refusals that pass are repeated; order is kept', async () => {
  const refusals: Step[] = [
    { kind: 'refuse', error: 'NOT_LEADER_OR_FOLLOWER' },
    { kind: 'write' },
    { kind: 'refuse', error: 'LEADER_NOT_AVAILABLE' },
    { kind: 'refuse', error: 'NOT_ENOUGH_REPLICAS' },
  ];
  const broker = new MemoryBroker({ steps: refusals });
  const lines = numbered(300);
  const { exitCode } = await produce(broker, asInput(lines));
  expect(broker.values()).toEqual(lines);
  expect(exitCode).toBe(0);
});

test('equal lines are records of their own, also around a lost answer', async () => {
  const broker = new MemoryBroker({
    steps: [{ kind: 'write' }, { kind: 'write-and-lose-answer' }, { kind: 'lose-request' }],
  });
  await produce(broker, '\n'.repeat(500));
  expect(broker.values()).toHaveLength(500);
});

test('a batch that a broker refuses for good is named by its lines; the others go on', async () => {
  const broker = new MemoryBroker({ steps: [{ kind: 'refuse', error: 'INVALID_RECORD' }] });
  const { exitCode, said } = await produce(
    broker,
    numbered(200).map((line) => `${line}\n`),
  );
  expect(exitCode).toBe(1);
  expect(said).toMatch(/refused: A record does not meet/);
  expect(broker.values().at(-1)).toBe('record 199');
});

test('a line over the limit is named with its number and size, and the rest goes on', async () => {
  const broker = new MemoryBroker();
  const { exitCode, said } = await produce(broker, `a\n${'x'.repeat(2000)}\nb`);
  expect(broker.values()).toEqual(['a', 'b']);
  expect(exitCode).toBe(1);
  const limit = valueBytesMax(undefined, 2000);
  expect(said).toContain(
    `Line 2: MESSAGE_TOO_LARGE: it has 2000 bytes, the most for this topic is ${limit}.`,
  );
  expect(said).toContain('1 not written');
});

test('--stop-on-error stops there; what came before is delivered', async () => {
  const broker = new MemoryBroker();
  const input = ['a\n', `${'x'.repeat(2000)}\n`, 'b\n', 'c\n'];
  const { exitCode } = await produce(broker, input, { stopOnError: true });
  expect(broker.values()).toEqual(['a']);
  expect(exitCode).toBe(1);
});

test('a line of exactly the limit is a batch of exactly the limit', async () => {
  const broker = new MemoryBroker();
  const line = 'x'.repeat(valueBytesMax(undefined, 2000));
  await produce(broker, line);
  expect(broker.values()).toEqual([line]);
  expect(broker.requests.at(0)?.records).toHaveLength(2000);
});

test('the size of a lone record is exact', () => {
  for (const key of [null, new Uint8Array(0), new Uint8Array(63), new Uint8Array(64)]) {
    for (const size of [0, 1, 63, 64, 100, 8000, 8191, 8192, 200_000]) {
      const builder = new BatchBuilder();
      builder.append({ key, value: new Uint8Array(size), timestampMs: 1_700_000_000_000 });
      expect(loneRecordBatchBytes(key?.length, size)).toBe(builder.finish().length);
    }
  }
});

test('records without a key go to all partitions, in order within each', async () => {
  const broker = new MemoryBroker({ partitionCount: 3 });
  const lines = numbered(1000);
  await produce(broker, asInput(lines));
  const perPartition = [0, 1, 2].map((partition) => broker.values(partition));
  for (const values of perPartition) {
    expect(values.length).toBeGreaterThan(100);
    const numbers = values.map((value) => Number(value.split(' ')[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  }
  expect(perPartition.flat().sort()).toEqual([...lines].sort());
});

test('a key chooses one partition; -p wins', async () => {
  const keyed = new MemoryBroker({ partitionCount: 3 });
  await produce(keyed, asInput(numbered(300)), { key: 'abc' });
  expect(keyed.values(479_470_107 % 3)).toHaveLength(300);
  const fixed = new MemoryBroker({ partitionCount: 3 });
  await produce(fixed, 'a\n', { key: 'abc', partition: 2 });
  expect(fixed.values(2)).toEqual(['a']);
});

test('with acks=0 nothing is confirmed and nothing is sent twice', async () => {
  const broker = new MemoryBroker({ steps: [{ kind: 'lose-request' }] });
  const { said } = await produce(broker, 'a\n', { acks: 0 });
  expect(broker.requests).toHaveLength(1);
  expect(said).toMatch(/^1 record, .*nobody confirmed them\n$/);
});

test('a topic or partition that is not there is one sentence', async () => {
  const broker = new MemoryBroker();
  await expect(produce(broker, '', { partition: 1 })).rejects.toThrow(
    'Topic "demo" has no partition 1; see which it has with: npx flotilla topic describe demo',
  );
});

test('input that comes faster than it is delivered is held back', async () => {
  const broker = new MemoryBroker();
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (; read < 400; read += 1)
      yield new TextEncoder().encode(`${'y'.repeat(1000)}\n`.repeat(100));
  }
  const release = vi
    .spyOn(broker, 'produce')
    .mockImplementation(() => new Promise(() => undefined));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const stop = new AbortController();
  void runProduce({
    client: new ClusterClient(['ws://memory'], async () => connectionTo(broker)),
    topic: 'demo',
    options: DEFAULTS,
    input: endless(),
    interrupted: stop.signal,
  });
  await vi.waitFor(() => expect(release).toHaveBeenCalledOnce());
  await vi.waitFor(() => expect(read).toBeGreaterThan(150));
  await new Promise((resolve) => setTimeout(resolve, 50));
  // 16 MiB and one chunk of 100 KB more at most.
  expect(read).toBeLessThan(175);
});
