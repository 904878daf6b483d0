// Goal: what members were told outlives their coordinator, what it had only decided does not; and every bound of a
// coordinator is an error with a name. Method: as coordinator.test.ts; commits are held back where it says so.
import { describe, expect, it } from 'vitest';
import type { GroupRequestOf } from '../../../src/group/requests.ts';
import { bytesOf, GroupRig, joinAll, SECOND, stableGroup, syncAll, TestMember } from './rig.ts';

describe('a new coordinator', () => {
  it('knows the members of a stable group, and gives each a session time-out to be heard', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    rig.advance(9 * SECOND);
    rig.failOver();
    rig.advance(9 * SECOND);
    expect(first.heartbeat()).toEqual({ kind: 'heartbeat' });
    expect(first.sync()).toMatchObject({ assignment: bytesOf(first.memberId) });
    expect(rig.state()).toBe('Stable 2');
    rig.advance(SECOND);
    expect(second.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
    expect(first.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
  });

  it('goes on between join and sync where the old one was', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2) as [TestMember, TestMember];
    joinAll(members);
    rig.failOver();
    expect(rig.state()).toBe('CompletingRebalance 3');
    expect(members[1].commit(1)).toBe('REBALANCE_IN_PROGRESS');
    syncAll(members);
    expect(rig.state()).toBe('Stable 3');
  });

  it('drops who does not sync with it', () => {
    const rig = new GroupRig();
    const options = { sessionTimeoutMs: 100 * SECOND, rebalanceTimeoutMs: 30 * SECOND };
    const members = stableGroup(rig, 2, options) as [TestMember, TestMember];
    joinAll(members);
    rig.failOver();
    const token = members[1].startSync();
    rig.advance(30 * SECOND);
    expect(rig.answers.get(token)).toBe('REBALANCE_IN_PROGRESS');
    expect(members[0].heartbeat()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('has not heard of a generation that was not committed, and no member has', () => {
    const rig = new GroupRig();
    const [first] = stableGroup(rig, 1) as [TestMember];
    rig.holdsCommits = true;
    const second = new TestMember(rig);
    const token = second.startJoin();
    first.startJoin();
    expect(rig.answers.has(token)).toBe(false);
    rig.failOver();
    rig.holdsCommits = false;
    expect(rig.state()).toBe('Stable 1');
    expect(first.heartbeat()).toEqual({ kind: 'heartbeat' });
  });

  it('never gives out a generation again', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    second.leave();
    const token = first.startJoin();
    expect(first.joined(token).generationId).toBe(3);
    rig.failOver();
    joinAll([new TestMember(rig), first]);
    expect(first.generationId).toBe(4);
    first.leave();
    rig.advance(60 * SECOND);
    rig.failOver();
    const late = new TestMember(rig);
    expect(late.join().generationId).toBeGreaterThan(5);
  });

  it('knows no id that was handed out and not joined with', () => {
    const rig = new GroupRig();
    const member = new TestMember(rig);
    member.join({ requiresKnownMemberId: true });
    rig.failOver();
    expect(rig.ask(member.joinRequest())).toBe('UNKNOWN_MEMBER_ID');
    expect(rig.describe().state).toBe('Dead');
  });
});

describe('a client that went away', () => {
  it('while its sync waits is not answered, and its session runs on', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2) as [TestMember, TestMember];
    joinAll(members);
    const token = members[1].startSync();
    rig.advance(5 * SECOND);
    rig.forget(token);
    members[0].sync({ [members[1].memberId]: 'b' });
    expect(rig.answers.has(token)).toBe(false);
    expect(members[1].sync()).toMatchObject({ assignment: bytesOf('b') });
    rig.forget(token);
    rig.forget(9999);
    rig.advance(9 * SECOND);
    expect(members[1].heartbeat()).toEqual({ kind: 'heartbeat' });
  });

  it('while its join waits counts as not joined, and may come back until its session ends', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    const changed = { protocols: [{ name: 'range', metadata: bytesOf('new') }] };
    rig.forget(second.startJoin(changed));
    const token = first.startJoin();
    expect(rig.answers.has(token)).toBe(false);
    rig.advance(9 * SECOND);
    expect(second.join(changed).generationId).toBe(3);
    expect(first.joined(token).members).toHaveLength(2);
  });

  it('for good is dropped with its session, and the others go on', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    rig.forget(second.startJoin({ protocols: [{ name: 'range', metadata: bytesOf('new') }] }));
    const token = first.startJoin();
    rig.advance(10 * SECOND);
    expect(first.joined(token).members).toHaveLength(1);
  });

  it('unnoticed, before it knew its id, holds up a rebalance for five minutes at most', () => {
    const rig = new GroupRig();
    const [first] = stableGroup(rig, 1, { rebalanceTimeoutMs: 900 * SECOND }) as [TestMember];
    const lost = new TestMember(rig, { rebalanceTimeoutMs: 900 * SECOND }).startJoin();
    for (let i = 0; i < 34; i += 1) {
      rig.advance(9 * SECOND);
      first.heartbeat();
    }
    expect(rig.answers.get(lost)).toBe('UNKNOWN_MEMBER_ID');
    expect(first.join().members).toHaveLength(1);
  });
});

describe('the bounds', () => {
  it('group.max.size: one more is refused, and during a rebalance who comes first stays', () => {
    const rig = new GroupRig({ groupSizeMax: 2 });
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    const third = new TestMember(rig);
    expect(rig.ask(third.joinRequest())).toBe('GROUP_MAX_SIZE_REACHED');
    expect(rig.state()).toBe('Stable 2');
    const token = first.startJoin();
    third.startJoin();
    expect(rig.ask(second.joinRequest())).toBe('GROUP_MAX_SIZE_REACHED');
    rig.advance(60 * SECOND);
    expect(first.joined(token).members).toHaveLength(2);
  });

  it('ids that are handed out are as many as members, and the oldest goes', () => {
    const rig = new GroupRig({ groupSizeMax: 2 });
    const members = [1, 2, 3].map(() => new TestMember(rig));
    for (const member of members) member.join({ requiresKnownMemberId: true });
    expect(rig.ask(members[0]!.joinRequest())).toBe('UNKNOWN_MEMBER_ID');
    expect(members[2]!.join().generationId).toBe(1);
  });

  it('groups: one more is refused, whoever asks for it', () => {
    const rig = new GroupRig({ groupsMax: 1 });
    stableGroup(rig, 1);
    const other = new TestMember(rig, { groupId: 'other' });
    expect(rig.ask(other.joinRequest())).toBe('POLICY_VIOLATION');
    expect(other.commit(1)).toBe('POLICY_VIOLATION');
    expect(other.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
    expect(rig.ask({ kind: 'list' })).toMatchObject({ groups: [{ groupId: 'g' }] });
  });

  it('waiting requests: one more is told to ask later, and changes nothing', () => {
    const rig = new GroupRig({ waitingMax: 1 });
    const [first] = stableGroup(rig, 1) as [TestMember];
    const second = new TestMember(rig);
    second.startJoin();
    const third = new TestMember(rig);
    expect(rig.ask(third.joinRequest())).toBe('COORDINATOR_LOAD_IN_PROGRESS');
    expect(rig.describe().members).toHaveLength(2);
    expect(rig.ask(first.joinRequest())).toBe('COORDINATOR_LOAD_IN_PROGRESS');
  });

  it.each<[string, Partial<GroupRequestOf<'join'>>]>([
    ['protocols', { protocols: [{ name: 'range', metadata: new Uint8Array(70_000) }] }],
    ['names', { protocols: [{ name: 'x'.repeat(256), metadata: new Uint8Array() }] }],
    ['client id', { clientId: 'x'.repeat(256) }],
    ['client id', { clientId: '\ud800' }],
    ['instance id', { groupInstanceId: '' }],
    [
      'count of protocols',
      { protocols: Array.from({ length: 101 }, () => ({ name: 'a', metadata: bytesOf('') })) },
    ],
  ])('what a member says of itself: too much or not well-formed %s', (_, wrong) => {
    const rig = new GroupRig();
    expect(rig.ask(new TestMember(rig).joinRequest(wrong))).toBe('INVALID_REQUEST');
    expect(rig.describe().state).toBe('Dead');
  });

  it('subscriptions of one group fit into its record', () => {
    const rig = new GroupRig({ batchBytesMax: 4000 });
    const options = { protocols: [{ name: 'range', metadata: new Uint8Array(600) }] };
    const [first] = stableGroup(rig, 1, options) as [TestMember];
    const second = new TestMember(rig, options);
    expect(rig.ask(second.joinRequest())).toBe('GROUP_MAX_SIZE_REACHED');
    const protocols = [{ name: 'range', metadata: new Uint8Array(1100) }];
    expect(rig.ask(first.joinRequest({ protocols }))).toBe('GROUP_MAX_SIZE_REACHED');
    expect(rig.state()).toBe('Stable 1');
  });

  it('all state of a coordinator', () => {
    const rig = new GroupRig({ stateBytesMax: 500 });
    const offsets = Array.from({ length: 20 }, (_, partition) => partition);
    const member = new TestMember(rig);
    const answers = offsets.map((partition) => member.commit(1, { partition }));
    expect(answers[0]).toMatchObject({ partitions: [{ topic: 't', partition: 0 }] });
    expect(answers[19]).toMatchObject({ partitions: [{ error: 'POLICY_VIOLATION' }] });
    expect(member.commit(2)).toEqual({
      kind: 'commit-offsets',
      partitions: [{ topic: 't', partition: 0 }],
    });
    const other = new TestMember(rig, { groupId: 'other' });
    expect(rig.ask(other.joinRequest())).toBe('POLICY_VIOLATION');
  });

  it('many groups that are due at once go in several batches', () => {
    const rig = new GroupRig({ batchBytesMax: 2000 });
    for (let i = 0; i < 50; i += 1) stableGroup(rig, 1, { groupId: `g${i}` });
    const before = rig.log.length;
    rig.largestBatchBytes = 0;
    rig.advance(10 * SECOND);
    expect(rig.log.length - before).toBe(50);
    expect(rig.largestBatchBytes).toBeLessThan(2000);
  });
});

describe('describing and listing', () => {
  it('says what the members have, once the group is stable', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2, (i) => (i === 0 ? { groupInstanceId: 'i0' } : {}));
    const described = rig.describe();
    expect(described).toMatchObject({
      groupId: 'g',
      state: 'Stable',
      generationId: 2,
      protocolType: 'consumer',
      protocolName: 'range',
      members: [{ groupInstanceId: 'i0', clientId: 'client', clientHost: '/127.0.0.1' }, {}],
    });
    expect(described.members[1]?.assignment).toEqual(bytesOf(members[1]!.memberId));
    new TestMember(rig).startJoin();
    expect(rig.describe()).toMatchObject({ state: 'PreparingRebalance', protocolName: '' });
    expect(rig.describe().members[1]?.assignment).toEqual(new Uint8Array());
    expect(rig.describe('other')).toMatchObject({ state: 'Dead', members: [] });
  });

  it('lists by state, in whatever case', () => {
    const rig = new GroupRig();
    stableGroup(rig, 1, { groupId: 'a' });
    new TestMember(rig, { groupId: 'b' }).commit(1);
    const of = (states?: readonly string[]) =>
      rig.ask({ kind: 'list', ...(states === undefined ? {} : { states }) });
    const a = { groupId: 'a', protocolType: 'consumer', state: 'Stable' };
    const b = { groupId: 'b', protocolType: '', state: 'Empty' };
    expect(of()).toEqual({ kind: 'list', groups: [a, b] });
    expect(of(['stable'])).toEqual({ kind: 'list', groups: [a] });
    expect(of(['Empty', 'Dead'])).toEqual({ kind: 'list', groups: [b] });
    expect(of([])).toEqual({ kind: 'list', groups: [] });
  });
});
