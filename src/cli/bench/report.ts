/** What a benchmark says, as data; `--json` prints exactly this. Lengths of time are in milliseconds. */
import type { Acks, ProduceReceipt } from '../../broker/api.ts';
import type { Durability } from './ceil/append-file.ts';
import type { CeilReport } from './ceil/measure.ts';
import type { MachineReport } from './machine.ts';
import type { LatencySummary } from './result-line.ts';

export interface BenchReport {
  readonly kind: 'produce' | 'e2e';
  readonly target: {
    readonly topic: string;
    readonly partitions: number;
    readonly replicas: number;
    readonly connectionsPerLeader: number;
    /** False: another broker takes the batches and forwards them. */
    readonly isToLeader: boolean;
  };
  readonly acks: Acks;
  readonly durability: Durability;
  /** What the receipts vouch for. */
  readonly waitedFor: readonly ProduceReceipt['waitedFor'][];
  readonly shape: {
    readonly recordBytes: number;
    readonly recordsPerBatch: number;
    readonly batchBytes: number;
    readonly inFlight: number;
    /** Of an open loop; undefined in a closed one. */
    readonly recordsPerSecond: number | undefined;
  };
  readonly records: number;
  readonly batches: number;
  /** Of the records' values. */
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly recordsPerSecond: number;
  readonly megabytesPerSecond: number;
  /** produce: to the receipt; e2e: to the consumer. From the due time in an open loop, else from the send. */
  readonly latencyMs: LatencySummary;
  /** e2e: from the send to the receipt. */
  readonly receiptMs: LatencySummary | undefined;
  /** Open loop: how late the client itself sent. `latencyMs` includes it. */
  readonly clientLatenessMs: LatencySummary | undefined;
  readonly failedBatches: number;
  readonly firstFailure: string | undefined;
  readonly client: ClientReport;
  /** All of them together; undefined when their /metrics cannot be read from here. */
  readonly brokers: { readonly cpuPercent: number; readonly cpuMicrosPerBatch: number } | undefined;
  readonly ceil: readonly CeilComparison[];
  readonly machine: MachineReport;
}

export interface ClientReport {
  readonly cpuPercent: number;
  /** Above 90 % the client is what was measured. */
  readonly isLimit: boolean;
  readonly cpuMicrosPerBatch: number;
  /** Of building one batch. Paid before the clock starts by `produce`, while it runs by `e2e`. */
  readonly batchBuildMicros: number;
}

export interface CeilComparison extends CeilReport {
  /** Ours by the pipeline's, both as bytes of batches. Says nothing in an open loop, where both do what is asked. */
  readonly throughputRatio: number;
  /** Ours by the pipeline's: below 1 we are faster. */
  readonly p50Ratio: number;
  readonly p99Ratio: number;
  /** CPU time a batch, all brokers by all replicas: what noise on the machine disturbs least. */
  readonly cpuRatio: number | undefined;
}
