/** What the report measures. Not only the flattering rows: small batches, one at a time, many partitions, open loops. */
import type { BenchOptions } from '../../src/cli/bench/run.ts';

export interface Row {
  readonly name: string;
  readonly kind: 'produce' | 'e2e';
  readonly load: Partial<BenchOptions>;
}

const KIB = 1024;
const MIB = 1024 * KIB;

function closed(name: string, recordBytes: number, batchBytes: number, inFlight?: number): Row {
  const load = { recordBytes, batchBytes, ...(inFlight !== undefined && { inFlight }) };
  return { name, kind: 'produce', load };
}

function open(name: string, kind: Row['kind'], recordsPerSecond: number): Row {
  return { name, kind, load: { recordBytes: KIB, recordsPerSecond } };
}

export const ROWS: readonly Row[] = [
  closed('100 B in 16 KiB', 100, 16 * KIB),
  closed('1 KiB in 16 KiB', KIB, 16 * KIB),
  closed('16 KiB, one a batch', 16 * KIB, 1),
  closed('64 KiB, one a batch', 64 * KIB, 1),
  closed('100 B in 1 MiB', 100, MIB),
  closed('1 KiB in 1 MiB', KIB, MIB),
  closed('16 KiB in 1 MiB', 16 * KIB, MIB),
  closed('64 KiB in 1 MiB', 64 * KIB, MIB),
  closed('1 KiB, one a batch', KIB, 1, 256),
  closed('1 KiB, one at a time', KIB, 1, 1),
  {
    name: '1 KiB in 16 KiB, 100 partitions',
    kind: 'produce',
    load: { recordBytes: KIB, batchBytes: 16 * KIB, partitionCount: 100 },
  },
  {
    name: '1 KiB in 16 KiB, 8 connections',
    kind: 'produce',
    load: { recordBytes: KIB, batchBytes: 16 * KIB, connections: 8 },
  },
  open('1,000/s of 1 KiB', 'produce', 1000),
  open('5,000/s of 1 KiB', 'produce', 5000),
  open('1,000/s of 1 KiB, to a consumer', 'e2e', 1000),
];
