// Goal: static membership (KIP-345, KIP-814): a restart within the session time-out moves no partition. Method: as
// coordinator.test.ts.
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  GroupRig,
  joinAll,
  SECOND,
  stableGroup,
  subscription,
  TestMember,
} from './rig.ts';

const options = (i: number) => ({
  groupInstanceId: `i${i}`,
  sessionTimeoutMs: 100 * SECOND,
  rebalanceTimeoutMs: 30 * SECOND,
});

describe('a static member that comes back', () => {
  it('takes its place without a rebalance, and the old one is fenced', () => {
    const rig = new GroupRig();
    const [, old] = stableGroup(rig, 2, options) as [TestMember, TestMember];
    const restarted = new TestMember(rig, options(1));
    const answer = restarted.join();
    expect(answer).toMatchObject({ generationId: 2, skipAssignment: false, members: [] });
    expect(answer.memberId).not.toBe(old.memberId);
    expect(answer.memberId).toMatch(/^i1-/);
    expect(rig.state()).toBe('Stable 2');
    expect(restarted.sync()).toMatchObject({ assignment: bytesOf(old.memberId) });
    expect(old.heartbeat()).toBe('FENCED_INSTANCE_ID');
    expect(old.sync()).toBe('FENCED_INSTANCE_ID');
    expect(old.commit(3)).toBe('FENCED_INSTANCE_ID');
    expect(rig.ask(old.joinRequest())).toBe('FENCED_INSTANCE_ID');
    expect(restarted.heartbeat()).toEqual({ kind: 'heartbeat' });
  });

  it('is still the leader, and told not to assign', () => {
    const rig = new GroupRig();
    stableGroup(rig, 2, options);
    const restarted = new TestMember(rig, options(0));
    const answer = restarted.join();
    expect(answer).toMatchObject({ skipAssignment: true, leader: answer.memberId });
    const instances = new Set(answer.members.map((member) => member.groupInstanceId));
    expect(instances).toEqual(new Set(['i0', 'i1']));
  });

  it('is known under its new id after a fail-over, as soon as it was answered', () => {
    const rig = new GroupRig();
    const [, old] = stableGroup(rig, 2, options) as [TestMember, TestMember];
    const restarted = new TestMember(rig, options(1));
    restarted.join();
    rig.failOver();
    expect(old.heartbeat()).toBe('FENCED_INSTANCE_ID');
    expect(restarted.heartbeat()).toEqual({ kind: 'heartbeat' });
    expect(restarted.sync()).toMatchObject({ assignment: bytesOf(old.memberId) });
  });

  it.each([
    ['what it owned, which differs after every restart', [...subscription('t'), 1, 2], 'Stable 2'],
    ['its topics', [...subscription('t', 'u')], 'PreparingRebalance 2'],
    ['something that is no subscription', [1], 'PreparingRebalance 2'],
  ])('after a change of %s', (_, metadata, state) => {
    const rig = new GroupRig();
    stableGroup(rig, 2, options);
    const protocols = [{ name: 'range', metadata: Uint8Array.from(metadata) }];
    new TestMember(rig, { ...options(1), protocols }).startJoin();
    expect(rig.state()).toBe(state);
  });

  it('during a rebalance takes its place in it, and the request of the old one ends', () => {
    const rig = new GroupRig();
    const [first, old] = stableGroup(rig, 2, options) as [TestMember, TestMember];
    const lost = old.startJoin({ protocols: [{ name: 'range', metadata: bytesOf('new') }] });
    const restarted = new TestMember(rig, options(1));
    const token = restarted.startJoin();
    expect(rig.answers.get(lost)).toBe('FENCED_INSTANCE_ID');
    first.join();
    expect(restarted.joined(token).generationId).toBe(3);
    // Between join and sync: the leader has the old id, so all begin again.
    const sync = restarted.startSync();
    const second = new TestMember(rig, options(1)).startJoin();
    expect(rig.answers.get(sync)).toBe('FENCED_INSTANCE_ID');
    expect(rig.state()).toBe('PreparingRebalance 3');
    expect(rig.answers.has(second)).toBe(false);
  });

  it('is kept through a rebalance that it misses, until its session ends', () => {
    const rig = new GroupRig();
    const [first, absent] = stableGroup(rig, 2, options) as [TestMember, TestMember];
    const token = first.startJoin();
    rig.advance(30 * SECOND);
    expect(first.joined(token)).toMatchObject({ generationId: 3, members: [{}, {}] });
    first.sync({ [first.memberId]: 'a', [absent.memberId]: 'b' });
    rig.advance(40 * SECOND);
    first.heartbeat();
    const restarted = new TestMember(rig, options(1));
    expect(restarted.join().generationId).toBe(3);
    expect(restarted.sync()).toMatchObject({ assignment: bytesOf('b') });
    rig.advance(99 * SECOND);
    first.heartbeat();
    rig.advance(SECOND);
    expect(rig.describe().members).toHaveLength(1);
  });

  it('when none has joined again, the group waits for their sessions', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 3, (i) => (i === 2 ? {} : options(i)));
    members[2]!.leave();
    rig.advance(30 * SECOND);
    expect(rig.state()).toBe('PreparingRebalance 3');
    rig.advance(70 * SECOND);
    expect(rig.state()).toBe('Empty 4');
  });

  it('under an unknown member id is refused as such', () => {
    const rig = new GroupRig();
    stableGroup(rig, 1, options);
    const stranger = new TestMember(rig, options(5));
    stranger.memberId = 'nobody';
    expect(rig.ask(stranger.joinRequest())).toBe('UNKNOWN_MEMBER_ID');
    const [a, b] = [new TestMember(rig, options(0)), new TestMember(rig, options(0))];
    a.join();
    b.join();
    expect(rig.describe().members).toHaveLength(1);
    joinAll([b]);
  });
});
