// Goal: a producer's batch is taken whole and sound or refused with Kafka's error, never half understood.
// Method: a sound batch with one field changed (and the checksum made true again); every bit flipped; every cut.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokerError, type ErrorName } from '../../../src/model/errors.ts';
import {
  maxTimestampAt,
  crcIsTrue,
  readBatchHeader,
  stampCrc,
} from '../../../src/record/batch-header.ts';
import { validateIncomingBatch, type BatchLimits } from '../../../src/record/validate.ts';
import { flipBit, goldenBytes } from '../../support/golden-bytes.ts';
import { anyRecords, batchOf, bytesOf, simpleBatch, T } from './samples.ts';

const LIMITS: BatchLimits = { bytesMax: 1_048_588, nowMs: T };

function errorOf(batch: Uint8Array, limits = LIMITS): ErrorName | undefined {
  try {
    validateIncomingBatch(batch, limits);
    return undefined;
  } catch (error) {
    if (error instanceof BrokerError) return error.errorName;
    throw error;
  }
}

/** A batch of three records, changed by `change`, with a true checksum. */
function changed(change: (view: DataView) => void): Uint8Array {
  const batch = simpleBatch(3);
  change(new DataView(batch.buffer, batch.byteOffset, batch.length));
  stampCrc(batch);
  return batch;
}

describe('a sound batch', () => {
  it('is accepted, and its header returned', () => {
    const batch = simpleBatch(3);
    expect(validateIncomingBatch(batch, LIMITS)).toEqual(readBatchHeader(batch));
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(errorOf(batchOf(records))).toBeUndefined();
      }),
    );
  });

  it('may come from kafkajs, which sends epoch and sequence 0 without a producer id', () => {
    expect(errorOf(goldenBytes('kafkajs-defaults'))).toBeUndefined();
  });

  it('may be compressed with a codec that the broker does not have', () => {
    expect(errorOf(changed((view) => view.setInt16(21, 4)))).toBeUndefined();
  });

  it('may carry any base offset and leader epoch', () => {
    const batch = simpleBatch(1);
    batch.fill(0xff, 0, 8);
    batch.fill(0xff, 12, 16);
    expect(errorOf(batch)).toBeUndefined();
  });

  it('gets the max timestamp that its records have', () => {
    const batch = changed((view) => view.setBigInt64(35, BigInt(T + 999)));
    expect(validateIncomingBatch(batch, LIMITS).maxTimestamp).toBe(T + 2);
    expect(maxTimestampAt(batch)).toBe(T + 2);
    expect(crcIsTrue(batch)).toBe(true);
  });

  it('may have no timestamp at all', () => {
    const limits = { ...LIMITS, timestampBeforeMaxMs: 1 };
    expect(errorOf(batchOf([{ key: null, value: null, timestampMs: -1 }]), limits)).toBeUndefined();
  });
});

describe('a batch is refused', () => {
  const cases: [string, ErrorName, Uint8Array][] = [
    ['with magic 1', 'UNSUPPORTED_FOR_MESSAGE_FORMAT', changed((view) => view.setInt8(16, 1))],
    ['with magic 3', 'UNSUPPORTED_FOR_MESSAGE_FORMAT', changed((view) => view.setInt8(16, 3))],
    ['with a length of -1', 'CORRUPT_MESSAGE', changed((view) => view.setInt32(8, -1))],
    [
      'with a length of 2^31-1',
      'CORRUPT_MESSAGE',
      changed((view) => view.setInt32(8, 0x7fff_ffff)),
    ],
    ['with a count of 0', 'INVALID_RECORD', changed((view) => view.setInt32(57, 0))],
    ['with a count of -1', 'INVALID_RECORD', changed((view) => view.setInt32(57, -1))],
    ['with a count above its records', 'INVALID_RECORD', changed((view) => view.setInt32(57, 4))],
    ['with a last delta of -1', 'INVALID_RECORD', changed((view) => view.setInt32(23, -1))],
    ['with a last delta of 9', 'INVALID_RECORD', changed((view) => view.setInt32(23, 9))],
    [
      'with count and delta above its records',
      'INVALID_RECORD',
      changed((view) => {
        view.setInt32(23, 3);
        view.setInt32(57, 4);
      }),
    ],
    [
      'with count and delta below its records',
      'INVALID_RECORD',
      changed((view) => {
        view.setInt32(23, 1);
        view.setInt32(57, 2);
      }),
    ],
    ['with offset deltas out of step', 'INVALID_RECORD', changed((view) => view.setInt8(64, 2))],
    ['with a record length too great', 'INVALID_RECORD', changed((view) => view.setInt8(61, 100))],
    ['that is a control batch', 'INVALID_RECORD', changed((view) => view.setInt16(21, 0x20))],
    ['that is a marker', 'INVALID_RECORD', goldenBytes('marker-term-start')],
    ['with unknown attributes', 'INVALID_RECORD', changed((view) => view.setInt16(21, 0x40))],
    ['with unknown compression', 'INVALID_RECORD', changed((view) => view.setInt16(21, 5))],
    ['with LogAppendTime', 'INVALID_TIMESTAMP', changed((view) => view.setInt16(21, 8))],
    [
      'that is transactional without a producer',
      'INVALID_RECORD',
      changed((view) => view.setInt16(21, 0x10)),
    ],
    ['with a producer id below -1', 'INVALID_RECORD', changed((view) => view.setBigInt64(43, -2n))],
    [
      'with a producer id but no sequence',
      'INVALID_RECORD',
      changed((view) => {
        view.setBigInt64(43, 5n);
        view.setInt16(51, 0);
      }),
    ],
    [
      'with a producer id but no epoch',
      'INVALID_RECORD',
      changed((view) => {
        view.setBigInt64(43, 5n);
        view.setInt32(53, 0);
      }),
    ],
    [
      'with a timestamp beyond safe integers',
      'INVALID_TIMESTAMP',
      changed((view) => view.setBigInt64(27, 2n ** 60n)),
    ],
    [
      'with a timestamp below -1',
      'INVALID_TIMESTAMP',
      changed((view) => view.setBigInt64(27, -2n)),
    ],
  ];

  it.each(cases)('%s: %s', (_, expected, batch) => {
    expect(errorOf(batch)).toBe(expected);
  });

  it('above max.message.bytes, header included', () => {
    const batch = simpleBatch(3);
    expect(errorOf(batch, { ...LIMITS, bytesMax: batch.length })).toBeUndefined();
    expect(errorOf(batch, { ...LIMITS, bytesMax: batch.length - 1 })).toBe('MESSAGE_TOO_LARGE');
  });

  it('when two come at once', () => {
    const one = simpleBatch(1);
    const two = new Uint8Array(one.length * 2);
    two.set(one);
    two.set(one, one.length);
    expect(errorOf(two)).toBe('INVALID_RECORD');
  });

  it('when any of its records is too old or too new', () => {
    const spread = batchOf(
      [0, -5000, 7000].map((age) => ({ key: null, value: null, timestampMs: T + age })),
    );
    const allow = (before: number, after: number) =>
      errorOf(spread, { ...LIMITS, timestampBeforeMaxMs: before, timestampAfterMaxMs: after });
    expect(allow(5000, 7000)).toBeUndefined();
    expect(allow(4999, 7000)).toBe('INVALID_TIMESTAMP');
    expect(allow(5000, 6999)).toBe('INVALID_TIMESTAMP');
  });

  it('when it is cut anywhere', () => {
    const batch = goldenBytes('nulls-and-headers');
    for (let length = 0; length < batch.length; length += 1) {
      expect(errorOf(batch.slice(0, length))).toBe('CORRUPT_MESSAGE');
    }
  });

  it('with any flipped bit but in base offset and leader epoch', () => {
    const batch = goldenBytes('nulls-and-headers');
    for (let bit = 0; bit < batch.length * 8; bit += 1) {
      const byte = bit >> 3;
      flipBit(batch, bit);
      const isIgnored = byte < 8 || (byte >= 12 && byte < 16);
      expect(errorOf(batch) === undefined).toBe(isIgnored);
      flipBit(batch, bit);
    }
  });

  it('with random records behind a true header, or passes as a whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 21, maxLength: 21 }), (garbage) => {
        const batch = simpleBatch(3);
        batch.set(garbage, batch.length - garbage.length);
        stampCrc(batch);
        const error = errorOf(batch);
        expect([undefined, 'INVALID_RECORD', 'INVALID_TIMESTAMP']).toContain(error);
      }),
    );
  });

  it('as text, in one sentence', () => {
    expect(errorOf(bytesOf('GET / HTTP/1.1\r\n'))).toBe('CORRUPT_MESSAGE');
    expect(errorOf(bytesOf('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n'.repeat(3)))).toBe(
      'UNSUPPORTED_FOR_MESSAGE_FORMAT',
    );
  });
});
