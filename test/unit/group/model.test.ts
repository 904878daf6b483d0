// Goal: what members are told holds, whatever comes between: other members, time, lost answers, and coordinators that
// lose their office at any moment with what they had not committed. Method: random schedules over GroupWorld, which
// checks every answer against the committed log; then everybody behaves, and the group must come to rest.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GroupImage } from '../../../src/group/image.ts';
import { checkCoordinator } from './check-coordinator.ts';
import { GroupWorld, SLOTS } from './model.ts';
import { SECOND } from './rig.ts';

type Step = (world: GroupWorld) => void;

const slot = fc.nat({ max: SLOTS - 1 });
const partition = fc.nat({ max: 2 });

function step(arbitrary: fc.Arbitrary<Step>, weight: number) {
  return { arbitrary, weight };
}

const anyStep = fc.oneof(
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.join(i, 'same'),
    ),
    8,
  ),
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.join(i, 'changed'),
    ),
    1,
  ),
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.sync(i),
    ),
    8,
  ),
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.heartbeat(i),
    ),
    4,
  ),
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.leave(i),
    ),
    1,
  ),
  step(
    fc.tuple(slot, partition).map(
      ([i, p]): Step =>
        (world) =>
          world.commitOffset(i, p),
    ),
    4,
  ),
  step(
    partition.map(
      (p): Step =>
        (world) =>
          world.commitOffset('administrator', p),
    ),
    1,
  ),
  step(
    fc.constant<Step>((world) => world.describe()),
    3,
  ),
  step(
    fc.constant<Step>((world) => world.deleteGroup()),
    1,
  ),
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.restart(i),
    ),
    1,
  ),
  step(
    slot.map(
      (i): Step =>
        (world) =>
          world.disconnect(i),
    ),
    1,
  ),
  step(
    fc.integer({ min: 1, max: 20 }).map(
      (s): Step =>
        (world) =>
          world.advance(s * SECOND),
    ),
    4,
  ),
  step(
    fc.constant<Step>((world) => world.commitNext()),
    6,
  ),
  step(
    fc.constant<Step>((world) => world.commitAll()),
    6,
  ),
  step(
    fc.constant<Step>((world) => world.failOver()),
    1,
  ),
);

const settings = fc.record({
  initialRebalanceDelayMs: fc.constantFrom(0, 3 * SECOND),
  groupSizeMax: fc.constantFrom(SLOTS, 100),
  offsetsRetentionMs: fc.constantFrom(1200 * SECOND, 7 * 86_400 * SECOND),
});

describe('a group, whatever comes between', () => {
  it('keeps its promises, and comes to rest once everybody behaves', () => {
    fc.assert(
      fc.property(settings, fc.array(anyStep, { maxLength: 150, size: 'max' }), (given, steps) => {
        const world = new GroupWorld(given);
        for (const run of steps) {
          run(world);
          checkCoordinator(world.rig.coordinator);
        }
        world.settle();
        world.converge();
        checkCoordinator(world.rig.coordinator);
        const { image, log } = world.rig;
        // From the log, or from any snapshot and the log behind it: the same image.
        let replayed = new GroupImage();
        for (const [i, { key, value }] of log.entries()) {
          if (i % 7 === 0) replayed = GroupImage.fromSnapshot(replayed.snapshot());
          replayed.replay(key, value);
        }
        expect(replayed.snapshot()).toEqual(image.snapshot());
        expect(replayed.sizeBytes).toBe(image.sizeBytes);
      }),
      { numRuns: 100 },
    );
  });
});
