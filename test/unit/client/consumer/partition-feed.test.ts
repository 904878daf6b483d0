// The feed of one partition. Method: a partition and connections that do what the test says, virtual time; then a property
// over random appends, disconnects, moves, refusals, retention, epochs and partial reads: every record once, in order, or
// told as a gap, in bounded memory.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FeedOptions,
  type Gap,
  PartitionFeed,
  type TakenBatches,
} from '../../../../src/client/consumer/partition-feed.ts';
import { CONTIGUOUS } from '../../../../src/model/continuity.ts';
import { BrokerError } from '../../../../src/model/errors.ts';
import { term } from '../../../../src/model/ids.ts';
import { iterateRecords } from '../../../../src/record/records.ts';
import { Simulation } from '../../../../src/sim/simulation.ts';
import { settle } from '../../../support/settle.ts';
import { type ScriptedLink, ScriptedPartition } from './scripted-partition.ts';

const CREDIT_BYTES = 600;

class Rig {
  readonly partition = new ScriptedPartition();
  readonly gaps: Gap[] = [];
  readonly refusals: string[] = [];
  /** Since when it was so, of each refusal. */
  readonly refusedSinceMs: number[] = [];
  readonly failures: string[] = [];
  readonly sim = new Simulation({ seed: 1, settle });
  readonly clock = this.sim.clock('reader');
  readonly feed: PartitionFeed;
  link: ScriptedLink;
  readables = 0;

  constructor(options: Partial<FeedOptions> = {}) {
    const feedOptions: FeedOptions = {
      tp: { topic: 't', partition: 0 },
      start: 'earliest',
      creditBytes: CREDIT_BYTES,
      creditRecords: 1000,
      gapPolicy: 'reset',
      resetTo: 'earliest',
      clock: this.clock,
      backOffMs: (retry) => retry * 10,
      ...options,
    };
    this.feed = new PartitionFeed(feedOptions, {
      started: () => undefined,
      readable: () => void (this.readables += 1),
      received: () => undefined,
      gap: (gap) => void this.gaps.push(gap),
      refused: (error, sinceMs) => {
        this.refusals.push(error.errorName);
        this.refusedSinceMs.push(sinceMs);
      },
      failed: (error) => void this.failures.push(error.errorName),
    });
    this.link = this.partition.link();
  }

  async attach(link = this.partition.link()): Promise<void> {
    this.link = link;
    this.feed.attach(link);
    await this.pump();
  }

  async pump(): Promise<void> {
    await settle();
    this.link.pump();
    await settle();
  }

  /** Takes what is there and is done with it. */
  read(): number[] {
    const offsets: number[] = [];
    for (let taken = this.feed.take(1e9); taken; taken = this.feed.take(1e9)) {
      offsets.push(...offsetsOf(taken));
      this.feed.putBack(taken, taken.batches.at(-1)!.end);
    }
    return offsets;
  }
}

function offsetsOf({ batches }: TakenBatches): number[] {
  return batches.flatMap(({ bytes, from }) =>
    [...iterateRecords(bytes)].map(({ offset }) => offset).filter((offset) => offset >= from),
  );
}

function range(from: number, end: number): number[] {
  return Array.from({ length: end - from }, (_, at) => from + at);
}

describe('the feed of a partition', () => {
  it('gives what is there and what comes', async () => {
    const rig = new Rig();
    rig.partition.append(3);
    await rig.attach();
    expect(rig.read()).toEqual([0, 1, 2]);
    rig.partition.append(2);
    await rig.pump();
    expect([rig.read(), rig.readables]).toEqual([[3, 4], 2]);
  });

  it('begins at the end when it is told to, and inside of a batch', async () => {
    const late = new Rig({ start: 'latest' });
    late.partition.append(3);
    await late.attach();
    late.partition.append(1);
    await late.pump();
    expect(late.read()).toEqual([3]);
    const inside = new Rig({ start: { offset: 1 } });
    inside.partition.append(3);
    await inside.attach();
    expect(inside.read()).toEqual([1, 2]);
  });

  it('asks on a new connection for what comes next, with the epoch of what it saw', async () => {
    const rig = new Rig();
    rig.partition.epoch = 7;
    rig.partition.append(3);
    await rig.attach();
    rig.link.die();
    rig.partition.append(2);
    await rig.attach();
    expect(rig.link.last.options).toMatchObject({
      start: { offset: 3 },
      lastEpoch: 7,
      topicId: (await rig.link.last.started).topicId,
    });
    expect(rig.read()).toEqual([0, 1, 2, 3, 4]);
  });

  it('moves to another connection while the old one lives', async () => {
    const rig = new Rig();
    rig.partition.append(1);
    await rig.attach();
    const old = rig.link;
    rig.partition.append(1);
    await rig.attach();
    expect(old.last.isOpen).toBe(false);
    old.last.options.onRecords([rig.partition.batches[1]!], undefined as never);
    expect(rig.read()).toEqual([0, 1]);
  });

  it('holds no more than its credit and one batch, and goes on when there is room', async () => {
    const rig = new Rig();
    for (let i = 0; i < 40; i += 1) rig.partition.append(1);
    const largest = Math.max(...rig.partition.batches.map((batch) => batch.length));
    await rig.attach();
    expect(rig.link.last.receivedBytes).toBeLessThan(CREDIT_BYTES + largest);
    const offsets: number[] = [];
    for (let i = 0; i < 40 && offsets.length < 40; i += 1) {
      offsets.push(...rig.read());
      await rig.pump();
    }
    expect(offsets).toEqual(range(0, 40));
  });

  it('takes from a new connection only what there is room for beside what it holds', async () => {
    const rig = new Rig();
    for (let i = 0; i < 40; i += 1) rig.partition.append(1);
    const largest = Math.max(...rig.partition.batches.map((batch) => batch.length));
    for (let i = 0; i < 5; i += 1) {
      await rig.attach();
      rig.link.die();
    }
    expect(rig.feed.describe().usedBytes).toBeLessThan(CREDIT_BYTES + largest);
  });

  it('passes over a batch that it has already', async () => {
    const rig = new Rig();
    const batch = rig.partition.append(2);
    rig.partition.append(1);
    await rig.attach();
    const info = { ...(await rig.link.last.started), continuity: CONTIGUOUS };
    rig.link.last.options.onRecords([batch], info);
    await rig.attach();
    expect(rig.link.last.options.start).toEqual({ offset: 3 });
    expect(rig.read()).toEqual([0, 1, 2]);
  });

  it('gives again what the application was not done with', async () => {
    const rig = new Rig();
    rig.partition.append(2);
    rig.partition.append(2);
    await rig.attach();
    const taken = rig.feed.take(1e9)!;
    rig.feed.putBack(taken, 1);
    expect(rig.read()).toEqual([1, 2, 3]);
  });

  it('takes at least one batch, however small the bound', async () => {
    const rig = new Rig();
    rig.partition.append(2);
    rig.partition.append(2);
    await rig.attach();
    expect(offsetsOf(rig.feed.take(1)!)).toEqual([0, 1]);
    expect(offsetsOf(rig.feed.take(1)!)).toEqual([2, 3]);
    expect(rig.feed.take(1)).toBeUndefined();
  });

  it.each([
    ['reset', 'earliest', [5, 6, 7]],
    ['reset', 'latest', [8]],
    ['continue', 'latest', [5, 6, 7, 8]],
  ] as const)('after retention overtook it: %s at %s', async (gapPolicy, resetTo, first) => {
    const rig = new Rig({ start: { offset: 2 }, gapPolicy, resetTo });
    rig.partition.append(5);
    rig.partition.append(3);
    rig.partition.retainFrom(5);
    await rig.attach();
    await rig.pump();
    rig.partition.append(1);
    await rig.pump();
    expect(rig.gaps).toEqual([{ kind: 'gap', from: 2, to: 5 }]);
    expect(rig.read().slice(0, first.length)).toEqual(first);
  });

  it('tells a gap that opens while it had no credit', async () => {
    const rig = new Rig();
    for (let i = 0; i < 40; i += 1) rig.partition.append(1);
    await rig.attach();
    const before = rig.read();
    rig.partition.retainFrom(30);
    await rig.pump();
    const after = rig.read();
    expect(rig.gaps).toEqual([{ kind: 'gap', from: before.at(-1)! + 1, to: 30 }]);
    expect(after[0]).toBe(30);
  });

  it('begins anew when the log ends before the wanted offset', async () => {
    const rig = new Rig({ start: { offset: 10, lastEpoch: term(3) } });
    rig.partition.append(2);
    await rig.attach();
    await rig.pump();
    expect(rig.gaps).toEqual([{ kind: 'out-of-range', from: 10 }]);
    expect(rig.read()).toEqual([0, 1]);
  });

  it('forgets what it holds of a log that was cut, and goes on there', async () => {
    const rig = new Rig();
    rig.partition.append(1);
    rig.partition.append(2);
    await rig.attach();
    const taken = rig.feed.take(1)!;
    const other = new ScriptedPartition();
    other.append(1);
    other.epoch = 9;
    rig.link.last.truncate(1, [other.append(3)]);
    rig.feed.putBack(taken, 0);
    expect(rig.gaps).toEqual([{ kind: 'truncated', from: 1 }]);
    expect(rig.read()).toEqual([1, 2, 3]);
  });

  it('has room again when all that filled it was cut while it had no connection', async () => {
    const rig = new Rig();
    for (let i = 0; i < 40; i += 1) rig.partition.append(1);
    await rig.attach();
    expect(rig.feed.describe().usedBytes).toBeGreaterThanOrEqual(CREDIT_BYTES);
    rig.link.die();
    const other = new ScriptedPartition();
    other.epoch = 9;
    other.append(3);
    const link = other.link();
    link.cutAt = 0;
    await rig.attach(link);
    await rig.pump();
    expect(rig.gaps).toEqual([{ kind: 'truncated', from: 0 }]);
    expect(rig.read()).toEqual([0, 1, 2]);
  });

  it('fails at a gap when that is the policy', async () => {
    const rig = new Rig({ start: { offset: 10 }, gapPolicy: 'fail' });
    await rig.attach();
    expect(rig.failures).toEqual(['OFFSET_OUT_OF_RANGE']);
    await rig.attach();
    expect(rig.link.subscriptions).toEqual([]);
  });

  it('tries again by itself when the broker refuses for the moment', async () => {
    const rig = new Rig();
    rig.partition.append(1);
    const link = rig.partition.link();
    link.refusal = 'LEADER_NOT_AVAILABLE';
    await rig.attach(link);
    await rig.sim.runFor(11);
    expect(link.subscriptions).toHaveLength(2);
    link.refusal = undefined;
    await rig.sim.runFor(25);
    await rig.pump();
    expect(rig.refusals).toEqual(['LEADER_NOT_AVAILABLE', 'LEADER_NOT_AVAILABLE']);
    expect(rig.read()).toEqual([0]);
    link.last.end('INVALID_REQUEST');
    expect(rig.failures).toEqual(['INVALID_REQUEST']);
  });

  it('waits anew when it comes to another connection', async () => {
    const rig = new Rig();
    for (let i = 0; i < 5; i += 1) {
      const link = rig.partition.link();
      link.refusal = 'LEADER_NOT_AVAILABLE';
      await rig.attach(link);
      await rig.sim.runFor(11);
      expect(link.subscriptions).toHaveLength(2);
    }
  });

  it('tells since when its partition stalls, and goes on where it is', async () => {
    const rig = new Rig();
    rig.partition.append(2);
    await rig.attach();
    await rig.sim.runFor(3000);
    const { options } = rig.link.last;
    options.onStalled!(new BrokerError('LEADER_NOT_AVAILABLE'), 2500);
    expect(rig.refusedSinceMs).toEqual([rig.clock.monotonic() - 2500]);
    rig.partition.append(1);
    await rig.pump();
    expect(rig.link.subscriptions).toHaveLength(1);
    await rig.attach();
    // Of a subscription that it has left.
    options.onStalled!(new BrokerError('LEADER_NOT_AVAILABLE'), 5000);
    rig.partition.append(1);
    await rig.pump();
    expect([rig.refusals, rig.read()]).toEqual([['LEADER_NOT_AVAILABLE'], [0, 1, 2, 3]]);
  });

  it('asks for nothing any more when it is closed', async () => {
    const rig = new Rig();
    const link = rig.partition.link();
    link.refusal = 'LEADER_NOT_AVAILABLE';
    await rig.attach(link);
    rig.feed.close();
    await rig.sim.runFor(100);
    await rig.attach(link);
    expect(link.subscriptions).toHaveLength(1);
    expect(rig.feed.isReadable).toBe(false);
  });
});

type Step =
  | { readonly kind: 'append'; readonly count: number }
  | { readonly kind: 'elect' | 'disconnect' | 'move' | 'end' | 'pump' | 'wait' }
  | { readonly kind: 'retain'; readonly share: number }
  | { readonly kind: 'read'; readonly bytesMax: number; readonly share: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('append'), count: fc.integer({ min: 1, max: 9 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('elect', 'disconnect', 'move', 'end', 'pump', 'pump', 'wait'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('retain'),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('read'),
      bytesMax: fc.integer({ min: 1, max: 800 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
);

/** Carries the steps out, and keeps account of what the application has seen and what lies in memory. */
class Story {
  readonly rig: Rig;
  readonly seen: number[] = [];
  private position = 0;
  private largest = 0;

  constructor(creditRecords: number) {
    this.rig = new Rig({ creditRecords });
  }

  async play(one: Step): Promise<void> {
    const { rig } = this;
    switch (one.kind) {
      case 'append':
        this.largest = Math.max(this.largest, rig.partition.append(one.count).length);
        return;
      case 'elect':
        rig.partition.epoch += 1;
        return;
      case 'disconnect':
        rig.link.die();
        return rig.attach();
      case 'move':
        return rig.attach();
      case 'end':
        rig.link.last?.end('LEADER_NOT_AVAILABLE');
        return;
      case 'pump':
        return rig.pump();
      case 'wait':
        return rig.sim.runFor(50);
      case 'retain':
        return rig.partition.retainFrom(Math.floor(rig.partition.end * one.share));
      case 'read':
        return this.read(one.bytesMax, one.share);
    }
  }

  /** Is done with a share of what it takes, and puts back the rest. */
  private read(bytesMax: number, share: number): void {
    const taken = this.rig.feed.take(bytesMax);
    if (taken === undefined) return;
    const offsets = offsetsOf(taken);
    const done = offsets.slice(0, Math.ceil(offsets.length * share));
    this.seen.push(...done);
    this.position =
      done.length === offsets.length ? taken.batches.at(-1)!.end : offsets[done.length]!;
    this.rig.feed.putBack(taken, this.position);
  }

  async finish(): Promise<void> {
    await this.play({ kind: 'disconnect' });
    for (let i = 0; i < 1000 && this.position < this.rig.partition.end; i += 1) {
      await this.rig.pump();
      this.read(1e9, 1);
    }
  }

  check(): void {
    const told = new Set(
      this.rig.gaps.flatMap((gap) => (gap.kind === 'gap' ? range(gap.from, gap.to) : [])),
    );
    const expected = range(0, this.rig.partition.end).filter((offset) => !told.has(offset));
    expect(this.seen).toEqual(expected);
    expect(this.rig.failures).toEqual([]);
  }

  checkMemory(): void {
    const { usedBytes } = this.rig.feed.describe();
    expect(usedBytes).toBeLessThanOrEqual(CREDIT_BYTES + this.largest);
  }
}

describe('the feed of a partition, whatever happens', () => {
  it('gives every record once, in order, or tells the gap; and holds a bounded number of bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 80 }),
        fc.constantFrom(20, 1000),
        async (steps, creditRecords) => {
          const story = new Story(creditRecords);
          await story.rig.attach();
          for (const one of steps) {
            await story.play(one);
            story.checkMemory();
          }
          await story.finish();
          story.check();
        },
      ),
      { numRuns: 150 },
    );
  });
});
