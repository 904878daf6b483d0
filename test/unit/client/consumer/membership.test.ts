// The member of a group as a state machine. Method: inputs one by one, with the time that the test says; what it wants done
// is compared.
import { describe, expect, it } from 'vitest';
import {
  Membership,
  type MemberEffect,
  type MemberInput,
  type MembershipOptions,
} from '../../../../src/client/consumer/membership.ts';
import { protocolError } from '../../../../src/client/error-mapping.ts';
import type { JoinGroupResponse } from '../../../../src/group/requests.ts';
import type { ErrorName } from '../../../../src/model/errors.ts';

const OPTIONS: MembershipOptions = {
  groupId: 'g',
  clientId: 'c',
  sessionTimeoutMs: 30_000,
  rebalanceTimeoutMs: 60_000,
  heartbeatIntervalMs: 3000,
  retriesMax: 2,
  backOffMs: (retry) => retry * 100,
  protocols: () => [{ name: 'RoundRobinAssigner', metadata: new Uint8Array([1]) }],
};

class Rig {
  nowMs = 1000;
  readonly machine: Membership;

  constructor(options: Partial<MembershipOptions> = {}) {
    this.machine = new Membership({ ...OPTIONS, ...options });
  }

  step(input: MemberInput): readonly MemberEffect[] {
    return this.machine.step(input, this.nowMs);
  }

  /** The number of the request that the effects ask for. */
  request(effects: readonly MemberEffect[]): number {
    return (effects.find((effect) => 'request' in effect) as { request: number }).request;
  }

  refuse(effects: readonly MemberEffect[], name: ErrorName): readonly MemberEffect[] {
    return this.step({
      kind: 'refused',
      request: this.request(effects),
      error: protocolError(name),
    });
  }

  join(effects: readonly MemberEffect[], more: Partial<JoinGroupResponse> = {}) {
    const response = { ...JOINED, ...more };
    return this.step({ kind: 'joined', request: this.request(effects), response });
  }

  sync(effects: readonly MemberEffect[], assignment = new Uint8Array([7])) {
    const response = { kind: 'sync' as const, protocolType: '', protocolName: '', assignment };
    return this.step({ kind: 'synced', request: this.request(effects), response });
  }

  /** As a follower, to the end. */
  becomeStable(): readonly MemberEffect[] {
    return this.sync(this.join(this.step({ kind: 'start' })));
  }

  /** The next heartbeat, when it is due. */
  heartbeat(): readonly MemberEffect[] {
    this.nowMs = this.machine.nextTickMs()!;
    return this.step({ kind: 'tick' });
  }
}

const JOINED: JoinGroupResponse = {
  kind: 'join',
  isMemberIdRequired: false,
  memberId: 'm-1',
  generationId: 4,
  protocolType: 'consumer',
  protocolName: 'RoundRobinAssigner',
  leader: 'm-0',
  skipAssignment: false,
  members: [],
};

const kinds = (effects: readonly MemberEffect[]): string[] => effects.map(({ kind }) => kind);

describe('a member of a group', () => {
  it('joins, syncs and starts on what it got', () => {
    const rig = new Rig();
    const join = rig.step({ kind: 'start' });
    expect(join).toMatchObject([
      { kind: 'join', body: { groupId: 'g', memberId: '', requiresKnownMemberId: true } },
    ]);
    const sync = rig.join(join);
    expect(sync).toMatchObject([
      { kind: 'sync', body: { memberId: 'm-1', generationId: 4, assignments: [] } },
    ]);
    expect(rig.machine.generation).toBeUndefined();
    expect(rig.sync(sync)).toMatchObject([
      { kind: 'adopt', generation: { generationId: 4, memberId: 'm-1', leader: 'm-0' } },
    ]);
    expect(rig.machine.generation).toMatchObject({ generationId: 4 });
  });

  it('joins again with the id that it is given first (KIP-394)', () => {
    const rig = new Rig();
    const join = rig.step({ kind: 'start' });
    expect(rig.join(join, { isMemberIdRequired: true, memberId: 'm-9' })).toMatchObject([
      { kind: 'join', body: { memberId: 'm-9' } },
    ]);
  });

  it('assigns when it leads, and sends what was assigned', () => {
    const rig = new Rig();
    const members = [{ memberId: 'm-1', metadata: new Uint8Array([1]) }];
    const assign = rig.join(rig.step({ kind: 'start' }), { leader: 'm-1', members });
    expect(assign).toMatchObject([{ kind: 'assign', protocolName: 'RoundRobinAssigner', members }]);
    const assignments = [{ memberId: 'm-1', assignment: new Uint8Array([2]) }];
    const sync = rig.step({ kind: 'assigned', request: rig.request(assign), assignments });
    expect(sync).toMatchObject([{ kind: 'sync', body: { assignments } }]);
  });

  it('assigns nothing as a leader that came back (KIP-814)', () => {
    const rig = new Rig({ groupInstanceId: 'i' });
    const join = rig.step({ kind: 'start' });
    expect(join).toMatchObject([{ body: { groupInstanceId: 'i', requiresKnownMemberId: false } }]);
    const sync = rig.join(join, { leader: 'm-1', skipAssignment: true });
    expect(sync).toMatchObject([{ kind: 'sync', body: { groupInstanceId: 'i', assignments: [] } }]);
  });

  it('sends heartbeats by itself, one at a time', () => {
    const rig = new Rig();
    rig.becomeStable();
    expect(rig.machine.nextTickMs()).toBe(4000);
    expect(kinds(rig.step({ kind: 'tick' }))).toEqual([]);
    const beat = rig.heartbeat();
    expect(beat).toMatchObject([{ kind: 'heartbeat', body: { generationId: 4, memberId: 'm-1' } }]);
    expect(rig.machine.nextTickMs()).toBeUndefined();
    rig.nowMs = 4500;
    rig.step({ kind: 'beaten', request: rig.request(beat) });
    expect(rig.machine.nextTickMs()).toBe(7500);
  });

  it('hands everything back before it joins again, and stays alive meanwhile', () => {
    const rig = new Rig();
    rig.becomeStable();
    const beat = rig.heartbeat();
    expect(rig.refuse(beat, 'REBALANCE_IN_PROGRESS')).toEqual([
      { kind: 'revoke', reason: 'rebalance' },
    ]);
    expect(rig.machine.generation).toMatchObject({ generationId: 4 });
    const next = rig.heartbeat();
    expect(kinds(next)).toEqual(['heartbeat']);
    expect(kinds(rig.refuse(next, 'REBALANCE_IN_PROGRESS'))).toEqual([]);
    expect(rig.step({ kind: 'revoked' })).toMatchObject([
      { kind: 'join', body: { memberId: 'm-1' } },
    ]);
    expect(rig.machine.generation).toBeUndefined();
    expect(rig.machine.nextTickMs()).toBeUndefined();
  });

  it.each([
    ['ILLEGAL_GENERATION', 'm-1'],
    ['UNKNOWN_MEMBER_ID', ''],
  ] as const)('has no generation to commit in after %s', (name, memberId) => {
    const rig = new Rig();
    rig.becomeStable();
    expect(rig.refuse(rig.heartbeat(), name)).toEqual([{ kind: 'revoke', reason: 'lost' }]);
    expect(rig.machine.generation).toBeUndefined();
    expect(rig.step({ kind: 'revoked' })).toMatchObject([{ kind: 'join', body: { memberId } }]);
  });

  it('loses its generation also while it hands partitions back', () => {
    const rig = new Rig();
    rig.becomeStable();
    rig.refuse(rig.heartbeat(), 'REBALANCE_IN_PROGRESS');
    expect(kinds(rig.refuse(rig.heartbeat(), 'UNKNOWN_MEMBER_ID'))).toEqual([]);
    expect(rig.machine.generation).toBeUndefined();
    expect(rig.machine.nextTickMs()).toBeUndefined();
  });

  it('takes the word of a refused commit for its own generation only', () => {
    const rig = new Rig();
    rig.becomeStable();
    const error = protocolError('ILLEGAL_GENERATION');
    expect(kinds(rig.step({ kind: 'fenced', generationId: 3, error }))).toEqual([]);
    expect(kinds(rig.step({ kind: 'fenced', generationId: 4, error }))).toEqual(['revoke']);
  });

  it('fails when another has taken its instance id, instead of taking it back', () => {
    const rig = new Rig({ groupInstanceId: 'i' });
    rig.becomeStable();
    const effects = rig.refuse(rig.heartbeat(), 'FENCED_INSTANCE_ID');
    expect(effects).toMatchObject([{ kind: 'fail', error: { type: 'FENCED_INSTANCE_ID' } }]);
    expect(rig.machine.generation).toBeUndefined();
    expect(kinds(rig.step({ kind: 'start' }))).toEqual([]);
    expect(kinds(rig.step({ kind: 'leave' }))).toEqual([]);
  });

  it('outlives a coordinator that is away: heartbeats go on', () => {
    const rig = new Rig();
    rig.becomeStable();
    for (let i = 0; i < 10; i += 1) {
      expect(kinds(rig.refuse(rig.heartbeat(), 'NOT_COORDINATOR'))).toEqual([]);
    }
    expect(rig.machine.generation).toMatchObject({ generationId: 4 });
  });

  it('tries a heartbeat that was refused again after a second, and keeps its pace after an answer', () => {
    const rig = new Rig();
    rig.becomeStable();
    rig.refuse(rig.heartbeat(), 'COORDINATOR_NOT_AVAILABLE');
    expect(rig.machine.nextTickMs()).toBe(rig.nowMs + 1000);
    rig.step({ kind: 'beaten', request: rig.request(rig.heartbeat()) });
    expect(rig.machine.nextTickMs()).toBe(rig.nowMs + 3000);
  });

  it('joins again with growing waits while there is no coordinator, then fails', () => {
    const rig = new Rig();
    let effects = rig.step({ kind: 'start' });
    for (const waitMs of [100, 200]) {
      expect(kinds(rig.refuse(effects, 'COORDINATOR_LOAD_IN_PROGRESS'))).toEqual([]);
      expect(rig.machine.nextTickMs()).toBe(rig.nowMs + waitMs);
      rig.nowMs += waitMs;
      effects = rig.step({ kind: 'tick' });
      expect(kinds(effects)).toEqual(['join']);
    }
    expect(rig.refuse(effects, 'COORDINATOR_LOAD_IN_PROGRESS')).toMatchObject([
      { kind: 'fail', retries: 3 },
    ]);
  });

  it('joins again at once when the group began to rebalance anew, however often', () => {
    const rig = new Rig();
    let join = rig.step({ kind: 'start' });
    for (let i = 0; i < 10; i += 1) join = rig.refuse(rig.join(join), 'REBALANCE_IN_PROGRESS');
    expect(kinds(join)).toEqual(['join']);
  });

  it('fails at what no retry mends', () => {
    const rig = new Rig();
    rig.refuse(rig.step({ kind: 'start' }), 'COORDINATOR_NOT_AVAILABLE');
    rig.nowMs = rig.machine.nextTickMs()!;
    const effects = rig.refuse(rig.step({ kind: 'tick' }), 'INCONSISTENT_GROUP_PROTOCOL');
    expect(effects).toMatchObject([{ kind: 'fail', retries: 0 }]);
  });

  it('hears no answer that is late', () => {
    const rig = new Rig();
    const join = rig.step({ kind: 'start' });
    const sync = rig.join(join);
    expect(kinds(rig.join(join))).toEqual([]);
    expect(kinds(rig.refuse(join, 'UNKNOWN_MEMBER_ID'))).toEqual([]);
    expect(kinds(rig.sync(sync))).toEqual(['adopt']);
    const beat = rig.heartbeat();
    rig.step({ kind: 'fenced', generationId: 4, error: protocolError('ILLEGAL_GENERATION') });
    const rejoin = rig.step({ kind: 'revoked' });
    expect(kinds(rig.refuse(beat, 'UNKNOWN_MEMBER_ID'))).toEqual([]);
    expect(rejoin).toMatchObject([{ body: { memberId: 'm-1' } }]);
  });

  it('leaves the group when it stops, and hears nothing afterwards', () => {
    const rig = new Rig();
    rig.becomeStable();
    expect(rig.step({ kind: 'leave' })).toMatchObject([
      { kind: 'leave', body: { groupId: 'g', members: [{ memberId: 'm-1' }] } },
    ]);
    expect(kinds(rig.step({ kind: 'revoked' }))).toEqual([]);
    expect(rig.machine.nextTickMs()).toBeUndefined();
    expect(kinds(new Rig().step({ kind: 'leave' }))).toEqual([]);
  });

  it('keeps its place as a static member when it stops (KIP-345)', () => {
    const rig = new Rig({ groupInstanceId: 'i' });
    rig.becomeStable();
    expect(kinds(rig.step({ kind: 'leave' }))).toEqual([]);
  });

  it('joins anew for new partitions as the leader, for new topics in any case', () => {
    const follower = new Rig();
    follower.becomeStable();
    const partitions = { kind: 'subscription-changed', topicsDiffer: false } as const;
    expect(kinds(follower.step(partitions))).toEqual([]);
    expect(kinds(follower.step({ ...partitions, topicsDiffer: true }))).toEqual(['revoke']);
    const leader = new Rig();
    const assign = leader.join(leader.step({ kind: 'start' }), { leader: 'm-1' });
    const request = leader.request(assign);
    leader.sync(leader.step({ kind: 'assigned', request, assignments: [] }));
    expect(kinds(leader.step(partitions))).toEqual(['revoke']);
  });
});
