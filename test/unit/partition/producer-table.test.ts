// Goal: the table judges every batch as the log says, whatever was truncated, checkpointed or read again in between.
// Method: Kafka's rules one by one; then random runs beside a model that searches the whole log.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BrokerError } from '../../../src/model/errors.ts';
import { offset } from '../../../src/model/ids.ts';
import { ProducerTable } from '../../../src/partition/producer-table.ts';
import {
  decodeProducerTable,
  encodeProducerTable,
} from '../../../src/partition/producer-table-codec.ts';
import { loggedBatch } from '../../support/producer-batches.ts';

const EXPIRATION_MS = 1000;
const SEQUENCE_MAX = 0x7fff_ffff;

interface Shape {
  readonly id?: number;
  readonly epoch?: number;
  readonly sequence: number;
  readonly count?: number;
}

/** A table beside the end of its log. */
class Rig {
  table = new ProducerTable(EXPIRATION_MS);
  nowMs = 0;
  end = 0;

  append(shape: Shape & { appendTimeMs?: number }): this {
    const bytes = loggedBatch({ ...shape, offset: this.end });
    this.table.append(bytes, { now: () => this.nowMs });
    this.end += shape.count ?? 1;
    return this;
  }

  /** So many batches of one record, from a sequence on. */
  appendEach(from: number, count: number): this {
    for (let i = 0; i < count; i += 1) this.append({ sequence: from + i });
    return this;
  }

  commit(upTo = this.end): this {
    this.table.commit(offset(upTo));
    return this;
  }

  /** 'new', the base offset of the first attempt, or the name of the error. */
  judge({ id = 7, epoch = 0, sequence, count = 1 }: Shape): string | number {
    try {
      const wanted = { producerId: id, producerEpoch: epoch, baseSequence: sequence, count };
      return this.table.judge(wanted, this.nowMs)?.baseOffset ?? 'new';
    } catch (error) {
      return (error as BrokerError).errorName;
    }
  }
}

describe('a batch of an idempotent producer', () => {
  test('begins at sequence 0 and goes on without a gap', () => {
    const rig = new Rig();
    expect(rig.judge({ sequence: 0 })).toBe('new');
    expect(rig.judge({ sequence: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    rig.append({ sequence: 0, count: 3 });
    expect(rig.judge({ sequence: 3 })).toBe('new');
    expect(rig.judge({ sequence: 4 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  });

  test('that is one of the last five gets its first offset, an older one is a duplicate without', () => {
    const rig = new Rig().appendEach(0, 7).commit();
    expect(rig.judge({ sequence: 2 })).toBe(2);
    expect(rig.judge({ sequence: 6 })).toBe(6);
    expect(rig.judge({ sequence: 1 })).toBe('DUPLICATE_SEQUENCE_NUMBER');
    expect(rig.judge({ sequence: 0, count: 2 })).toBe('DUPLICATE_SEQUENCE_NUMBER');
  });

  test('is never called a duplicate before it is committed', () => {
    const rig = new Rig().appendEach(0, 3).commit().appendEach(3, 9);
    for (let sequence = 0; sequence < 12; sequence += 1) {
      expect(rig.judge({ sequence })).toBe(sequence);
    }
    rig.commit(8);
    expect(rig.judge({ sequence: 2 })).toBe('DUPLICATE_SEQUENCE_NUMBER');
    expect(rig.judge({ sequence: 3 })).toBe(3);
  });

  test('that cuts across what is written is out of order', () => {
    const rig = new Rig().append({ sequence: 0, count: 4 }).commit();
    expect(rig.judge({ sequence: 0, count: 3 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(rig.judge({ sequence: 2, count: 4 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  });

  test('from before the beginning of its producer was never written', () => {
    const rig = new Rig().append({ sequence: 0 }).commit();
    expect(rig.judge({ sequence: SEQUENCE_MAX })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
  });

  test('wraps from 2^31 - 1 to 0, in the middle of a batch too', () => {
    const rig = new Rig();
    rig
      .append({ sequence: SEQUENCE_MAX - 3, count: 2 })
      .append({ sequence: SEQUENCE_MAX - 1, count: 4 });
    expect(rig.judge({ sequence: 2 })).toBe('new');
    expect(rig.judge({ sequence: SEQUENCE_MAX - 1, count: 4 })).toBe(2);
    rig
      .append({ sequence: 2, count: SEQUENCE_MAX - 100 > 0 ? 1 : 1 })
      .appendEach(3, 4)
      .commit();
    expect(rig.judge({ sequence: SEQUENCE_MAX - 3, count: 2 })).toBe('DUPLICATE_SEQUENCE_NUMBER');

    const exact = new Rig().append({ sequence: SEQUENCE_MAX });
    expect(exact.judge({ sequence: 0 })).toBe('new');
  });

  test('of a higher epoch begins at 0, of a lower one it is fenced', () => {
    const rig = new Rig().append({ sequence: 0, epoch: 1 });
    expect(rig.judge({ sequence: 1, epoch: 2 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(rig.judge({ sequence: 0, epoch: 2 })).toBe('new');
    expect(rig.judge({ sequence: 1, epoch: 0 })).toBe('INVALID_PRODUCER_EPOCH');
    rig.append({ sequence: 0, epoch: 2 });
    expect(rig.judge({ sequence: 0, epoch: 1 })).toBe('INVALID_PRODUCER_EPOCH');
    expect(rig.judge({ sequence: 0, epoch: 2 })).toBe(1);
  });

  test('that was truncated may be written again, and an epoch goes back with it', () => {
    const rig = new Rig().appendEach(0, 2).commit().append({ sequence: 2 });
    rig.append({ sequence: 0, epoch: 1 });
    rig.table.truncate(offset(2));
    rig.end = 2;
    expect(rig.judge({ sequence: 2 })).toBe('new');
    expect(rig.judge({ sequence: 1 })).toBe(1);
    rig.append({ sequence: 2 });
    expect(rig.judge({ sequence: 2 })).toBe(2);
    rig.table.truncate(offset(2));
    expect(rig.table.uncommittedCount).toBe(0);
  });

  test('may begin anew at 0 once its producer has expired, and goes on if it does not', () => {
    const rig = new Rig().appendEach(0, 3).commit();
    rig.nowMs = EXPIRATION_MS - 1;
    expect(rig.judge({ sequence: 0 })).toBe(0);
    rig.nowMs = EXPIRATION_MS;
    expect(rig.judge({ sequence: 0 })).toBe('new');
    expect(rig.judge({ sequence: 3 })).toBe('new');
    expect(rig.judge({ sequence: 4 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    rig.append({ sequence: 0 }).append({ sequence: 1 });
    expect(rig.judge({ sequence: 1 })).toBe(4);
  });
});

describe('the table', () => {
  test('lets go of producers that expired, but for the newest thousand', () => {
    const rig = new Rig();
    for (let id = 0; id < 1500; id += 1) {
      rig.nowMs = id;
      rig.append({ id, sequence: 0 });
    }
    rig.commit();
    rig.table.forgetExpired(EXPIRATION_MS + 299);
    expect(rig.table.size).toBe(1200);
    rig.table.forgetExpired(10 * EXPIRATION_MS);
    expect(rig.table.size).toBe(1000);
    expect(rig.judge({ id: 499, sequence: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(rig.judge({ id: 500, sequence: 1 })).toBe('new');
  });

  test('has a bound, at which the longest silent go first', () => {
    const rig = new Rig();
    for (let id = 0; id < 20_001; id += 1) {
      rig.nowMs = id;
      rig.append({ id, sequence: 0 }).commit();
    }
    expect(rig.table.size).toBe(18_001);
    expect(rig.judge({ id: 1999, sequence: 1 })).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(rig.judge({ id: 2000, sequence: 1 })).toBe('new');
    expect(encodeProducerTable(rig.table).length).toBeLessThan(4 << 20);
  });

  test('never lets go of a producer whose batch is not committed', () => {
    const rig = new Rig();
    for (let id = 0; id < 20_001; id += 1) rig.append({ id, sequence: 0 });
    expect(rig.table.size).toBe(20_001);
    rig.table.truncate(offset(0));
    expect(rig.table.size).toBe(0);
  });
});

type Step =
  | { readonly kind: 'send'; readonly id: number; readonly count: number }
  | { readonly kind: 'retry'; readonly back: number }
  | { readonly kind: 'gap'; readonly id: number }
  | { readonly kind: 'bump'; readonly id: number }
  | { readonly kind: 'commit' | 'truncate' | 'restart'; readonly share: number };

const anyId = fc.integer({ min: 1, max: 3 });
const anyShare = fc.integer({ min: 0, max: 10 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      id: anyId,
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('retry' as const),
      back: fc.integer({ min: 0, max: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('gap' as const), id: anyId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('bump' as const), id: anyId }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('commit' as const, 'truncate' as const, 'restart' as const),
      share: anyShare,
    }),
  },
);

interface Written extends Required<Shape> {
  readonly base: number;
}

/** Answers by searching the log, and nothing else. */
class Model {
  log: Written[] = [];
  committed = 0;

  get end(): number {
    const last = this.log.at(-1);
    return last === undefined ? 0 : last.base + last.count;
  }

  of(id: number): Written[] {
    return this.log.filter((batch) => batch.id === id);
  }

  next(id: number): { epoch: number; sequence: number } {
    const last = this.of(id).at(-1);
    return {
      epoch: last?.epoch ?? 0,
      sequence: last === undefined ? 0 : last.sequence + last.count,
    };
  }

  judge(wanted: Required<Shape>): string | number {
    const mine = this.of(wanted.id);
    const next = this.next(wanted.id);
    if (wanted.epoch < next.epoch) return 'INVALID_PRODUCER_EPOCH';
    if (wanted.epoch > next.epoch)
      return wanted.sequence === 0 ? 'new' : 'OUT_OF_ORDER_SEQUENCE_NUMBER';
    if (wanted.sequence === next.sequence) return 'new';
    const at = mine.findIndex(
      ({ epoch, sequence, count }) =>
        epoch === wanted.epoch && sequence === wanted.sequence && count === wanted.count,
    );
    if (at < 0) return 'OUT_OF_ORDER_SEQUENCE_NUMBER';
    const committed = mine.filter(({ base }) => base < this.committed).length;
    if (at >= committed - 5) return mine[at]!.base;
    // The five that are remembered may be of a later epoch in part, and then nothing older of this one is asked for.
    return 'DUPLICATE_SEQUENCE_NUMBER';
  }
}

/** A boundary at that share of the way. */
function boundary(model: Model, from: number, share: number): number {
  const ends = [
    from,
    ...model.log.map(({ base, count }) => base + count).filter((end) => end > from),
  ];
  return ends[Math.min(ends.length - 1, Math.floor((ends.length * share) / 10))]!;
}

function play(steps: readonly Step[]): void {
  const model = new Model();
  const rig = new Rig();
  /** What a log behind its checkpoint is read again from. */
  const checkpoints: Uint8Array[] = [new Uint8Array()];
  const offer = (wanted: Required<Shape>): void => {
    const expected = model.judge(wanted);
    expect(rig.judge(wanted)).toBe(expected);
    if (expected !== 'new') return;
    model.log.push({ ...wanted, base: rig.end });
    rig.append(wanted);
  };
  const sent: Required<Shape>[] = [];
  for (const step of steps) {
    if (step.kind === 'send' || step.kind === 'bump' || step.kind === 'gap') {
      const { epoch, sequence } = model.next(step.id);
      const wanted = {
        id: step.id,
        epoch: step.kind === 'bump' ? epoch + 1 : epoch,
        sequence: step.kind === 'bump' ? 0 : step.kind === 'gap' ? sequence + 1 : sequence,
        count: step.kind === 'send' ? step.count : 1,
      };
      sent.push(wanted);
      offer(wanted);
    } else if (step.kind === 'retry') {
      const wanted = sent.at(-1 - step.back);
      if (wanted !== undefined) offer(wanted);
    } else if (step.kind === 'commit') {
      model.committed = boundary(model, model.committed, step.share);
      rig.commit(model.committed);
      checkpoints.push(encodeProducerTable(rig.table));
    } else if (step.kind === 'truncate') {
      const to = boundary(model, model.committed, 10 - step.share);
      model.log = model.log.filter(({ base }) => base < to);
      rig.table.truncate(offset(to));
      rig.end = to;
    } else {
      // Any checkpoint will do, however old: the log behind it, which may have been cut meanwhile, says the rest.
      const state = checkpoints[Math.floor(((checkpoints.length - 1) * step.share) / 10)]!;
      rig.table = decodeProducerTable(state, EXPIRATION_MS);
      rig.end = 0;
      for (const batch of model.log) rig.append(batch);
      rig.commit(model.committed);
    }
  }
}

test('random runs with retries, epochs, truncations and restarts from any checkpoint agree with a search of the log', () => {
  fc.assert(fc.property(fc.array(anyStep, { maxLength: 80 }), play), { numRuns: 1000 });
});
