/**
 * Consumers of one group that do whatever a schedule says, a log that commits when the schedule says, and coordinators
 * that come and go. Every answer that is delivered is held against the image as it then is: the records of a decision and of
 * all before it are committed, and none of a later one.
 */
import { expect } from 'vitest';
import type { GroupRecord } from '../../../src/group/records.ts';
import { decodeKey } from '../../../src/group/records.ts';
import type { GroupResponseOf } from '../../../src/group/requests.ts';
import type { GroupSettings } from '../../../src/group/settings.ts';
import { type Answer, bytesOf, GroupRig, SECOND, TestMember } from './rig.ts';

const GROUP = 'g';
export const SLOTS = 5;
/** These slots are static members. */
const STATIC_SLOTS = 2;
const PARTITIONS = 3;

/** What became of a request that is not answered yet. */
type Asked =
  | { readonly kind: 'join' | 'sync'; readonly slot: number; readonly life: number }
  | {
      readonly kind: 'commit';
      readonly partition: number;
      readonly offset: number;
      readonly generationId: number;
    }
  | { readonly kind: 'describe' }
  | { readonly kind: 'other' };

export class GroupWorld {
  readonly rig: GroupRig;
  readonly members: TestMember[];
  /** A slot's process; its next one knows nothing of the old one's ids. */
  private readonly lives: number[];
  private readonly asked = new Map<number, Asked>();
  /** Requests whose answers nobody waits for: their clients went away or their coordinator did. */
  private readonly abandoned = new Set<number>();
  private readonly joinsToAnswer = new Map<number, GroupResponseOf<'join'>>();
  private readonly expectedOffsets = new Map<number, number>();
  private readonly assigners = new Map<string, string>();
  /** How often the group was taken away: generations start over then, and only then. */
  private removals = 0;
  private lastGeneration = 0;
  private nextOffset = 1;

  constructor(settings: Partial<GroupSettings>) {
    this.rig = new GroupRig(settings);
    this.rig.holdsCommits = true;
    this.members = Array.from({ length: SLOTS }, (_, slot) => this.newProcess(slot));
    this.lives = this.members.map(() => 0);
    this.rig.onAnswer = (token, answer) => this.check(token, answer);
    this.rig.onRecord = (record) => this.checkRecord(record);
  }

  join(slot: number, change: 'same' | 'changed'): void {
    const member = this.members[slot]!;
    if (change === 'changed') {
      member.options.protocols = [
        { name: 'range', metadata: bytesOf(`changed ${this.rig.nowMs} ${slot}`) },
        { name: 'sticky', metadata: bytesOf('') },
      ];
    }
    const requiresKnownMemberId = slot % 2 === 0 && slot >= STATIC_SLOTS;
    this.send(
      { kind: 'join', slot, life: this.lives[slot]! },
      member.joinRequest({ requiresKnownMemberId }),
    );
  }

  sync(slot: number): void {
    const { identity } = this.members[slot]!;
    const joined = this.joinsToAnswer.get(slot);
    const isAssigner = joined?.leader === joined?.memberId && joined?.skipAssignment === false;
    const assignments = (isAssigner ? (joined?.members ?? []) : []).map(({ memberId }) => ({
      memberId,
      assignment: bytesOf(`${identity.generationId}/${memberId}`),
    }));
    this.send(
      { kind: 'sync', slot, life: this.lives[slot]! },
      { kind: 'sync', ...identity, assignments },
    );
  }

  heartbeat(slot: number): void {
    this.send({ kind: 'other' }, { kind: 'heartbeat', ...this.members[slot]!.identity });
  }

  leave(slot: number): void {
    const { memberId, groupInstanceId } = this.members[slot]!.identity;
    const instance = groupInstanceId === undefined ? {} : { groupInstanceId };
    const members = [{ memberId, ...instance }];
    this.send({ kind: 'other' }, { kind: 'leave', groupId: GROUP, members });
  }

  commitOffset(slot: number | 'administrator', partition: number): void {
    const offset = this.nextOffset;
    this.nextOffset += 1;
    const identity =
      slot === 'administrator'
        ? { groupId: GROUP, generationId: -1, memberId: '' }
        : this.members[slot]!.identity;
    const offsets = [{ topic: 't', partition, offset, metadata: '' }];
    this.send(
      { kind: 'commit', partition, offset, generationId: identity.generationId },
      { kind: 'commit-offsets', ...identity, offsets },
    );
  }

  describe(): void {
    this.send({ kind: 'describe' }, { kind: 'describe', groupIds: [GROUP] });
  }

  deleteGroup(): void {
    this.send({ kind: 'other' }, { kind: 'delete', groupIds: [GROUP] });
  }

  /** The process of a slot ends without a word, and another one starts in its place. */
  restart(slot: number): void {
    this.lives[slot]! += 1;
    this.members[slot] = this.newProcess(slot);
    this.joinsToAnswer.delete(slot);
  }

  /** The connection of a slot breaks: the host finds out and forgets what waits. */
  disconnect(slot: number): void {
    for (const [token, asked] of this.asked) {
      if (!('slot' in asked) || asked.slot !== slot || this.abandoned.has(token)) continue;
      this.abandoned.add(token);
      this.rig.forget(token);
    }
  }

  commitNext(): void {
    this.rig.commitNext();
  }

  commitAll(): void {
    while (this.rig.uncommittedCount > 0) this.rig.commitNext();
  }

  failOver(): void {
    for (const token of this.asked.keys()) this.abandoned.add(token);
    this.rig.failOver();
  }

  advance(ms: number): void {
    this.rig.advance(ms);
  }

  /** Whoever is asked for an answer gets one in the end: time passes, everything commits. */
  settle(): void {
    for (let i = 0; i < 20; i += 1) {
      this.commitAll();
      this.rig.advance(20 * SECOND);
    }
    this.commitAll();
    const unanswered = [...this.asked.keys()].filter((token) => !this.abandoned.has(token));
    expect(unanswered).toEqual([]);
  }

  /** Clients that do what they should, until all read. */
  converge(): void {
    for (let slot = 0; slot < SLOTS; slot += 1) this.restart(slot);
    for (let round = 0; round < 60; round += 1) {
      for (let slot = 0; slot < SLOTS; slot += 1) this.doAsShould(slot);
      this.commitAll();
      this.rig.advance(SECOND);
      this.commitAll();
    }
    const generation = this.rig.image.generation(GROUP)!;
    expect(generation.members.map(({ memberId }) => memberId).sort()).toEqual(
      this.members.map(({ memberId }) => memberId).sort(),
    );
    expect(this.stateNow()).toBe('Stable');
    for (const { memberId, assignment } of generation.members) {
      expect(new TextDecoder().decode(assignment)).toBe(`${generation.generationId}/${memberId}`);
    }
  }

  private stateNow(): string | undefined {
    const token = this.rig.send({ kind: 'describe', groupIds: [GROUP] });
    this.commitAll();
    const answer = this.rig.answers.get(token);
    return typeof answer === 'object' && answer.kind === 'describe'
      ? answer.groups[0]?.state
      : undefined;
  }

  private readonly step = new Map<number, 'join' | 'sync' | 'read'>();

  private doAsShould(slot: number): void {
    const isWaiting = [...this.asked].some(
      ([token, asked]) => 'slot' in asked && asked.slot === slot && !this.abandoned.has(token),
    );
    if (isWaiting) return;
    const joined = this.joinsToAnswer.get(slot);
    const isCurrent = joined !== undefined && this.step.get(slot) !== 'join';
    if (!isCurrent) this.join(slot, 'same');
    else if (this.step.get(slot) !== 'read') this.sync(slot);
    else this.heartbeatOf(slot);
  }

  private heartbeatOf(slot: number): void {
    const token = this.rig.send({ kind: 'heartbeat', ...this.members[slot]!.identity });
    this.asked.set(token, { kind: 'other' });
    this.commitAll();
    const answer = this.rig.answers.get(token);
    if (answer === undefined || typeof answer === 'object') return;
    this.retreat(slot, answer);
  }

  private retreat(slot: number, error: Answer): void {
    this.step.set(slot, 'join');
    if (error === 'UNKNOWN_MEMBER_ID' || error === 'FENCED_INSTANCE_ID') {
      this.members[slot]!.memberId = '';
    }
  }

  private newProcess(slot: number): TestMember {
    return new TestMember(this.rig, {
      ...(slot < STATIC_SLOTS ? { groupInstanceId: `i${slot}` } : {}),
      protocols: [{ name: 'range', metadata: bytesOf('t') }],
      rebalanceTimeoutMs: 15 * SECOND,
    });
  }

  private send(asked: Asked, request: Parameters<GroupRig['send']>[0]): void {
    const token = this.rig.send(request, (token) => this.asked.set(token, asked));
    void token;
  }

  private check(token: number, answer: Answer): void {
    const asked = this.asked.get(token);
    this.asked.delete(token);
    if (asked === undefined || this.abandoned.has(token)) return;
    const isOfThisLife = !('slot' in asked) || this.lives[asked.slot] === asked.life;
    if (typeof answer === 'string') {
      if ('slot' in asked && isOfThisLife) this.retreat(asked.slot, answer);
      return;
    }
    if (answer.kind === 'join' && asked.kind === 'join') {
      this.checkJoin(answer);
      if (isOfThisLife) this.takeOver(asked.slot, answer);
    } else if (answer.kind === 'sync' && asked.kind === 'sync') {
      this.checkSync(answer, isOfThisLife ? asked.slot : undefined);
    } else if (answer.kind === 'commit-offsets' && asked.kind === 'commit') {
      const generation = this.rig.image.generation(GROUP);
      if (asked.generationId >= 0) expect(asked.generationId).toBe(generation?.generationId);
      else expect(generation?.members ?? []).toEqual([]);
      this.expectedOffsets.set(asked.partition, asked.offset);
    } else if (answer.kind === 'describe') {
      this.checkDescription(answer);
    }
    this.checkOffsets();
  }

  private takeOver(slot: number, answer: GroupResponseOf<'join'>): void {
    const member = this.members[slot]!;
    member.memberId = answer.memberId;
    if (answer.isMemberIdRequired) {
      this.joinsToAnswer.delete(slot);
      this.step.set(slot, 'join');
      return;
    }
    member.generationId = answer.generationId;
    member.leader = answer.leader;
    this.joinsToAnswer.set(slot, answer);
    this.step.set(slot, 'sync');
  }

  private checkJoin(answer: GroupResponseOf<'join'>): void {
    if (answer.isMemberIdRequired) return;
    const generation = this.rig.image.generation(GROUP);
    expect(generation?.generationId).toBe(answer.generationId);
    expect(generation?.leader).toBe(answer.leader);
    const ids = generation?.members.map(({ memberId }) => memberId);
    expect(ids).toContain(answer.memberId);
    if (answer.leader !== answer.memberId) return;
    expect(answer.members.map(({ memberId }) => memberId)).toEqual(ids);
    if (answer.skipAssignment) return;
    const key = `${this.removals}/${answer.generationId}`;
    expect(this.assigners.get(key) ?? answer.memberId).toBe(answer.memberId);
    this.assigners.set(key, answer.memberId);
  }

  private checkSync(answer: GroupResponseOf<'sync'>, slot: number | undefined): void {
    const text = new TextDecoder().decode(answer.assignment);
    const generation = this.rig.image.generation(GROUP)!;
    const owners = generation.members.filter(
      (member) => new TextDecoder().decode(member.assignment) === text,
    );
    if (text !== '') expect(owners).toHaveLength(1);
    if (slot === undefined) return;
    this.step.set(slot, 'read');
    const { memberId, generationId, options } = this.members[slot]!;
    if (options.groupInstanceId === undefined && text !== '') {
      expect(text).toBe(`${generationId}/${memberId}`);
    }
  }

  private checkDescription({ groups }: GroupResponseOf<'describe'>): void {
    const [group] = groups;
    const generation = this.rig.image.generation(GROUP);
    if (group === undefined || group.state === 'Dead') {
      expect(generation).toBeUndefined();
      return;
    }
    expect(group.generationId).toBe(generation?.generationId ?? 0);
    if (group.state === 'PreparingRebalance') return;
    const recorded = generation?.members ?? [];
    expect(group.members.map(({ memberId }) => memberId).sort()).toEqual(
      recorded.map(({ memberId }) => memberId).sort(),
    );
    expect(group.state === 'Empty').toBe(recorded.length === 0);
    if (group.state !== 'Stable') return;
    for (const { memberId, assignment, metadata } of recorded.map(describedMember)) {
      const shown = group.members.find((member) => member.memberId === memberId);
      expect(shown).toMatchObject({ assignment, metadata });
    }
  }

  private checkOffsets(): void {
    for (let partition = 0; partition < PARTITIONS; partition += 1) {
      expect(this.rig.image.offset(GROUP, 't', partition)?.offset).toBe(
        this.expectedOffsets.get(partition),
      );
    }
  }

  /** A tombstone of an offset comes from deletion or expiry; expiry only while nobody is a member. */
  private checkRecord({ key, value }: GroupRecord): void {
    const decoded = decodeKey(key);
    if (decoded.kind === 'generation') {
      if (value === null) this.removals += 1;
      const generation = this.rig.image.generation(GROUP)?.generationId ?? 0;
      if (value !== null) expect(generation).toBeGreaterThanOrEqual(this.lastGeneration);
      this.lastGeneration = generation;
    } else if (value === null) {
      expect(this.rig.image.generation(GROUP)?.members ?? []).toEqual([]);
      this.expectedOffsets.delete(decoded.partition);
    }
  }
}

function describedMember(recorded: {
  readonly memberId: string;
  readonly assignment: Uint8Array;
  readonly subscription: Uint8Array;
}) {
  const { memberId, assignment, subscription } = recorded;
  return { memberId, assignment, metadata: subscription };
}
