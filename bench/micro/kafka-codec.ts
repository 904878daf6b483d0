/** What a Kafka frame costs, around its records. `npx tsx bench/micro/kafka-codec.ts` */
import { uuid } from '../../src/model/ids.ts';
import {
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
} from '../../src/protocol/kafka/frames.ts';
import { measure } from './measure.ts';

const batch = new Uint8Array(16 * 1024);
const call = { correlationId: 1, clientId: 'bench' } as const;

function frameOf(chunks: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(chunks).subarray(4));
}

const produce = {
  transactionalId: null,
  acks: -1,
  timeoutMs: 30_000,
  topicData: [{ name: 'orders', partitionData: [{ index: 5, records: batch }] }],
};
const produceFrame = frameOf(encodeRequest({ name: 'Produce', version: 9, ...call }, produce));
measure('decode Produce 9, one batch of 16 KiB', batch.length, () => {
  return decodeRequest(produceFrame).version;
});

const partitions = (
  count: number,
): { partition: number; fetchOffset: number; partitionMaxBytes: number }[] =>
  Array.from({ length: count }, (_, partition) => {
    return { partition, fetchOffset: 1_000_000, partitionMaxBytes: 1 << 20 };
  });
for (const count of [1, 12, 100]) {
  const fetch = {
    maxWaitMs: 500,
    minBytes: 1,
    isolationLevel: 0,
    topics: [{ topic: 'orders', topicId: uuid('A'.repeat(22)), partitions: partitions(count) }],
  };
  const frame = frameOf(encodeRequest({ name: 'Fetch', version: 12, ...call }, fetch));
  measure(`decode Fetch 12 of ${count} partitions`, 0, () => decodeRequest(frame).version);
}

const fetched = {
  responses: [
    {
      topic: 'orders',
      partitions: [
        {
          partitionIndex: 5,
          errorCode: 0,
          highWatermark: 1_000_100,
          lastStableOffset: 1_000_100,
          abortedTransactions: null,
          records: [batch],
        },
      ],
    },
  ],
};
const fetchCall = { name: 'Fetch', version: 12, ...call } as const;
measure('encode Fetch 12, one batch of 16 KiB', batch.length, () => {
  return encodeResponse(fetchCall, fetched).length;
});
const fetchedFrame = frameOf(encodeResponse(fetchCall, fetched));
measure('decode the response to it', batch.length, () => {
  return decodeResponse('Fetch', 12, fetchedFrame).correlationId;
});

const produced = {
  responses: [{ name: 'orders', partitionResponses: [{ index: 5, errorCode: 0, baseOffset: 9 }] }],
};
const produceCall = { name: 'Produce', version: 9, ...call } as const;
measure('encode the response to Produce 9', 0, () => encodeResponse(produceCall, produced).length);
