/** The numbers of a broker. Names are Prometheus's: unit last, `_total` for counters. */
import type { ReplicaObserver } from '../partition/replica.ts';
import type { Host } from '../host/host.ts';
import type { FetchObserver } from './partition-service.ts';
import type { GaugeSample, Meter } from '../platform/meter.ts';
import type { Replica } from '../partition/replica.ts';

/** From a tenth of a millisecond, where a good disk is, to seconds, where something is wrong. */
const LATENCY_BUCKETS_SECONDS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];

export function observeReplicas(meter: Meter): ReplicaObserver & { synced(seconds: number): void } {
  const elections = meter.counter(
    'flotilla_raft_elections_total',
    'Elections that this broker started, by reason.',
    ['reason'],
  );
  const bytesIn = meter.counter(
    'flotilla_log_appended_bytes_total',
    'Bytes of batches appended as leader.',
  );
  const batchesIn = meter.counter(
    'flotilla_log_appended_batches_total',
    'Batches appended as leader.',
  );
  const recordsIn = meter.counter(
    'flotilla_log_appended_records_total',
    'Records appended as leader.',
  );
  const commit = meter.histogram(
    'flotilla_commit_duration_seconds',
    'From the append on the leader to the commit on a majority.',
    LATENCY_BUCKETS_SECONDS,
  );
  const sync = meter.histogram(
    'flotilla_fsync_duration_seconds',
    'One fdatasync of a log file.',
    LATENCY_BUCKETS_SECONDS,
  );
  return {
    elected: (reason) => elections.add(1, { reason }),
    committedAfter: (seconds) => commit.observe(seconds),
    appended: (bytes, records) => {
      recordsIn.add(records);
      bytesIn.add(bytes);
      batchesIn.add(1);
    },
    synced: (seconds) => sync.observe(seconds),
  };
}

export function observeFetches(meter: Meter): FetchObserver {
  const bytes = meter.counter(
    'flotilla_log_fetched_bytes_total',
    'Bytes of batches read for consumers as leader.',
  );
  const records = meter.counter(
    'flotilla_log_fetched_records_total',
    'Records of the batches read for consumers as leader.',
  );
  return {
    fetched: (batchBytes, batchRecords) => {
      bytes.add(batchBytes);
      records.add(batchRecords);
    },
  };
}

/** Read at scrape time. */
export function observeHost(meter: Meter, host: Host): void {
  const perPartition = (value: (replica: Replica) => number) => (): GaugeSample[] =>
    [...host.allReplicas()].map((replica) => ({
      labels: { partition: replica.options.name },
      value: value(replica),
    }));
  const labels = ['partition'];
  meter.gauge(
    'flotilla_partition_is_leader',
    'Whether this broker leads the partition.',
    labels,
    perPartition((replica) => (replica.isLeader ? 1 : 0)),
  );
  meter.gauge(
    'flotilla_raft_term',
    'The term, which is the leader epoch.',
    labels,
    perPartition((replica) => replica.raft.currentTerm),
  );
  meter.gauge(
    'flotilla_partition_high_watermark',
    'The first offset that is not committed.',
    labels,
    perPartition((replica) => replica.highWatermark),
  );
  meter.gauge(
    'flotilla_partition_log_end_offset',
    'The first offset that is not written.',
    labels,
    perPartition((replica) => replica.logEndOffset),
  );
  meter.gauge(
    'flotilla_partition_log_size_bytes',
    'Bytes of the segments of the partition.',
    labels,
    perPartition((replica) => replica.log.sizeBytes),
  );
  meter.gauge(
    'flotilla_leaders',
    'Partitions that this broker leads, the metadata group included.',
    [],
    () => [
      { labels: {}, value: [...host.allReplicas()].filter((replica) => replica.isLeader).length },
    ],
  );
}
