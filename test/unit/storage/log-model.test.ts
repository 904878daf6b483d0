// Goal: no sequence of operations leaves the log in another state than the model says. Method: random sequences, with
// clean restarts and crashes of process and power in between, against the history that LogRig keeps.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAtOrBefore, isBefore, isSamePosition, position } from '../../../src/model/position.ts';
import { SimDisk } from '../../../src/sim/disk.ts';
import { configurationOf } from '../../support/log-entries.ts';
import { LogRig, SMALL } from '../../support/log-rig.ts';

type Step =
  | { kind: 'append'; batches: number; records: number; valueBytes: number }
  | { kind: 'marker'; isConfiguration: boolean }
  | { kind: 'wait' }
  | { kind: 'turns'; count: number }
  | { kind: 'truncate'; share: number }
  | { kind: 'retention'; bytes: number }
  | { kind: 'compact'; share: number }
  | { kind: 'reset'; distance: number; ordinal: number }
  | { kind: 'read'; share: number; upTo: number }
  | { kind: 'restart'; tailCacheBytes: number }
  | { kind: 'crash'; how: 'process' | 'power' };

const share = fc.double({ min: 0, max: 1, noNaN: true });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      batches: fc.integer({ min: 1, max: 5 }),
      records: fc.integer({ min: 1, max: 3 }),
      valueBytes: fc.integer({ min: 10, max: 400 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('marker' as const), isConfiguration: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('turns' as const),
      count: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('truncate' as const), share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('retention' as const),
      bytes: fc.integer({ min: 0, max: 4000 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('compact' as const), share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('reset' as const),
      distance: fc.integer({ min: 0, max: 20 }),
      ordinal: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), share, upTo: share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('restart' as const),
      tailCacheBytes: fc.constantFrom(0, 500, 1 << 20),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      how: fc.constantFrom('process' as const, 'power' as const),
    }),
  },
);

/** What the core must not do: cut or drop what is committed; the model commits what retention was told. */
interface World {
  readonly rig: LogRig;
  committed: ReturnType<typeof position>;
}

function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))]!;
}

async function perform(world: World, one: Step): Promise<void> {
  const { rig } = world;
  const { log, maker } = rig;
  if (one.kind === 'append') {
    rig.append(maker.batches(one.batches, one));
  } else if (one.kind === 'marker') {
    rig.append([one.isConfiguration ? maker.configuration(1, 2) : maker.termStart()]);
  } else if (one.kind === 'wait') {
    await rig.recorder.synced();
  } else if (one.kind === 'turns') {
    for (let i = 0; i < one.count; i += 1) await Promise.resolve();
  } else if (one.kind === 'truncate') {
    const allowed = rig.boundaries.filter((boundary) => isAtOrBefore(world.committed, boundary));
    const to = pick(allowed, one.share);
    if (isBefore(to, log.lastPosition)) rig.truncate(to);
  } else if (one.kind === 'retention') {
    await rig.recorder.synced();
    world.committed = log.lastPosition;
    log.configure({ ...SMALL, retentionBytes: one.bytes });
    await log.enforceRetention(0, world.committed, () => log.baseState);
  } else if (one.kind === 'compact') {
    await rig.recorder.synced();
    const at = pick(rig.boundaries, one.share);
    if (isBefore(world.committed, at)) world.committed = at;
    if (isAtOrBefore(log.base.position, at)) await log.compactTo(rig.baseAt(at), Uint8Array.of(1));
  } else if (one.kind === 'reset') {
    await reset(world, one.distance, one.ordinal);
  } else if (one.kind === 'read') {
    await read(world, one);
  } else {
    await restart(world, one);
  }
  checkAnswers(rig);
}

async function reset(world: World, distance: number, ordinal: number): Promise<void> {
  const { rig } = world;
  const at = position(rig.log.lastPosition.nextOffset + distance, ordinal);
  const base = { position: at, term: rig.maker.term, configuration: configurationOf(5) };
  const before = rig.recorder.resets.length;
  rig.reset(base, at.nextOffset, Uint8Array.of(2));
  await rig.recorder.until(() => rig.recorder.resets.length > before);
  world.committed = at;
}

async function read({ rig }: World, one: Step & { kind: 'read' }): Promise<void> {
  const from = pick(rig.boundaries, one.share);
  const upTo = pick(rig.boundaries, one.upTo);
  const wanted = rig.now.entries.filter(
    (entry) => isAtOrBefore(from, entry.prev) && isAtOrBefore(entry.end, upTo),
  );
  expect(await rig.log.readEntries(from, upTo)).toEqual(wanted);
}

async function restart(world: World, one: Step & { kind: 'restart' | 'crash' }): Promise<void> {
  const { rig } = world;
  if (one.kind === 'restart') {
    await rig.log.close();
    await rig.reopen({ tailCacheBytes: one.tailCacheBytes });
  } else {
    // The old log runs on, on a disk that nobody looks at any more.
    rig.disk = rig.disk.clone(one.how);
    await rig.reopen();
  }
  if (isBefore(rig.log.lastPosition, world.committed)) world.committed = rig.log.lastPosition;
}

function checkAnswers(rig: LogRig): void {
  const { log } = rig;
  expect(rig.recorder.failures).toEqual([]);
  const last = rig.boundaries.at(-1)!;
  expect(log.lastPosition).toEqual(last);
  expect(log.base.position).toEqual(rig.now.base.position);
  for (let n: number = log.base.position.nextOffset; n <= last.nextOffset; n += 3) {
    const found = log.boundaryAtOrBefore(position(n, 1));
    expect(rig.boundaries.some((boundary) => isSamePosition(boundary, found))).toBe(true);
  }
  let at = log.base.position;
  while (isBefore(at, last)) {
    const { end } = log.boundaryAfter(at, 700);
    expect(rig.boundaries.some((boundary) => isSamePosition(boundary, end))).toBe(true);
    expect(isBefore(at, end)).toBe(true);
    at = end;
  }
}

describe('random operations', { timeout: 60_000 }, () => {
  it('and crashes leave what the model says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.nat(1e6),
        async (steps, seed) => {
          const rig = await new LogRig(new SimDisk({ seed })).open();
          const world: World = { rig, committed: position(0, 0) };
          for (const one of steps) await perform(world, one);
        },
      ),
      { numRuns: Number(process.env['LOG_MODEL_RUNS'] ?? 60) },
    );
  });
});
