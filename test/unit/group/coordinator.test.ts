// Goal: Kafka's classic group protocol, rule by rule. Method: a coordinator whose decisions are committed at once, and
// members that say what Kafka's clients say; time passes as the coordinator's own deadlines have it.
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  GroupRig,
  joinAll,
  SECOND,
  stableGroup,
  subscription,
  syncAll,
  TestMember,
} from './rig.ts';

const assignmentOf = (member: TestMember) => ({ assignment: bytesOf(member.memberId) });

describe('joining', () => {
  it('the first member leads generation 1, and with its assignment the group is stable', () => {
    const rig = new GroupRig();
    const member = new TestMember(rig);
    expect(member.join()).toEqual({
      kind: 'join',
      isMemberIdRequired: false,
      memberId: 'client-id1',
      generationId: 1,
      protocolType: 'consumer',
      protocolName: 'range',
      leader: 'client-id1',
      skipAssignment: false,
      members: [{ memberId: 'client-id1', metadata: subscription('t') }],
    });
    expect(rig.state()).toBe('CompletingRebalance 1');
    expect(member.sync({ 'client-id1': 'all' })).toEqual({
      kind: 'sync',
      protocolType: 'consumer',
      protocolName: 'range',
      assignment: bytesOf('all'),
    });
    expect(rig.state()).toBe('Stable 1');
    expect(member.heartbeat()).toEqual({ kind: 'heartbeat' });
  });

  it('a second member makes everybody join again, and only the leader hears of all members', () => {
    const rig = new GroupRig();
    const [first] = stableGroup(rig, 1) as [TestMember];
    const second = new TestMember(rig);
    const token = second.startJoin();
    expect(rig.answers.has(token)).toBe(false);
    expect(first.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    const answer = first.join();
    expect(answer.generationId).toBe(2);
    expect(answer.leader).toBe(first.memberId);
    expect(answer.members).toHaveLength(2);
    expect(second.joined(token)).toMatchObject({ generationId: 2, members: [] });
    expect(second.leader).toBe(first.memberId);
    syncAll([first, second]);
    expect(rig.state()).toBe('Stable 2');
    for (const member of [first, second]) expect(member.sync()).toMatchObject(assignmentOf(member));
  });

  it('a new member that can come back first gets its id and holds up nobody (KIP-394)', () => {
    const rig = new GroupRig();
    const [first] = stableGroup(rig, 1) as [TestMember];
    const second = new TestMember(rig);
    const answer = second.join({ requiresKnownMemberId: true });
    expect(answer).toMatchObject({ isMemberIdRequired: true, generationId: -1 });
    expect(answer.memberId).toMatch(/^client-id\d+$/);
    expect(first.heartbeat()).toEqual({ kind: 'heartbeat' });
    joinAll([second, first]);
    expect(second.memberId).toBe(answer.memberId);
    expect(rig.state()).toBe('CompletingRebalance 2');
  });

  it('an id that nobody joins with expires, and a rebalance waits for it no longer', () => {
    const rig = new GroupRig();
    const [first] = stableGroup(rig, 1) as [TestMember];
    const late = new TestMember(rig);
    late.join({ requiresKnownMemberId: true });
    const token = first.startJoin();
    expect(rig.answers.has(token)).toBe(false);
    rig.advance(10 * SECOND);
    expect(first.joined(token).generationId).toBe(2);
    expect(rig.ask(late.joinRequest())).toBe('UNKNOWN_MEMBER_ID');
  });

  it('an unknown member id is refused, in a group that is there and in one that is not', () => {
    const rig = new GroupRig();
    const member = new TestMember(rig);
    member.memberId = 'nobody';
    expect(rig.ask(member.joinRequest())).toBe('UNKNOWN_MEMBER_ID');
    stableGroup(rig, 1);
    expect(rig.ask(member.joinRequest())).toBe('UNKNOWN_MEMBER_ID');
  });

  it.each([
    ['', 'INVALID_GROUP_ID'],
    ['x'.repeat(250), 'INVALID_GROUP_ID'],
    ['\ud800', 'INVALID_GROUP_ID'],
  ])('the group id %j is refused by everything that names a group', (groupId, error) => {
    const rig = new GroupRig();
    const member = new TestMember(rig, { groupId });
    expect(rig.ask(member.joinRequest())).toBe(error);
    expect(member.heartbeat()).toBe(error);
    expect(member.sync()).toBe(error);
    expect(member.leave()).toBe(error);
    expect(member.commit(1)).toBe(error);
  });

  it.each([5999, 1_800_001, -1, Number.NaN])('a session time-out of %d ms is refused', (ms) => {
    const rig = new GroupRig();
    const request = new TestMember(rig, { sessionTimeoutMs: ms }).joinRequest();
    expect(rig.ask(request)).toBe('INVALID_SESSION_TIMEOUT');
    expect(rig.describe().state).toBe('Dead');
  });

  it('without a protocol in common with all the others is refused', () => {
    const rig = new GroupRig();
    const stranger = new TestMember(rig);
    expect(rig.ask(stranger.joinRequest({ protocols: [] }))).toBe('INCONSISTENT_GROUP_PROTOCOL');
    expect(rig.ask(stranger.joinRequest({ protocolType: '' }))).toBe('INCONSISTENT_GROUP_PROTOCOL');
    stableGroup(rig, 1);
    const protocols = [{ name: 'sticky', metadata: subscription('t') }];
    expect(rig.ask(stranger.joinRequest({ protocols }))).toBe('INCONSISTENT_GROUP_PROTOCOL');
    expect(rig.ask(stranger.joinRequest({ protocolType: 'connect' }))).toBe(
      'INCONSISTENT_GROUP_PROTOCOL',
    );
    expect(rig.state()).toBe('Stable 1');
  });

  it('most members vote for the protocol, among those that all support', () => {
    const rig = new GroupRig();
    const lists = [
      ['sticky', 'range', 'mine'],
      ['range', 'sticky'],
      ['range', 'sticky', 'other'],
    ];
    const members = stableGroup(rig, 3, (i) => ({
      protocols: lists[i]!.map((name) => ({ name, metadata: bytesOf(name) })),
    }));
    expect(rig.describe()).toMatchObject({ protocolName: 'range' });
    expect(rig.describe().members.map((member) => member.metadata)).toEqual(
      members.map(() => bytesOf('range')),
    );
  });

  it('a protocol that only some support is never chosen, nor enough to join with', () => {
    const rig = new GroupRig();
    const lists = [['mine', 'range'], ['range']];
    stableGroup(rig, 2, (i) => ({
      protocols: lists[i]!.map((name) => ({ name, metadata: bytesOf(name) })),
    }));
    expect(rig.describe()).toMatchObject({ protocolName: 'range' });
    const protocols = [{ name: 'mine', metadata: bytesOf('mine') }];
    expect(rig.ask(new TestMember(rig, { protocols }).joinRequest())).toBe(
      'INCONSISTENT_GROUP_PROTOCOL',
    );
  });

  it('again with the same protocols gets the current generation, without a rebalance', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    expect(second.join().generationId).toBe(2);
    expect(rig.state()).toBe('Stable 2');
    // Between join and sync the leader too: it may not have got the answer.
    joinAll([first, second]);
    expect(rig.state()).toBe('CompletingRebalance 3');
    expect(first.join()).toMatchObject({ generationId: 3, members: [{}, {}] });
    expect(second.join()).toMatchObject({ generationId: 3, members: [] });
  });

  it('again as the leader of a stable group, or with other protocols, begins a rebalance', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    joinAll([first, second]);
    syncAll([first, second]);
    expect(rig.state()).toBe('Stable 3');
    second.options.protocols = [{ name: 'range', metadata: subscription('t', 'u') }];
    joinAll([second, first]);
    expect(rig.state()).toBe('CompletingRebalance 4');
  });

  it('who does not join again within the rebalance time-out is dropped', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2, {
      sessionTimeoutMs: 100 * SECOND,
      rebalanceTimeoutMs: 30 * SECOND,
    }) as [TestMember, TestMember];
    const token = second.startJoin({ protocols: [{ name: 'range', metadata: bytesOf('new') }] });
    rig.advance(30 * SECOND - 1);
    expect(rig.answers.has(token)).toBe(false);
    rig.advance(1);
    expect(second.joined(token)).toMatchObject({ generationId: 3, leader: second.memberId });
    expect(first.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('while the join waits, nobody has to heartbeat', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2, { rebalanceTimeoutMs: 900 * SECOND }) as [
      TestMember,
      TestMember,
    ];
    const token = second.startJoin({ protocols: [{ name: 'range', metadata: bytesOf('new') }] });
    for (let i = 0; i < 60; i += 1) {
      rig.advance(9 * SECOND);
      expect(first.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    }
    first.join();
    expect(second.joined(token).generationId).toBe(3);
  });

  it('a second join of the same member takes the place of the first, and both are answered', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    const changed = { protocols: [{ name: 'range', metadata: bytesOf('new') }] };
    const lost = second.startJoin(changed);
    const token = second.startJoin(changed);
    expect(rig.answers.get(lost)).toBe('REBALANCE_IN_PROGRESS');
    first.join();
    expect(second.joined(token).generationId).toBe(3);
  });

  it('when the client of a new member goes away, the others do not wait for it', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    const lost = new TestMember(rig).startJoin();
    const token = first.startJoin();
    rig.forget(lost);
    expect(rig.answers.has(lost)).toBe(false);
    second.join();
    expect(first.joined(token).members).toHaveLength(2);
  });

  it('an empty group waits for more members, in steps, at most for the rebalance time-out', () => {
    const rig = new GroupRig({ initialRebalanceDelayMs: 3 * SECOND });
    const options = { rebalanceTimeoutMs: 10 * SECOND };
    const members = Array.from({ length: 6 }, () => new TestMember(rig, options));
    const tokens: number[] = [];
    for (const member of members.slice(0, 5)) {
      tokens.push(member.startJoin());
      rig.advance(2 * SECOND);
    }
    // 0, 2, 4, 6, 8 s; the steps end at 3, 6, 9, 10 s.
    expect(rig.state()).toBe('CompletingRebalance 1');
    for (const [i, token] of tokens.entries()) {
      expect(members[i]!.joined(token).generationId).toBe(1);
    }
    const lone = new TestMember(rig, { ...options, groupId: 'lone' });
    const token = lone.startJoin();
    rig.advance(3 * SECOND);
    expect(lone.joined(token).generationId).toBe(1);
  });
});

describe('syncing', () => {
  it('the others wait for the assignment of the leader; who is not in it gets none', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2) as [TestMember, TestMember];
    joinAll(members);
    const token = members[1].startSync();
    expect(rig.answers.has(token)).toBe(false);
    expect(members[0].sync({ [members[0].memberId]: 'all', stranger: 'x' })).toMatchObject({
      assignment: bytesOf('all'),
    });
    expect(rig.answers.get(token)).toMatchObject({ assignment: new Uint8Array() });
    expect(rig.describe().members.map(({ assignment }) => assignment)).toEqual([
      bytesOf('all'),
      new Uint8Array(),
    ]);
  });

  it('is refused to strangers, old generations and other protocols', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    const { identity } = member;
    const sync = { kind: 'sync', ...identity, assignments: [] } as const;
    expect(rig.ask({ ...sync, groupId: 'other' })).toBe('UNKNOWN_MEMBER_ID');
    expect(rig.ask({ ...sync, memberId: 'other' })).toBe('UNKNOWN_MEMBER_ID');
    expect(rig.ask({ ...sync, generationId: 0 })).toBe('ILLEGAL_GENERATION');
    expect(rig.ask({ ...sync, protocolType: 'connect' })).toBe('INCONSISTENT_GROUP_PROTOCOL');
    expect(rig.ask({ ...sync, protocolName: 'sticky' })).toBe('INCONSISTENT_GROUP_PROTOCOL');
    expect(rig.ask({ ...sync, protocolType: 'consumer', protocolName: 'range' })).toMatchObject(
      assignmentOf(member),
    );
  });

  it('ends with REBALANCE_IN_PROGRESS when somebody joins meanwhile', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2) as [TestMember, TestMember];
    joinAll(members);
    const token = members[1].startSync();
    new TestMember(rig).startJoin();
    expect(rig.answers.get(token)).toBe('REBALANCE_IN_PROGRESS');
    expect(members[0].sync()).toBe('REBALANCE_IN_PROGRESS');
  });

  it('a leader that joined and never syncs is dropped after the rebalance time-out', () => {
    const rig = new GroupRig();
    const options = { sessionTimeoutMs: 100 * SECOND, rebalanceTimeoutMs: 30 * SECOND };
    const [leader, other] = stableGroup(rig, 2, options) as [TestMember, TestMember];
    joinAll([leader, other]);
    const token = other.startSync();
    rig.advance(29 * SECOND);
    expect(leader.heartbeat()).toEqual({ kind: 'heartbeat' });
    rig.advance(SECOND);
    expect(rig.answers.get(token)).toBe('REBALANCE_IN_PROGRESS');
    expect(leader.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
    expect(other.join()).toMatchObject({ generationId: 4, leader: other.memberId });
  });

  it('so is another one, although the group is stable since', () => {
    const rig = new GroupRig();
    const options = { sessionTimeoutMs: 100 * SECOND, rebalanceTimeoutMs: 30 * SECOND };
    const [leader, other] = stableGroup(rig, 2, options) as [TestMember, TestMember];
    joinAll([leader, other]);
    leader.sync();
    expect(rig.state()).toBe('Stable 3');
    rig.advance(30 * SECOND);
    expect(rig.state()).toBe('PreparingRebalance 3');
    expect(other.sync()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('an assignment that fits into no record is refused, and the group waits for another', () => {
    const rig = new GroupRig({ batchBytesMax: 10_000 });
    const member = new TestMember(rig);
    member.join();
    expect(member.sync({ [member.memberId]: 'x'.repeat(5000) })).toBe('INVALID_REQUEST');
    expect(member.sync({ [member.memberId]: 'y' })).toMatchObject({ assignment: bytesOf('y') });
  });
});

describe('heartbeats and sessions', () => {
  it('are refused to strangers, old generations, and in a group that is not there', () => {
    const rig = new GroupRig();
    expect(new TestMember(rig).heartbeat()).toBe('UNKNOWN_MEMBER_ID');
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.generationId = 7;
    expect(member.heartbeat()).toBe('ILLEGAL_GENERATION');
    member.memberId = 'other';
    expect(member.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('who is not heard for its session time-out is dropped, and the others join again', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    rig.advance(9 * SECOND);
    first.heartbeat();
    rig.advance(SECOND);
    expect(first.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    expect(second.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
    expect(first.join()).toMatchObject({ generationId: 3, members: [{}] });
    expect(rig.eventsOf('member-removed')).toMatchObject([{ memberId: second.memberId }]);
  });

  it('commits keep a member alive as heartbeats do', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    for (let i = 0; i < 5; i += 1) {
      rig.advance(9 * SECOND);
      member.commit(i);
    }
    expect(rig.state()).toBe('Stable 1');
    rig.advance(10 * SECOND);
    expect(rig.state()).toBe('Empty 2');
  });
});

describe('leaving', () => {
  it('makes the others join again; the last one leaves the group empty', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2) as [TestMember, TestMember];
    expect(first.leave()).toEqual({ kind: 'leave', members: [{ memberId: first.memberId }] });
    expect(second.heartbeat()).toBe('REBALANCE_IN_PROGRESS');
    expect(second.join()).toMatchObject({ generationId: 3, leader: second.memberId });
    second.leave();
    expect(rig.state()).toBe('Empty 4');
    expect(rig.image.generation('g')).toMatchObject({ generationId: 4, members: [] });
  });

  it('of several at once is answered for each', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2, (i) => ({ groupInstanceId: `i${i}` }));
    const answer = rig.ask({
      kind: 'leave',
      groupId: 'g',
      members: [
        { memberId: '', groupInstanceId: 'i0' },
        { memberId: 'other', groupInstanceId: 'i1' },
        { memberId: '', groupInstanceId: 'i2' },
        { memberId: 'other' },
        { memberId: members[1]!.memberId, reason: 'because' },
      ],
    });
    const unknown = { error: 'UNKNOWN_MEMBER_ID' };
    expect(answer).toEqual({
      kind: 'leave',
      members: [
        { memberId: '', groupInstanceId: 'i0' },
        { memberId: 'other', groupInstanceId: 'i1', error: 'FENCED_INSTANCE_ID' },
        { memberId: '', groupInstanceId: 'i2', ...unknown },
        { memberId: 'other', ...unknown },
        { memberId: members[1]!.memberId },
      ],
    });
    expect(rig.state()).toBe('Empty 3');
    expect(new TestMember(rig, { groupId: 'other' }).leave()).toBe('UNKNOWN_MEMBER_ID');
  });

  it('with an id that was not joined with, or while the join waits', () => {
    const rig = new GroupRig();
    const [first] = stableGroup(rig, 1) as [TestMember];
    const pending = new TestMember(rig);
    pending.join({ requiresKnownMemberId: true });
    const waiting = first.startJoin();
    expect(pending.leave()).toMatchObject({ members: [{ memberId: pending.memberId }] });
    expect(first.joined(waiting).generationId).toBe(2);
    syncAll([first]);
    const second = new TestMember(rig);
    second.join({ requiresKnownMemberId: true });
    const token = second.startJoin();
    second.leave();
    expect(rig.answers.get(token)).toBe('UNKNOWN_MEMBER_ID');
    expect(rig.state()).toBe('PreparingRebalance 2');
  });
});
