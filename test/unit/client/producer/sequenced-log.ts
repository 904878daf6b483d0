/** One partition as a broker keeps it, with the broker's rules for sequences (docs/decisions/0019) in the shortest form. */
import type { ProduceReceipt } from '../../../../src/broker/api.ts';
import { BrokerError } from '../../../../src/model/errors.ts';
import { offset, term } from '../../../../src/model/ids.ts';
import { readBatchHeader } from '../../../../src/record/batch-header.ts';
import { iterateRecords } from '../../../../src/record/records.ts';

interface ProducerState {
  epoch: number;
  nextSequence: number;
  /** The last five, with the sequence of their first record. */
  readonly batches: { readonly baseSequence: number; readonly receipt: ProduceReceipt }[];
}

export class SequencedLog {
  readonly values: string[] = [];
  /** Records a batch. */
  readonly batches: number[] = [];
  readonly epochs = new Set<number>();
  private readonly producers = new Map<number, ProducerState>();

  append(bytes: Uint8Array): ProduceReceipt {
    const header = readBatchHeader(bytes);
    if (header.producerId < 0) return this.write(bytes);
    const { producerId, producerEpoch, baseSequence, recordsCount } = header;
    const known = this.producers.get(producerId);
    if (known && producerEpoch < known.epoch) throw new BrokerError('INVALID_PRODUCER_EPOCH');
    const isNewEpoch = known !== undefined && producerEpoch > known.epoch;
    const duplicate = isNewEpoch
      ? undefined
      : known?.batches.find((one) => one.baseSequence === baseSequence);
    if (duplicate) return duplicate.receipt;
    const expected = isNewEpoch ? 0 : (known?.nextSequence ?? 0);
    if (baseSequence < expected) throw new BrokerError('DUPLICATE_SEQUENCE_NUMBER');
    if (baseSequence > expected) throw new BrokerError('OUT_OF_ORDER_SEQUENCE_NUMBER');
    const receipt = this.write(bytes);
    const batches = [...(isNewEpoch ? [] : (known?.batches ?? [])), { baseSequence, receipt }];
    this.producers.set(producerId, {
      epoch: producerEpoch,
      nextSequence: baseSequence + recordsCount,
      batches: batches.slice(-5),
    });
    this.epochs.add(producerEpoch);
    return receipt;
  }

  private write(bytes: Uint8Array): ProduceReceipt {
    const base = this.values.length;
    for (const { value } of iterateRecords(bytes)) this.values.push(String(Buffer.from(value!)));
    this.batches.push(this.values.length - base);
    return {
      baseOffset: offset(base),
      lastOffset: offset(this.values.length - 1),
      leaderEpoch: term(1),
      logAppendTimeMs: -1,
      logStartOffset: offset(0),
      waitedFor: 'synced-on-majority',
    };
  }
}
