// Goal: markers stand in the log as control batches that no client sees, and decode to the entry that they were.
// Method: golden bytes; random configurations there and back; every bit flipped, every truncation.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBytes } from '../../../src/base/byte-reader.ts';
import { uuidToText } from '../../../src/base/uuid.ts';
import { nodeId, term, uuid } from '../../../src/model/ids.ts';
import type { ReplicaId } from '../../../src/model/log-entry.ts';
import { afterMarker, position } from '../../../src/model/position.ts';
import { BATCH_HEADER_BYTES, crcIsTrue, stampCrc } from '../../../src/record/batch-header.ts';
import {
  decodeMarker,
  encodeMarker,
  isMarkerAt,
  type MarkerEntry,
} from '../../../src/record/marker.ts';
import { flipBit, goldenBytes } from '../../support/golden-bytes.ts';
import { simpleBatch } from './samples.ts';

function replica(id: number, directoryByte: number): ReplicaId {
  const directoryId = uuid(uuidToText(new Uint8Array(16).fill(directoryByte)));
  return { nodeId: nodeId(id), directoryId };
}

function termStart(nextOffset: number, ordinal: number, value: number): MarkerEntry {
  const prev = position(nextOffset, ordinal);
  return { kind: 'term-start', prev, end: afterMarker(prev), term: term(value) };
}

const ONE = replica(1, 17);
const TWO = replica(2, 34);
const THREE = replica(3, 51);

const SIMPLE = { voters: [ONE, TWO, THREE], learners: [replica(4, 68)] };

const GOLDEN: readonly (readonly [string, MarkerEntry])[] = [
  ['marker-term-start', termStart(12, 4, 3)],
  [
    'marker-configuration',
    {
      ...termStart(0, 0, 1),
      kind: 'configuration',
      configuration: SIMPLE,
    },
  ],
  [
    'marker-joint',
    {
      ...termStart(5, 1, 2),
      kind: 'configuration',
      configuration: { voters: [ONE, THREE], learners: [], oldVoters: [ONE, TWO] },
    },
  ],
];

const anyReplicas = fc.uniqueArray(
  fc.record({ id: fc.nat(0x7fff_ffff), byte: fc.nat(255) }).map((r) => replica(r.id, r.byte)),
  { maxLength: 7, selector: (r) => r.nodeId },
);

describe('a marker', () => {
  it.each(GOLDEN)('%s has the golden bytes', (name, entry) => {
    const bytes = goldenBytes(name);
    expect(encodeMarker(entry)).toEqual(bytes);
    expect(decodeMarker(bytes, entry.prev)).toEqual(entry);
    expect(isMarkerAt(bytes)).toBe(true);
  });

  it('is told from a batch of records', () => {
    expect(isMarkerAt(simpleBatch(1))).toBe(false);
    expect(() => decodeMarker(simpleBatch(1), position(0, 0))).toThrow('not a marker');
  });

  it('gives back any configuration', () => {
    fc.assert(
      fc.property(
        anyReplicas,
        anyReplicas,
        fc.option(anyReplicas, { nil: undefined }),
        fc.maxSafeNat(),
        fc.nat(0x7fff_ffff),
        (voters, learners, oldVoters, nextOffset, value) => {
          const configuration =
            oldVoters === undefined ? { voters, learners } : { voters, learners, oldVoters };
          const entry: MarkerEntry = {
            ...termStart(nextOffset, 2, value),
            kind: 'configuration',
            configuration,
          };
          const bytes = encodeMarker(entry);
          expect(crcIsTrue(bytes)).toBe(true);
          expect(decodeMarker(bytes, entry.prev)).toEqual(entry);
        },
      ),
    );
  });

  it('is refused at another offset than its own', () => {
    expect(() => decodeMarker(goldenBytes('marker-joint'), position(6, 0))).toThrow(MalformedBytes);
  });

  it('is refused when it is cut anywhere or has bytes behind it', () => {
    const bytes = goldenBytes('marker-configuration');
    for (let length = 0; length < bytes.length; length += 1) {
      expect(() => decodeMarker(bytes.slice(0, length), position(0, 0))).toThrow(MalformedBytes);
    }
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(() => decodeMarker(longer, position(0, 0))).toThrow(MalformedBytes);
  });

  it('with any flipped bit is refused, or differs only in its term, which lies before the checksum', () => {
    const bytes = goldenBytes('marker-configuration');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      flipBit(bytes, bit);
      try {
        expect(decodeMarker(bytes, position(0, 0))).toMatchObject({ configuration: SIMPLE });
        expect(bit >> 3).toBeGreaterThanOrEqual(12);
        expect(bit >> 3).toBeLessThan(16);
      } catch (error) {
        if (!(error instanceof MalformedBytes)) throw error;
      }
      flipBit(bytes, bit);
    }
  });

  it.each([
    ['of a newer version', [2, 1], 'version 2'],
    ['of an unknown kind', [1, 9], 'kind 9'],
    ['without a kind', [1], 'wanted'],
    ['with a rest', [1, 1, 0], 'behind its end'],
    ['with a list that is cut off', [1, 2, 0, 9], 'wanted'],
    ['that is neither joint nor simple', [1, 2, 0, 0, 0, 0, 2], 'neither'],
    ['with a node id beyond int32', [1, 2, 0, 1, 0x80, ...Array(19).fill(0), 0, 0, 0], 'node id'],
    [
      'that names a node twice',
      [1, 2, 0, 2, ...Array(20).fill(0), ...Array(20).fill(0), 0, 0, 0],
      'twice',
    ],
  ])('%s is refused although its checksum is true', (_, body, message) => {
    const bytes = new Uint8Array(BATCH_HEADER_BYTES + body.length);
    bytes.set(encodeMarker(termStart(0, 0, 1)).subarray(0, BATCH_HEADER_BYTES));
    bytes.set(body, BATCH_HEADER_BYTES);
    new DataView(bytes.buffer).setInt32(8, bytes.length - 12);
    stampCrc(bytes);
    expect(() => decodeMarker(bytes, position(0, 0))).toThrow(MalformedBytes);
    expect(() => decodeMarker(bytes, position(0, 0))).toThrow(message);
  });
});
