import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokerError, ERRORS, errorNameOf, type ErrorName } from '../../../src/model/errors.ts';
import { nodeId, offset, term, uuid } from '../../../src/model/ids.ts';
import {
  ORIGIN,
  afterBatch,
  afterMarker,
  comparePositions,
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  later,
  position,
  showPosition,
} from '../../../src/model/position.ts';
import {
  METADATA_TOPIC,
  groupKey,
  showTopicPartition,
  topicNameFault,
} from '../../../src/model/topic-partition.ts';

const positions = fc
  .tuple(fc.nat(5), fc.nat(3))
  .map(([nextOffset, ordinal]) => position(nextOffset, ordinal));

describe('positions', () => {
  it('are in one total order, by offset and then by ordinal', () => {
    fc.assert(
      fc.property(positions, positions, positions, (a, b, c) => {
        const sign = Math.sign(comparePositions(a, b));
        expect(Math.sign(comparePositions(b, a))).toBe(sign === 0 ? 0 : -sign);
        expect(isBefore(a, b)).toBe(sign < 0);
        expect(isAtOrBefore(a, b)).toBe(sign <= 0);
        expect(isSamePosition(a, b)).toBe(sign === 0);
        expect(isBefore(later(a, b), earlier(a, b))).toBe(false);
        if (isAtOrBefore(a, b) && isAtOrBefore(b, c)) expect(isAtOrBefore(a, c)).toBe(true);
      }),
    );
    expect(isBefore(position(3, 9), position(4, 0))).toBe(true);
    expect(isBefore(position(3, 0), position(3, 1))).toBe(true);
  });

  it('move on by batches and markers, always later', () => {
    fc.assert(
      fc.property(positions, fc.integer({ min: 1, max: 9 }), (start, count) => {
        expect(isBefore(start, afterBatch(start, count))).toBe(true);
        expect(isBefore(start, afterMarker(start))).toBe(true);
        expect(isBefore(afterMarker(start), afterBatch(start, count))).toBe(true);
      }),
    );
    expect(afterBatch(position(4, 2), 3)).toEqual(position(7, 0));
    expect(afterMarker(position(4, 2))).toEqual(position(4, 3));
    expect(showPosition(afterMarker(ORIGIN))).toBe('(0,1)');
  });

  it('refuse what is none', () => {
    expect(() => position(-1, 0)).toThrow('not negative');
    expect(() => position(0, -1)).toThrow('ordinal');
    expect(() => position(0, 0.5)).toThrow('ordinal');
    expect(() => afterBatch(ORIGIN, 0)).toThrow('at least one offset');
  });
});

describe('ids', () => {
  it('take their whole range and nothing beyond', () => {
    expect(nodeId(0)).toBe(0);
    expect(nodeId(0x7fff_ffff)).toBe(0x7fff_ffff);
    expect(term(0x7fff_ffff)).toBe(0x7fff_ffff);
    expect(offset(Number.MAX_SAFE_INTEGER)).toBe(Number.MAX_SAFE_INTEGER);
    for (const make of [nodeId, term, offset]) {
      for (const wrong of [-1, 0.5, NaN, Infinity, 2 ** 53]) expect(() => make(wrong)).toThrow();
    }
    expect(() => nodeId(0x8000_0000)).toThrow();
    expect(() => term(0x8000_0000)).toThrow();
    expect(() => uuid('not a uuid')).toThrow('base64url');
  });
});

describe('a topic name', () => {
  it.each(['a', 'A.b_c-9', '...', '_', METADATA_TOPIC, 'x'.repeat(249)])('may be %s', (name) => {
    expect(topicNameFault(name)).toBeUndefined();
  });

  it.each([
    ['', 'is empty'],
    ['.', 'means a directory and may not be a topic'],
    ['..', 'means a directory and may not be a topic'],
    ['x'.repeat(250), 'has 250 characters, the most is 249'],
    ['a/b', 'may have only'],
    ['a b', 'may have only'],
    ['a\0', 'may have only'],
    ['a\n', 'may have only'],
    ['ä', 'may have only'],
  ])('may not be %j', (name, fault) => {
    expect(topicNameFault(name)).toContain(fault);
  });
});

describe('topic partitions and groups', () => {
  it('have one text each', () => {
    const topicId = uuid('AAAAAAAAAAAAAAAAAAAAAQ');
    expect(groupKey({ topicId, partition: 3 })).toBe('AAAAAAAAAAAAAAAAAAAAAQ:3');
    expect(showTopicPartition({ topic: 'demo', partition: 3 })).toBe('demo/3');
  });
});

describe('errors', () => {
  it('have one code each, and a sentence for a person', () => {
    const rows = Object.values(ERRORS);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
    for (const { message } of rows) expect(message).toMatch(/^[A-Za-z].*\.$/);
  });

  it('are found by their code, also an unknown one', () => {
    for (const [name, { code }] of Object.entries(ERRORS)) expect(errorNameOf(code)).toBe(name);
    expect(errorNameOf(31_999)).toBe('UNKNOWN_SERVER_ERROR');
  });

  it('carry what the table says, or a sentence of their own', () => {
    const name: ErrorName = 'NOT_ENOUGH_REPLICAS';
    const error = new BrokerError(name);
    expect([error.code, error.retriable, error.message]).toEqual([19, true, ERRORS[name].message]);
    expect(new BrokerError(name, 'Two of three are down.').message).toBe('Two of three are down.');
  });
});
