// Goal: an acknowledged commit stays until its group changes it, deletes it, or is gone for the retention time; who may
// not commit is told why. Method: as coordinator.test.ts; what is fetched comes from the image.
import { describe, expect, it } from 'vitest';
import type { GroupRequestOf, OffsetToCommit } from '../../../src/group/requests.ts';
import {
  bytesOf,
  DAY,
  GroupRig,
  joinAll,
  SECOND,
  stableGroup,
  START_MS,
  subscription,
  TestMember,
} from './rig.ts';

/** By a consumer that assigns its partitions itself, or an administrator. */
function simpleCommit(
  offsets: readonly Partial<OffsetToCommit>[],
  groupId = 'g',
): GroupRequestOf<'commit-offsets'> {
  const whole = offsets.map((one) => ({
    ...{ topic: 't', partition: 0, offset: 1, metadata: '' },
    ...one,
  }));
  return { kind: 'commit-offsets', groupId, generationId: -1, memberId: '', offsets: whole };
}

describe('committing', () => {
  it('keeps offset, epoch and metadata for each partition', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    const partitions = [{ topic: 't', partition: 0 }];
    expect(member.commit(41, { leaderEpoch: 3, metadata: 'mine' })).toEqual({
      kind: 'commit-offsets',
      partitions,
    });
    const committed = { topic: 't', partition: 0, offset: 41, leaderEpoch: 3, metadata: 'mine' };
    expect(rig.fetch('g', partitions)).toEqual([committed]);
    member.commit(7, { topic: 'u', partition: 2 });
    expect(rig.fetch('g')).toEqual([
      committed,
      { topic: 'u', partition: 2, offset: 7, metadata: '' },
    ]);
    expect(rig.fetch('other')).toEqual([]);
    expect(rig.fetch('g', [{ topic: 't', partition: 1 }])).toEqual([
      { topic: 't', partition: 1, offset: undefined, metadata: '' },
    ]);
  });

  it('is refused to strangers, old generations, and between join and sync', () => {
    const rig = new GroupRig();
    const members = stableGroup(rig, 2) as [TestMember, TestMember];
    const [first, second] = members;
    const stranger = new TestMember(rig);
    stranger.memberId = 'nobody';
    expect(stranger.commit(1)).toBe('UNKNOWN_MEMBER_ID');
    stranger.generationId = 2;
    expect(stranger.commit(1)).toBe('UNKNOWN_MEMBER_ID');
    stranger.options.groupId = 'other';
    expect(stranger.commit(1)).toBe('ILLEGAL_GENERATION');
    second.generationId = 1;
    expect(second.commit(1)).toBe('ILLEGAL_GENERATION');
    joinAll(members);
    expect(first.commit(1)).toBe('REBALANCE_IN_PROGRESS');
    expect(rig.image.offset('g', 't', 0)).toBeUndefined();
  });

  it('goes on while the group waits for everybody to join again', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    new TestMember(rig).startJoin();
    expect(rig.state()).toBe('PreparingRebalance 1');
    expect(member.commit(5)).toMatchObject({ kind: 'commit-offsets' });
    expect(rig.committed()).toBe(5);
  });

  it('without a generation is allowed only while the group has no members', () => {
    const rig = new GroupRig();
    expect(rig.ask(simpleCommit([{ offset: 3 }]))).toMatchObject({ kind: 'commit-offsets' });
    expect(rig.committed()).toBe(3);
    expect(rig.state()).toBe('Empty 0');
    const [member] = stableGroup(rig, 1) as [TestMember];
    expect(rig.ask(simpleCommit([{ offset: 4 }]))).toBe('UNKNOWN_MEMBER_ID');
    member.leave();
    rig.ask(simpleCommit([{ offset: 4 }]));
    expect(rig.committed()).toBe(4);
    expect(member.commit(9)).toBe('UNKNOWN_MEMBER_ID');
  });

  it('without a generation is refused while a rebalance waits, although the last member has left', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    new TestMember(rig).join({ requiresKnownMemberId: true });
    member.leave();
    expect(rig.describe()).toMatchObject({ state: 'PreparingRebalance', members: [] });
    expect(rig.ask(simpleCommit([{}]))).toBe('UNKNOWN_MEMBER_ID');
    rig.advance(10 * SECOND);
    expect(rig.state()).toBe('Empty 2');
    expect(rig.ask(simpleCommit([{}]))).toMatchObject({ kind: 'commit-offsets' });
  });

  it('refuses what is wrong with one partition, and keeps the others', () => {
    const rig = new GroupRig();
    const long = 'é'.repeat(2049);
    const answer = rig.ask(
      simpleCommit([
        { partition: 0 },
        { partition: 1, metadata: long },
        { partition: -1 },
        { topic: '' },
        { topic: '../t' },
        { partition: 2, offset: Number.NaN },
        { partition: 3, metadata: long.slice(1) },
      ]),
    );
    expect(answer).toEqual({
      kind: 'commit-offsets',
      partitions: [
        { topic: 't', partition: 0 },
        { topic: 't', partition: 1, error: 'OFFSET_METADATA_TOO_LARGE' },
        { topic: 't', partition: -1, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
        { topic: '', partition: 0, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
        { topic: '../t', partition: 0, error: 'UNKNOWN_TOPIC_OR_PARTITION' },
        { topic: 't', partition: 2, error: 'OFFSET_OUT_OF_RANGE' },
        { topic: 't', partition: 3 },
      ],
    });
    expect(rig.fetch('g').map(({ partition }) => partition)).toEqual([0, 3]);
  });

  it('a negative offset takes the committed one away, as kafkajs does it', () => {
    const rig = new GroupRig();
    rig.ask(simpleCommit([{ offset: 3 }]));
    rig.ask(simpleCommit([{ offset: -2 }]));
    expect(rig.committed()).toBeUndefined();
    expect(rig.describe().state).toBe('Dead');
  });

  it('more than fits into a batch is refused whole', () => {
    const rig = new GroupRig({ batchBytesMax: 1000 });
    const offsets = Array.from({ length: 20 }, (_, partition) => ({ partition }));
    expect(rig.ask(simpleCommit(offsets))).toBe('INVALID_COMMIT_OFFSET_SIZE');
    expect(rig.log).toEqual([]);
    expect(rig.describe().state).toBe('Dead');
  });

  it('a fetch that says who asks is refused to strangers and old generations', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    const fetch = { kind: 'fetch-offsets', groupId: 'g', memberId: member.memberId } as const;
    expect(rig.fetchAs({ ...fetch, generationId: 1 })).toMatchObject({ offsets: [] });
    expect(rig.fetchAs({ ...fetch, generationId: 0 })).toBe('ILLEGAL_GENERATION');
    expect(rig.fetchAs({ ...fetch, memberId: 'other' })).toBe('UNKNOWN_MEMBER_ID');
    expect(rig.fetchAs({ ...fetch, groupId: '' })).toBe('INVALID_GROUP_ID');
  });
});

describe('a commit that is decided and not yet committed', () => {
  it('does not show in a fetch, and is not acknowledged', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.commit(1);
    rig.holdsCommits = true;
    expect(member.commit(2)).toBeUndefined();
    expect(rig.committed()).toBe(1);
    rig.commitNext();
    expect(rig.committed()).toBe(2);
  });

  it('is forgotten by the next coordinator', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    rig.holdsCommits = true;
    member.commit(2);
    rig.failOver();
    rig.holdsCommits = false;
    expect(rig.committed()).toBeUndefined();
    expect(member.commit(3)).toMatchObject({ kind: 'commit-offsets' });
    expect(rig.committed()).toBe(3);
  });
});

describe('deleting', () => {
  it('a group takes its offsets along, and only a group without members', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.commit(1);
    const remove = { kind: 'delete', groupIds: ['g', 'other'] } as const;
    const notFound = { groupId: 'other', error: 'GROUP_ID_NOT_FOUND' };
    const answer = rig.ask(remove);
    expect(answer).toEqual({
      kind: 'delete',
      groups: [{ groupId: 'g', error: 'NON_EMPTY_GROUP' }, notFound],
    });
    member.leave();
    expect(rig.ask(remove)).toEqual({ kind: 'delete', groups: [{ groupId: 'g' }, notFound] });
    expect([...rig.image.groupIds]).toEqual([]);
    expect(rig.image.sizeBytes).toBe(0);
    expect(rig.describe().state).toBe('Dead');
    rig.failOver();
    expect(rig.describe().state).toBe('Dead');
  });

  it('a group with more offsets than fit into a batch is refused whole', () => {
    const rig = new GroupRig({ batchBytesMax: 1000 });
    for (let partition = 0; partition < 20; partition += 1) rig.ask(simpleCommit([{ partition }]));
    expect(rig.ask({ kind: 'delete', groupIds: ['g'] })).toMatchObject({
      groups: [{ error: 'POLICY_VIOLATION' }],
    });
    expect(rig.fetch('g')).toHaveLength(20);
    const partitions = rig.fetch('g').slice(0, 10);
    rig.ask({ kind: 'delete-offsets', groupId: 'g', partitions: partitions.slice(0, 8) });
    expect(rig.ask({ kind: 'delete', groupIds: ['g'] })).toEqual({
      kind: 'delete',
      groups: [{ groupId: 'g' }],
    });
  });

  it('offsets of a topic that a member reads is refused', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.commit(1);
    member.commit(1, { topic: 'u' });
    const partitions = [
      { topic: 't', partition: 0 },
      { topic: 'u', partition: 0 },
      { topic: 'u', partition: 1 },
    ];
    const remove = { kind: 'delete-offsets', groupId: 'g', partitions } as const;
    expect(rig.ask(remove)).toEqual({
      kind: 'delete-offsets',
      partitions: [
        { ...partitions[0], error: 'GROUP_SUBSCRIBED_TO_TOPIC' },
        partitions[1],
        partitions[2],
      ],
    });
    expect(rig.fetch('g').map(({ topic }) => topic)).toEqual(['t']);
    member.leave();
    rig.ask(remove);
    expect(rig.fetch('g')).toEqual([]);
    expect(rig.ask({ ...remove, groupId: 'other' })).toBe('GROUP_ID_NOT_FOUND');
  });

  it('offsets of a group whose subscriptions nobody can read is refused', () => {
    const rig = new GroupRig();
    const partitions = [{ topic: 't', partition: 0 }];
    const protocols = [{ name: 'mine', metadata: bytesOf('?') }];
    stableGroup(rig, 1, { protocols });
    expect(rig.ask({ kind: 'delete-offsets', groupId: 'g', partitions })).toMatchObject({
      partitions: [{ error: 'GROUP_SUBSCRIBED_TO_TOPIC' }],
    });
    const connect = new TestMember(rig, { groupId: 'c', protocols });
    connect.join({ protocolType: 'connect' });
    expect(rig.ask({ kind: 'delete-offsets', groupId: 'c', partitions })).toBe('NON_EMPTY_GROUP');
  });

  it('a topic takes its offsets along in every group, batch by batch', () => {
    const rig = new GroupRig({ batchBytesMax: 1000 });
    for (const groupId of ['a', 'b']) {
      for (let partition = 0; partition < 20; partition += 1) {
        rig.ask(simpleCommit([{ partition }], groupId));
      }
      rig.ask(simpleCommit([{ topic: 'u' }], groupId));
    }
    const { records } = rig.topicDeleted('t');
    expect(records.length).toBeGreaterThan(5);
    expect(records.length).toBeLessThan(20);
    rig.advance(0);
    for (const groupId of ['a', 'b']) {
      expect(rig.fetch(groupId)).toMatchObject([{ topic: 'u', offset: 1 }]);
    }
  });
});

describe('expiry', () => {
  it('never takes offsets of a group with members, however long it rebalances', () => {
    const rig = new GroupRig();
    const [first, second] = stableGroup(rig, 2, { sessionTimeoutMs: 1000 * SECOND }) as [
      TestMember,
      TestMember,
    ];
    first.commit(1);
    for (let i = 0; i < 2000; i += 1) {
      rig.advance(900 * SECOND);
      first.heartbeat();
      second.heartbeat();
    }
    expect(rig.nowMs).toBeGreaterThan(START_MS + 20 * DAY);
    expect(rig.committed()).toBe(1);
    expect(rig.events.filter(({ kind }) => kind.startsWith('offsets'))).toEqual([]);
  });

  it('takes those of a group that has been empty for the retention time, and warns a day before', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.commit(1);
    rig.advance(9 * SECOND);
    member.leave();
    const emptyMs = rig.nowMs;
    rig.advance(6 * DAY - 600 * SECOND);
    expect(rig.events.filter(({ kind }) => kind.startsWith('offsets'))).toEqual([]);
    rig.advance(1200 * SECOND);
    expect(rig.eventsOf('offsets-expire-soon')).toEqual([
      { kind: 'offsets-expire-soon', groupId: 'g', offsets: 1, atMs: emptyMs + 7 * DAY },
    ]);
    rig.advance(DAY - 1800 * SECOND);
    expect(rig.committed()).toBe(1);
    rig.advance(1800 * SECOND);
    expect(rig.committed()).toBeUndefined();
    expect(rig.eventsOf('offsets-expired')).toMatchObject([{ groupId: 'g', offsets: 1 }]);
    expect(rig.eventsOf('offsets-expire-soon')).toHaveLength(1);
    rig.advance(600 * SECOND);
    expect(rig.eventsOf('group-removed')).toMatchObject([{ groupId: 'g' }]);
    expect(rig.image.has('g')).toBe(false);
  });

  it('of a group that never had members counts from each commit', () => {
    const rig = new GroupRig();
    rig.ask(simpleCommit([{ partition: 0 }]));
    rig.advance(DAY);
    rig.ask(simpleCommit([{ partition: 1 }]));
    rig.advance(6 * DAY + 1200 * SECOND);
    expect(rig.fetch('g').map(({ partition }) => partition)).toEqual([1]);
    rig.advance(DAY);
    expect(rig.describe().state).toBe('Dead');
    expect(rig.image.sizeBytes).toBe(0);
  });

  it('an offset that was set since the members went counts from then', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.leave();
    rig.advance(500 * SECOND);
    rig.ask(simpleCommit([{ offset: 5 }]));
    rig.advance(7 * DAY - 1000 * SECOND);
    rig.ask(simpleCommit([{ offset: 6 }]));
    rig.advance(6 * DAY);
    expect(rig.committed()).toBe(6);
  });

  it('warns at half of a short retention, and once before it takes anything that is overdue', () => {
    const rig = new GroupRig({ offsetsRetentionMs: 3600 * SECOND });
    rig.ask(simpleCommit([{}]));
    rig.advance(1800 * SECOND);
    expect(rig.eventsOf('offsets-expire-soon')).toHaveLength(1);
    rig.nowMs += 2 * DAY;
    rig.failOver();
    rig.advance(600 * SECOND);
    expect(rig.eventsOf('offsets-expire-soon')).toHaveLength(2);
    expect(rig.committed()).toBe(1);
    rig.advance(600 * SECOND);
    expect(rig.committed()).toBeUndefined();
  });

  it('a group that comes back in time keeps its offsets', () => {
    const rig = new GroupRig();
    const [member] = stableGroup(rig, 1) as [TestMember];
    member.commit(1);
    member.leave();
    rig.advance(7 * DAY - 3600 * SECOND);
    expect(rig.eventsOf('offsets-expire-soon')).toHaveLength(1);
    stableGroup(rig, 1)[0]!.leave();
    rig.advance(5 * DAY);
    expect(rig.committed()).toBe(1);
  });

  it('of more than fits into a batch goes on with the next', () => {
    const rig = new GroupRig({ batchBytesMax: 1000, offsetsRetentionMs: 3600 * SECOND });
    for (let partition = 0; partition < 40; partition += 1) rig.ask(simpleCommit([{ partition }]));
    rig.advance(2 * 3600 * SECOND);
    expect(rig.image.sizeBytes).toBe(0);
    expect(rig.eventsOf('offsets-expired').length).toBeGreaterThan(2);
  });

  it('a group without offsets disappears soon after its members', () => {
    const rig = new GroupRig();
    stableGroup(rig, 1)[0]!.leave();
    expect(rig.image.has('g')).toBe(true);
    rig.advance(1200 * SECOND);
    expect(rig.image.has('g')).toBe(false);
    stableGroup(rig, 1, { protocols: [{ name: 'range', metadata: subscription() }] });
    expect(rig.state()).toBe('Stable 1');
  });
});
