/** What happens to a log in random tests: one step, carried out on the log and on its model, which must agree after it. */
import assert from 'node:assert/strict';
import {
  isAtOrBefore,
  isBefore,
  isSamePosition,
  position,
  showPosition,
  type Position,
} from '../../src/model/position.ts';
import { configurationOf } from './log-entries.ts';
import { SMALL, type LogRig } from './log-rig.ts';

export type Step =
  | { kind: 'append'; batches: number; records: number; valueBytes: number }
  | { kind: 'marker'; isConfiguration: boolean }
  | { kind: 'wait' }
  | { kind: 'turns'; count: number }
  | { kind: 'truncate'; share: number }
  | { kind: 'retention'; bytes: number }
  | { kind: 'compact'; share: number }
  | { kind: 'reset'; distance: number; ordinal: number }
  | { kind: 'read'; share: number; upTo: number }
  | { kind: 'checkpoint' }
  | { kind: 'restart'; tailCacheBytes: number }
  | { kind: 'crash'; how: 'process' | 'power' };

export interface LogWorld {
  readonly rig: LogRig;
  /** What the core must not do: cut or drop what is committed. The model commits what retention was told. */
  committed: Position;
  /** Of bases, in the order of the calls. */
  states: readonly { readonly at: Position; readonly state: Uint8Array }[];
  /** Any of these may be stored; the last one is newest. */
  checkpoints: readonly (Uint8Array | undefined)[];
}

export function newLogWorld(rig: LogRig): LogWorld {
  return {
    rig,
    committed: position(0, 0),
    states: [{ at: position(0, 0), state: new Uint8Array(0) }],
    checkpoints: [undefined],
  };
}

export function pick<T>(items: readonly T[], share: number): T {
  return items[Math.min(items.length - 1, Math.floor(share * items.length))]!;
}

export async function perform(world: LogWorld, one: Step): Promise<void> {
  await carryOut(world, one);
  checkAnswers(world.rig);
}

/** A log that fails meanwhile rejects, or does nothing. */
export async function carryOut(world: LogWorld, one: Step): Promise<void> {
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
    if (isAtOrBefore(log.base.position, at)) {
      await log.compactTo(rig.baseAt(at), stateAt(world, at));
    }
  } else if (one.kind === 'reset') {
    await reset(world, one.distance, one.ordinal);
  } else if (one.kind === 'checkpoint') {
    await storeCheckpoint(world);
  } else if (one.kind === 'read') {
    await read(world, one);
  } else {
    await restart(world, one);
  }
}

/** Tells where and when it is from. */
function stateAt(world: LogWorld, at: Position): Uint8Array {
  const state = new TextEncoder().encode(`${world.states.length} at ${showPosition(at)}`);
  world.states = [...world.states, { at, state }];
  return state;
}

async function storeCheckpoint(world: LogWorld): Promise<void> {
  const { rig } = world;
  const checkpoint = new TextEncoder().encode(`${rig.log.lastPosition.nextOffset}`.repeat(9));
  world.checkpoints = [...world.checkpoints, checkpoint];
  await rig.log.storeCheckpoint(checkpoint);
  world.checkpoints = [checkpoint];
}

async function reset(world: LogWorld, distance: number, ordinal: number): Promise<void> {
  const { rig } = world;
  const at = position(rig.log.lastPosition.nextOffset + distance, ordinal);
  const base = { position: at, term: rig.maker.term, configuration: configurationOf(5) };
  const before = rig.recorder.resets.length;
  world.checkpoints = [...world.checkpoints, undefined];
  rig.reset(base, at.nextOffset, stateAt(world, at));
  await rig.recorder.until(() => rig.recorder.resets.length > before);
  world.committed = at;
  world.checkpoints = [undefined];
}

async function read({ rig }: LogWorld, one: Step & { kind: 'read' }): Promise<void> {
  const from = pick(rig.boundaries, one.share);
  const upTo = pick(rig.boundaries, one.upTo);
  const wanted = rig.now.entries.filter(
    (entry) => isAtOrBefore(from, entry.prev) && isAtOrBefore(entry.end, upTo),
  );
  assert.deepEqual(await rig.log.readEntries(from, upTo), wanted);
}

async function restart(world: LogWorld, one: Step & { kind: 'restart' | 'crash' }): Promise<void> {
  const { rig } = world;
  if (one.kind === 'restart') {
    await rig.log.close();
    await rig.reopen({ tailCacheBytes: one.tailCacheBytes });
  } else {
    // The old log runs on, on a disk that nobody looks at any more.
    rig.moveTo(rig.disk.clone(one.how));
    await rig.reopen();
  }
  const { base, lastPosition } = rig.log;
  if (isBefore(lastPosition, world.committed)) world.committed = lastPosition;
  world.states = world.states.filter(({ at }) => isAtOrBefore(at, base.position));
  world.checkpoints = [rig.log.checkpoint];
}

function checkAnswers(rig: LogRig): void {
  const { log } = rig;
  assert.deepEqual(rig.recorder.failures, []);
  const last = rig.boundaries.at(-1)!;
  assert.deepEqual(log.lastPosition, last);
  assert.deepEqual(log.base.position, rig.now.base.position);
  for (let n: number = log.base.position.nextOffset; n <= last.nextOffset; n += 3) {
    const found = log.boundaryAtOrBefore(position(n, 1));
    assert.ok(rig.boundaries.some((boundary) => isSamePosition(boundary, found)));
  }
  let at = log.base.position;
  while (isBefore(at, last)) {
    const { end } = log.boundaryAfter(at, 700);
    assert.ok(rig.boundaries.some((boundary) => isSamePosition(boundary, end)));
    assert.ok(isBefore(at, end));
    at = end;
  }
}
