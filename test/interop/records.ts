/**
 * What every client is given to write, and the form in which every client shows what it has read. Both are JSON lines, so
 * that a client in another language needs nothing of ours (test/interop/python/lines.py has the same words).
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { SeededRandom } from '../../src/base/seeded-random.ts';

export type Bytes = Buffer | null;

export interface InteropRecord {
  readonly key: Bytes;
  readonly value: Bytes;
  readonly headers: readonly (readonly [string, Bytes])[];
  readonly timestampMs: number;
}

/** Offset, timestamp, key, value, headers; bytes as `shownBytes` has them. */
export interface Shown {
  readonly o: number;
  readonly t: number;
  readonly k: string | null;
  readonly v: string | null;
  readonly h: readonly (readonly [string, string | null])[];
}

const LARGE_BYTES = 1024;
const FIRST_MS = 1_700_000_000_000;

/** Base64; of what is large its length and hash. */
export function shownBytes(bytes: Uint8Array | null | undefined): string | null {
  if (bytes === null || bytes === undefined) return null;
  if (bytes.length <= LARGE_BYTES) return Buffer.from(bytes).toString('base64');
  return `sha256:${bytes.length}:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function shown(offset: number, record: InteropRecord): Shown {
  return {
    o: offset,
    t: record.timestampMs,
    k: shownBytes(record.key),
    v: shownBytes(record.value),
    h: record.headers.map(([name, value]) => [name, shownBytes(value)]),
  };
}

export function hashOf(records: readonly Shown[]): string {
  const hash = createHash('sha256');
  for (const { o, t, k, v, h } of records) hash.update(`${JSON.stringify([o, t, k, v, h])}\n`);
  return hash.digest('hex').slice(0, 12);
}

/** Of the first record that is not as expected, or undefined. */
export function difference(
  expected: readonly Shown[],
  found: readonly Shown[],
): string | undefined {
  for (const [at, wanted] of expected.entries()) {
    const one = found[at];
    if (one === undefined) return `${found.length} of ${expected.length} records`;
    for (const field of ['o', 't', 'k', 'v', 'h'] as const) {
      const [a, b] = [JSON.stringify(wanted[field]), JSON.stringify(one[field])];
      if (a !== b) return `record ${at}, ${field}: ${a.slice(0, 60)} sent, ${b.slice(0, 60)} read`;
    }
  }
  if (found.length > expected.length)
    return `${found.length} records instead of ${expected.length}`;
  return undefined;
}

export function writeCorpus(path: string, records: readonly InteropRecord[]): void {
  const base64 = (bytes: Bytes) => (bytes === null ? null : bytes.toString('base64'));
  const lines = records.map((record) =>
    JSON.stringify({
      t: record.timestampMs,
      k: base64(record.key),
      v: base64(record.value),
      h: record.headers.map(([name, value]) => [name, base64(value)]),
    }),
  );
  writeFileSync(path, `${lines.join('\n')}\n`);
}

export function readCorpus(path: string): InteropRecord[] {
  const bytes = (text: string | null): Bytes =>
    text === null ? null : Buffer.from(text, 'base64');
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { t, k, v, h } = JSON.parse(line) as Omit<Shown, 'o'>;
      return {
        timestampMs: t,
        key: bytes(k),
        value: bytes(v),
        headers: h.map(([name, value]): [string, Bytes] => [name, bytes(value)]),
      };
    });
}

/** Records of few shapes in a row, so that kcat needs one call a shape. */
const SHAPES: readonly { count: number; shape: Partial<InteropRecord> }[] = [
  { count: 300, shape: {} },
  { count: 150, shape: { key: null } },
  { count: 100, shape: { value: null } },
  { count: 100, shape: { value: Buffer.alloc(0) } },
  { count: 50, shape: { key: Buffer.alloc(0) } },
  {
    count: 150,
    shape: {
      headers: [
        ['trace', Buffer.from('7f3a')],
        ['größe', Buffer.from('5 µm')],
        ['empty', Buffer.alloc(0)],
      ],
    },
  },
  {
    count: 99,
    shape: {
      headers: [
        ['again', Buffer.from('1')],
        ['other', Buffer.from('x')],
        ['again', Buffer.from('2')],
      ],
    },
  },
  { count: 50, shape: { headers: [['nothing', null]] } },
];

/** 1,000: keys and values of any bytes, with and without; in the end one of 900,000 bytes that no codec makes smaller. */
export function mixedRecords(): InteropRecord[] {
  const random = new SeededRandom(20_240_229);
  const bytes = (length: number): Buffer => {
    const all = Buffer.alloc(length);
    for (let at = 0; at < length; at += 1) all[at] = random.uint32();
    return all;
  };
  const records: InteropRecord[] = [];
  const add = (record: Partial<InteropRecord>): void => {
    // Milliseconds that mostly go on, and now and then go back.
    const timestampMs = FIRST_MS + records.length * 7 - (records.length % 50 === 49 ? 123 : 0);
    const key = Buffer.from(`key-${records.length}`);
    const value = bytes(1 + (random.uint32() % 200));
    records.push({ key, value, headers: [], timestampMs, ...record });
  };
  for (const { count, shape } of SHAPES) for (let at = 0; at < count; at += 1) add(shape);
  add({ value: bytes(900_000) });
  return records;
}

/** `value-0`, `value-1`, ... with `stepMs` between two. */
export function numberedRecords(count: number, firstMs = FIRST_MS, stepMs = 10): InteropRecord[] {
  return Array.from({ length: count }, (_, at) => ({
    key: Buffer.from(String(at)),
    value: Buffer.from(`value-${at}`),
    headers: [],
    timestampMs: firstMs + at * stepMs,
  }));
}
