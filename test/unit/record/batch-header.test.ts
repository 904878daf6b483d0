// Goal: each field of the header is read and patched where the format has it.
// Method: golden bytes written by hand, at an odd place of a larger buffer; patched fields read back.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import * as header from '../../../src/record/batch-header.ts';
import { flipBit, goldenBytes } from '../../support/golden-bytes.ts';
import { simpleBatch, T } from './samples.ts';

const AT = 13;
const STAMPED = goldenBytes('idempotent-stamped');
const EXPECTED = {
  baseOffset: 2 ** 33 + 1,
  batchLength: STAMPED.length - 12,
  leaderEpoch: 7,
  magic: 2,
  crc: header.crcAt(STAMPED),
  attributes: 0,
  lastOffsetDelta: 1,
  baseTimestamp: T,
  maxTimestamp: T + 1,
  producerId: 4_000_000_000,
  producerEpoch: 5,
  baseSequence: 17,
  recordsCount: 2,
};

describe('a batch header', () => {
  it('is read wherever it lies', () => {
    const shifted = new Uint8Array(STAMPED.length + AT).fill(0xee);
    shifted.set(STAMPED, AT);
    expect(header.readBatchHeader(STAMPED)).toEqual(EXPECTED);
    expect(header.readBatchHeader(shifted, AT)).toEqual(EXPECTED);
    expect(header.batchSizeAt(shifted, AT)).toBe(STAMPED.length);
    expect(header.crcIsTrue(shifted.subarray(AT))).toBe(true);
  });

  it('reads -1 as -1', () => {
    const read = header.readBatchHeader(goldenBytes('one-record'));
    expect(read).toMatchObject({ producerId: -1, producerEpoch: -1, baseSequence: -1 });
  });

  it('needs 61 bytes', () => {
    expect(() => header.readBatchHeader(STAMPED.subarray(0, 60))).toThrow(MalformedBytes);
    expect(() => header.readBatchHeader(STAMPED, STAMPED.length - 60)).toThrow(MalformedBytes);
    expect(header.crcIsTrue(STAMPED.subarray(0, 60))).toBe(false);
  });

  it('takes a base offset and leader epoch without touching the checksum', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 0x7fff_ffff }), (offset, epoch) => {
        const batch = simpleBatch(3);
        const crc = header.crcAt(batch);
        header.stampBatch(batch, offset, epoch);
        expect(header.baseOffsetAt(batch)).toBe(offset);
        expect(header.leaderEpochAt(batch)).toBe(epoch);
        expect(header.crcAt(batch)).toBe(crc);
        expect(header.crcIsTrue(batch)).toBe(true);
      }),
    );
  });

  it('takes LogAppendTime, with a new checksum', () => {
    const batch = simpleBatch(2);
    header.stampLogAppendTime(batch, T + 5000);
    expect(header.attributesAt(batch)).toBe(header.LOG_APPEND_TIME_BIT);
    expect(header.maxTimestampAt(batch)).toBe(T + 5000);
    expect(header.baseTimestampAt(batch)).toBe(T);
    expect(header.crcIsTrue(batch)).toBe(true);
  });

  it('has a checksum that notices any flipped bit from the attributes on, and in itself', () => {
    const batch = simpleBatch(2);
    for (let bit = 17 * 8; bit < batch.length * 8; bit += 1) {
      flipBit(batch, bit);
      expect(header.crcIsTrue(batch)).toBe(false);
      flipBit(batch, bit);
    }
  });
});
