/** `flotilla bench produce`: how many records a second, and how long each batch waited for its receipt. */
import type { ProduceReceipt } from '../../broker/api.ts';
import { buildBatches } from './batches.ts';
import { REQUEST_TIMEOUT_MS, type OpenSender } from './run.ts';

const BATCH_BYTES_DEFAULT = 16 * 1024;

export const openProduceSender: OpenSender = async (target, options, { clock }) => {
  const isOpenLoop = options.recordsPerSecond !== undefined;
  const batchBytes = options.batchBytes ?? (isOpenLoop ? 0 : BATCH_BYTES_DEFAULT);
  const set = buildBatches({ recordBytes: options.recordBytes, batchBytes }, clock.now());
  const waitedFor = new Set<ProduceReceipt['waitedFor']>();
  const { topic, lanes } = target;
  return {
    recordsPerBatch: set.recordsPerBatch,
    batchBytes: set.batchBytes,
    batchBuildMicros: () => set.buildMicros,
    waitedFor,
    measurementStarts: () => undefined,
    receipts: () => undefined,
    close: () => Promise.resolve(),
    send(sequence, done) {
      const { connection, partition } = lanes[sequence % lanes.length]!;
      const records = set.batches[sequence % set.batches.length]!;
      connection
        .produce({ topic, partition, acks: options.acks, records, timeoutMs: REQUEST_TIMEOUT_MS })
        .then((receipt) => {
          waitedFor.add(receipt.waitedFor);
          done();
        }, done);
    },
  };
};
