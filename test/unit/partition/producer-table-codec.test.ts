// Goal: what a checkpoint says is read back whole, by this version and by the next, and nonsense is refused by name.
// Method: golden bytes; round trips; every bit flipped and every cut made.
import { describe, expect, test } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { offset } from '../../../src/model/ids.ts';
import { ProducerTable } from '../../../src/partition/producer-table.ts';
import {
  decodeProducerTable,
  encodeProducerTable,
} from '../../../src/partition/producer-table-codec.ts';
import { flipBit, goldenBytes } from '../../support/golden-bytes.ts';
import { loggedBatch } from '../../support/producer-batches.ts';

const EXPIRATION_MS = 1000;

/** Two producers, three committed batches, one that is not. */
function sampleTable(): ProducerTable {
  const table = new ProducerTable(EXPIRATION_MS);
  const clock = { now: () => 1_700_000_000_000 };
  table.append(loggedBatch({ id: 7, sequence: 0, count: 2, offset: 0, leaderEpoch: 3 }), clock);
  table.append(
    loggedBatch({
      id: 2 ** 40,
      epoch: 5,
      sequence: 0x7fff_ffff,
      offset: 2,
      leaderEpoch: 3,
      appendTimeMs: 1_700_000_000_001,
    }),
    clock,
  );
  table.append(loggedBatch({ id: 7, sequence: 2, count: 3, offset: 3, leaderEpoch: 4 }), clock);
  table.append(loggedBatch({ id: 9, sequence: 0, offset: 6, leaderEpoch: 4 }), clock);
  table.commit(offset(6));
  return table;
}

describe('a producer table as bytes', () => {
  test('is the golden file', () => {
    expect(encodeProducerTable(sampleTable())).toEqual(goldenBytes('../storage/producer-state'));
  });

  test('is the same table again, without what is not committed', () => {
    const table = decodeProducerTable(goldenBytes('../storage/producer-state'), EXPIRATION_MS);
    expect(table.committedTo).toBe(6);
    expect(encodeProducerTable(table)).toEqual(goldenBytes('../storage/producer-state'));
    const wanted = { producerId: 7, producerEpoch: 0, baseSequence: 2, count: 3 };
    expect(table.judge(wanted, 0)).toEqual({
      ...wanted,
      baseOffset: 3,
      leaderEpoch: 4,
      logAppendTimeMs: -1,
    });
    expect(
      table.judge(
        { producerId: 2 ** 40, producerEpoch: 5, baseSequence: 0x7fff_ffff, count: 1 },
        0,
      ),
    ).toMatchObject({ baseOffset: 2, logAppendTimeMs: 1_700_000_000_001 });
    expect(() => table.judge({ ...wanted, producerId: 9, baseSequence: 1 }, 0)).toThrow(
      /not known/,
    );
  });

  test('of no bytes is the table of a log that has not begun', () => {
    const table = decodeProducerTable(new Uint8Array(), EXPIRATION_MS);
    expect([table.committedTo, table.size]).toEqual([0, 0]);
  });

  test('that is cut or has a wrong bit gives a table or a typed error, and allocates nothing that it claims', () => {
    const bytes = goldenBytes('../storage/producer-state');
    for (let length = 1; length < bytes.length; length += 1) {
      expect(() => decodeProducerTable(bytes.subarray(0, length), 0)).toThrow(MalformedBytes);
    }
    expect(() => decodeProducerTable(Uint8Array.of(...bytes, 0), 0)).toThrow(/left over/);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      flipBit(bytes, bit);
      try {
        encodeProducerTable(decodeProducerTable(bytes, 0));
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedBytes);
      }
      flipBit(bytes, bit);
    }
  });

  test('of a later version says so', () => {
    const bytes = goldenBytes('../storage/producer-state');
    bytes[1] = 2;
    expect(() => decodeProducerTable(bytes, 0)).toThrow(
      'producer state has version 2, this Flotilla reads 1',
    );
  });
});
