/**
 * One group as its coordinator knows it while it is in office: members, their time-outs, and where the group is in
 *
 *   Empty -> PreparingRebalance -> CompletingRebalance -> Stable
 *     ^              | ^ ^                  |               |
 *     +--------------+ | +------------------+---------------+
 *      nobody joined   |   somebody comes, goes or changes
 *                      +-- from Empty it waits for more members (group.initial.rebalance.delay.ms)
 *
 * PreparingRebalance waits for every member to join, CompletingRebalance for the leader's assignment. It decides
 * nothing and writes nothing; rebalance.ts and the requests do.
 */
import { invariant } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import type { Member } from './member.ts';
import { selectProtocol } from './protocols.ts';
import type { RecordedGeneration } from './records.ts';
import type { MemberIdentity } from './requests.ts';

export type Phase =
  | { readonly kind: 'Empty' }
  | {
      readonly kind: 'PreparingRebalance';
      readonly deadlineMs: number;
      /** From Empty: it waits in steps, as long as members come, at most for `remainingMs` more. */
      readonly initial?: { readonly remainingMs: number; readonly hasNewMember: boolean };
    }
  | { readonly kind: 'CompletingRebalance'; readonly syncDeadlineMs: number }
  /** Some members may not have fetched their assignment yet; after `syncDeadlineMs` these are dropped. */
  | { readonly kind: 'Stable'; readonly syncDeadlineMs: number };

/** The bytes of all members of a coordinator. */
export interface MemberTally {
  bytes: number;
}

const INT32_MAX = 0x7fff_ffff;

export class Group {
  readonly id: string;
  private currentPhase: Phase = { kind: 'Empty' };
  private generation = 0;
  private readonly membersById = new Map<string, Member>();
  private readonly memberIdsByInstance = new Map<string, string>();
  /** Ids that were handed out (KIP-394) and not joined with yet, and until when they are good. */
  private readonly pending = new Map<string, number>();
  private readonly tally: MemberTally;
  private wakeAt = Number.POSITIVE_INFINITY;
  private memberBytes = 0;
  /** Of its members; of the last ones while it is empty. Undefined: it never had any. */
  protocolType: string | undefined;
  protocolName: string | undefined;
  leader: string | undefined;
  stateSinceMs = 0;
  /** It was said that its offsets expire soon. */
  isExpiryAnnounced = false;

  constructor(id: string, tally: MemberTally) {
    this.id = id;
    this.tally = tally;
  }

  get phase(): Phase {
    return this.currentPhase;
  }

  get generationId(): number {
    return this.generation;
  }

  get members(): readonly Member[] {
    return [...this.membersById.values()];
  }

  get size(): number {
    return this.membersById.size;
  }

  get pendingCount(): number {
    return this.pending.size;
  }

  /** What its members say of themselves. */
  get bytes(): number {
    return this.memberBytes;
  }

  /** Never later than the first of its deadlines, but perhaps before it. */
  get wakeAtMs(): number {
    return this.wakeAt;
  }

  enter(phase: Phase, nowMs: number): void {
    this.currentPhase = phase;
    this.stateSinceMs = nowMs;
    this.isExpiryAnnounced = false;
    this.wakeBy(deadlineOf(phase));
  }

  /** The initial rebalance waits for more members; whatever else of the phase stays as it is. */
  noteNewMember(): void {
    const phase = this.currentPhase;
    if (phase.kind !== 'PreparingRebalance' || phase.initial === undefined) return;
    this.currentPhase = { ...phase, initial: { ...phase.initial, hasNewMember: true } };
  }

  nextGeneration(): void {
    invariant(this.generation < INT32_MAX, 'a generation is an int32');
    this.generation += 1;
    this.protocolName = selectProtocol(this.members);
  }

  restore(recorded: RecordedGeneration): void {
    this.generation = recorded.generationId;
    this.protocolType = recorded.protocolType;
    this.protocolName = recorded.protocolName;
    this.leader = recorded.leader;
    this.stateSinceMs = recorded.stateSinceMs;
  }

  member(memberId: string): Member | undefined {
    return this.membersById.get(memberId);
  }

  staticMember(instanceId: string): Member | undefined {
    return this.membersById.get(this.memberIdsByInstance.get(instanceId) ?? '');
  }

  /** Kafka's order of the checks: a member that was replaced under its instance id learns just that. */
  existingMember({
    memberId,
    groupInstanceId,
  }: Pick<MemberIdentity, 'memberId' | 'groupInstanceId'>): Member {
    if (groupInstanceId !== undefined) {
      const current = this.memberIdsByInstance.get(groupInstanceId);
      if (current === undefined) throw new BrokerError('UNKNOWN_MEMBER_ID');
      if (current !== memberId) throw new BrokerError('FENCED_INSTANCE_ID');
    }
    const member = this.membersById.get(memberId);
    if (member === undefined) throw new BrokerError('UNKNOWN_MEMBER_ID');
    return member;
  }

  memberOfGeneration(identity: MemberIdentity): Member {
    const member = this.existingMember(identity);
    if (identity.generationId !== this.generation) throw new BrokerError('ILLEGAL_GENERATION');
    return member;
  }

  add(member: Member): void {
    invariant(!this.membersById.has(member.memberId), 'a member is added once');
    this.pending.delete(member.memberId);
    this.membersById.set(member.memberId, member);
    if (member.groupInstanceId !== undefined) {
      this.memberIdsByInstance.set(member.groupInstanceId, member.memberId);
    }
    this.count(member.bytes);
    this.wakeBy(member.deadlineMs);
  }

  remove(member: Member): void {
    invariant(this.membersById.delete(member.memberId), 'only a member is removed');
    if (member.groupInstanceId !== undefined) {
      this.memberIdsByInstance.delete(member.groupInstanceId);
    }
    if (this.leader === member.memberId) this.leader = this.membersById.keys().next().value;
    this.count(-member.bytes);
  }

  /** The static member came back under a new member id. */
  replace(before: Member, member: Member): void {
    const wasLeader = this.leader === before.memberId;
    this.remove(before);
    this.add(member);
    if (wasLeader) this.leader = member.memberId;
  }

  /** `change` may change what the member says of itself. */
  update(member: Member, change: () => void): void {
    this.count(-member.bytes);
    change();
    this.count(member.bytes);
  }

  /** The member gave a sign of life. */
  renew(member: Member, nowMs: number): void {
    member.sessionDeadlineMs = nowMs + member.sessionTimeoutMs;
    this.wakeBy(member.deadlineMs);
  }

  addPending(memberId: string, expiresAtMs: number): void {
    this.pending.set(memberId, expiresAtMs);
    this.wakeBy(expiresAtMs);
  }

  removePending(memberId: string): boolean {
    return this.pending.delete(memberId);
  }

  oldestPending(): string | undefined {
    return this.pending.keys().next().value;
  }

  expiredPending(nowMs: number): readonly string[] {
    return [...this.pending].filter(([, atMs]) => atMs <= nowMs).map(([memberId]) => memberId);
  }

  isPending(memberId: string): boolean {
    return this.pending.has(memberId);
  }

  /** Members whose join waits for the others. */
  get joiningCount(): number {
    return this.members.filter((member) => member.isJoining).length;
  }

  get hasAllJoined(): boolean {
    return this.pending.size === 0 && this.joiningCount === this.size;
  }

  /** The longest that any member wants to be given. */
  get rebalanceTimeoutMs(): number {
    return this.members.reduce((most, member) => Math.max(most, member.rebalanceTimeoutMs), 0);
  }

  /** As its record has it. */
  recorded(): RecordedGeneration {
    const { protocolName, leader } = this;
    return {
      protocolType: this.protocolType ?? '',
      generationId: this.generation,
      ...(protocolName === undefined ? {} : { protocolName }),
      ...(leader === undefined ? {} : { leader }),
      stateSinceMs: this.stateSinceMs,
      members: this.members.map((member) => member.recorded(protocolName ?? '')),
    };
  }

  /** To be called when nothing is due any more. */
  settleWake(): void {
    this.wakeAt = deadlineOf(this.currentPhase);
    for (const atMs of this.pending.values()) this.wakeBy(atMs);
    for (const member of this.membersById.values()) this.wakeBy(member.deadlineMs);
  }

  private wakeBy(atMs: number): void {
    this.wakeAt = Math.min(this.wakeAt, atMs);
  }

  private count(bytes: number): void {
    this.memberBytes += bytes;
    this.tally.bytes += bytes;
  }
}

function deadlineOf(phase: Phase): number {
  if (phase.kind === 'Empty') return Number.POSITIVE_INFINITY;
  return phase.kind === 'PreparingRebalance' ? phase.deadlineMs : phase.syncDeadlineMs;
}
