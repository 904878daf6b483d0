// Goal: each checker of what clients are told sees a planted violation, and nothing in what is well. Method: answers made by hand.
import { describe, expect, test } from 'vitest';
import { BatchBuilder } from '../../../../src/record/batch-builder.ts';
import { AckedNeverLost } from '../../../../src/sim/checkers/acked-never-lost.ts';
import { BoundedQueues } from '../../../../src/sim/checkers/bounded-queues.ts';
import { BrokenPromise, Tally } from '../../../../src/sim/checkers/checker.ts';
import { GroupDeliversAll } from '../../../../src/sim/checkers/group-delivers-all.ts';
import {
  CommitLedger,
  GroupOffsetMonotone,
} from '../../../../src/sim/checkers/group-offset-monotone.ts';
import { HighWatermarkMonotone } from '../../../../src/sim/checkers/high-watermark-monotone.ts';
import { LivenessAfterHeal } from '../../../../src/sim/checkers/liveness-after-heal.ts';
import { NoDuplicate } from '../../../../src/sim/checkers/no-duplicate.ts';
import { NoPhantomRead } from '../../../../src/sim/checkers/no-phantom-read.ts';
import { NoServeCorrupt } from '../../../../src/sim/checkers/no-serve-corrupt.ts';
import { OffsetDense } from '../../../../src/sim/checkers/offset-dense.ts';
import { OffsetStable } from '../../../../src/sim/checkers/offset-stable.ts';
import {
  addLooks,
  blindCheckers,
  showLooks,
  Tallies,
} from '../../../../src/sim/checkers/tallies.ts';
import { originOf } from '../../../../src/sim/swarm/values.ts';

const tally = (): Tally => new Tally('it');
const log = (...values: string[]): Map<number, string> => new Map(values.entries());

describe('AckedNeverLost', () => {
  function checker(): AckedNeverLost {
    const made = new AckedNeverLost(tally(), 'orders/0');
    made.acknowledged(0, ['a', 'b'], 0);
    return made;
  }

  test('sees what is lost, replaced, or behind the end', () => {
    expect(() => checker().readToEnd(log('a'), 0, 1)).toThrow(/acknowledged 1 is not there/);
    expect(() => checker().readToEnd(log('a', 'c'), 0, 2)).toThrow(/acknowledged 1 is c/);
    expect(() => checker().readToEnd(new Map(), 0, 0)).toThrow(BrokenPromise);
  });

  test('sees what is acknowledged without an offset and is nowhere', () => {
    const made = checker();
    made.acknowledgedSomewhere('c');
    made.readToEnd(log('a', 'b', 'c'), 0, 3);
    expect(() => made.readToEnd(log('a', 'b'), 0, 2)).toThrow(/"c" is nowhere/);
  });

  test('sees an order that is not that of the acknowledgements, and a latest offset of long ago', () => {
    expect(() => checker().acknowledged(1, ['c'], 2)).toThrow(/given out/);
    expect(() => checker().latestListed(1, 2)).toThrow(/latest is 1/);
  });

  test('sees nothing in what is well, or dropped by retention', () => {
    checker().readToEnd(log('a', 'b', 'c'), 0, 3);
    checker().readToEnd(new Map([[1, 'b']]), 1, 2);
    checker().latestListed(2, 2);
  });
});

test('OffsetDense sees a gap, a repetition, and a start that moved without retention', () => {
  const checker = new OffsetDense(tally(), {
    partition: 'orders/0',
    mayLosePrefix: false,
  });
  checker.read(3, 3);
  expect(() => checker.read(4, 3)).toThrow(/after 2 comes 4/);
  expect(() => checker.read(2, 3)).toThrow(BrokenPromise);
  expect(() => checker.startSeen(1)).toThrow(/starts at 1/);
  new OffsetDense(tally(), {
    partition: 'orders/0',
    mayLosePrefix: true,
  }).startSeen(1);
});

test('OffsetStable sees a second value at an offset', () => {
  const checker = new OffsetStable(tally(), 'orders/0');
  checker.seen(1, 'a', 'read');
  checker.seen(1, 'a', 'acknowledged');
  expect(() => checker.seen(1, 'b', 'read')).toThrow(/1 was read as "b", was "a"/);
});

test('NoPhantomRead sees what nobody sent, and what was read and is gone', () => {
  const checker = new NoPhantomRead(tally(), 'orders/0');
  checker.sending(['a', 'b']);
  checker.read(0, 'a');
  checker.readToEnd(log('a'), 0);
  checker.readToEnd(new Map(), 1);
  expect(() => checker.read(1, 'c')).toThrow(/never sent/);
  expect(() => checker.readToEnd(log('b'), 0)).toThrow(/not there any more/);
});

describe('NoDuplicate', () => {
  const checker = (): NoDuplicate => new NoDuplicate(tally(), { partition: 'orders/0', originOf });

  test('sees a value at two offsets', () => {
    const made = checker();
    made.seen(1, 'a');
    made.seen(1, 'a');
    expect(() => made.seen(2, 'a')).toThrow(/at 1 and at 2/);
  });

  test('sees an idempotent producer whose records are out of order, and lets raw writers be', () => {
    checker().readToEnd(['p1-1-x', 'p2-1-', 'p1-2-x', 'p1-9-', '1-5-0-', '1-4-0-']);
    expect(() => checker().readToEnd(['p1-2-', 'p2-1-', 'p1-1-'])).toThrow(/of p1, 1 is behind 2/);
  });
});

describe('HighWatermarkMonotone', () => {
  const answer = (leaderEpoch: number, highWatermark: number, end = 0) => ({
    leaderEpoch,
    highWatermark,
    end,
  });

  test('sees one that goes back within an epoch, and a record at or above it', () => {
    const checker = new HighWatermarkMonotone(tally(), 'orders/0');
    const early = checker.asking();
    checker.answered(checker.asking(), answer(2, 5, 5));
    checker.answered(early, answer(2, 4));
    checker.answered(checker.asking(), answer(1, 3));
    expect(() => checker.answered(checker.asking(), answer(2, 4))).toThrow(/showed 5/);
    expect(() => checker.answered(checker.asking(), answer(3, 4, 5))).toThrow(/served up to 5/);
  });
});

describe('NoServeCorrupt', () => {
  function batch(): Uint8Array {
    const builder = new BatchBuilder();
    builder.append({
      key: null,
      value: new TextEncoder().encode('a'),
      timestampMs: 1,
    });
    return builder.finish();
  }

  test('sees a flipped bit under the CRC, and what is not one whole batch', () => {
    const checker = new NoServeCorrupt(tally());
    checker.served('orders/0', [batch(), batch()]);
    const flipped = batch();
    flipped[flipped.length - 1]! ^= 1;
    expect(() => checker.served('orders/0', [batch(), flipped])).toThrow(/damaged/);
    expect(() => checker.served('orders/0', [batch().subarray(0, 65)])).toThrow(BrokenPromise);
  });
});

describe('GroupOffsetMonotone', () => {
  function ledger(): CommitLedger {
    return Object.assign(new CommitLedger('g/0'), {
      tried: 5,
      acknowledged: 4,
    });
  }

  test('sees a commit that went back, and one that nobody tried', () => {
    const checker = new GroupOffsetMonotone(tally());
    checker.fetched(ledger(), 4, 4);
    checker.fetched(ledger(), 5, 4);
    checker.fetched(ledger(), 3, 2);
    expect(() => checker.fetched(ledger(), 3, 4)).toThrow(/committed up to 4 and is 3/);
    expect(() => checker.fetched(ledger(), 0, 4)).toThrow(BrokenPromise);
    expect(() => checker.fetched(ledger(), 6, 4)).toThrow(/tried were 5/);
  });

  test('lets a commit of unknown outcome come late', () => {
    const late = ledger();
    late.mayComeLate.add(2);
    new GroupOffsetMonotone(tally()).fetched(late, 2, 4);
  });
});

test('GroupDeliversAll sees a record that a group was never given', () => {
  const options = { partition: 'orders/0', mayLosePrefix: false };
  const checker = new GroupDeliversAll(tally(), options);
  checker.delivered(0);
  checker.delivered(1);
  checker.delivered(0);
  checker.delivered(2);
  expect(checker.deliveredEnd).toBe(3);
  expect(() => checker.delivered(4)).toThrow(/is at 4, and was never given 3/);
  new GroupDeliversAll(tally(), { ...options, mayLosePrefix: true }).delivered(4);
});

test('BoundedQueues sees a queue beyond its bound', () => {
  const checker = new BoundedQueues(tally());
  checker.looksAt(1, [{ name: 'readers', length: 3, lengthMax: 3 }]);
  expect(() => checker.looksAt(1, [{ name: 'readers', length: 4, lengthMax: 3 }])).toThrow(
    /broker 1 has 4 of readers, at most 3/,
  );
});

test('LivenessAfterHeal sees what is not well when the time is over', () => {
  const checker = new LivenessAfterHeal(tally());
  checker.waited('well', 900, { ms: 1000, complaint: 'broker 1 is down' });
  checker.waited('well', 1100, { ms: 1000, complaint: undefined });
  expect(() => checker.waited('well', 1001, { ms: 1000, complaint: 'broker 1 is down' })).toThrow(
    /not 1000 ms after the last fault: broker 1 is down/,
  );
});

describe('the tallies of a run', () => {
  test('name the checkers that should have looked and never did', () => {
    const tallies = new Tallies();
    const looking = tallies.of('OffsetStable');
    tallies.of('ElectionSafety');
    tallies.of('GroupOffsetMonotone');
    tallies.excuse('GroupOffsetMonotone');
    new OffsetStable(looking, 'orders/0').seen(0, 'a', 'read');
    expect(blindCheckers(tallies.looks())).toEqual(['ElectionSafety']);
    const two = addLooks(tallies.looks(), tallies.looks());
    expect(two['OffsetStable']).toEqual({ looks: 2, things: 2, due: 2 });
    expect(showLooks(two)[0]).toMatch(/^ElectionSafety +0 +0$/);
  });
});
