/**
 * One member of a consumer group, as a state machine: what happened goes in, what to do comes out. It sends nothing and
 * knows no clock; group-member.ts carries its effects out.
 *
 *   outside -> joining -> (assigning, as the leader) -> syncing -> stable -> revoking -> joining ...
 *                 ^______________________ backing-off, after a failure
 *   and from everywhere: left (asked to) and failed (nothing that a retry could mend).
 *
 * The generation is known from `stable` to the end of `revoking`, and no longer than it is valid: who commits asks for
 * it first, so nothing is committed for a generation that is known to be lost. Heartbeats have their own timer and go
 * on while partitions are handed back.
 */
import type {
  GroupProtocol,
  HeartbeatRequest,
  JoinedMember,
  JoinGroupRequest,
  JoinGroupResponse,
  LeaveGroupRequest,
  MemberIdentity,
  SyncGroupRequest,
  SyncGroupResponse,
} from '../../group/requests.ts';
import type { KafkaJSError } from '../errors.ts';
import { typeOf } from './error-type.ts';

export interface MembershipOptions {
  readonly groupId: string;
  readonly groupInstanceId?: string;
  readonly clientId: string;
  readonly sessionTimeoutMs: number;
  readonly rebalanceTimeoutMs: number;
  readonly heartbeatIntervalMs: number;
  /** Failures one after the other; one more and the member fails. */
  readonly retriesMax: number;
  /** How long to wait before the n-th retry, from 1. */
  readonly backOffMs: (retry: number) => number;
  /** Asked before each join, since what is subscribed may have changed. */
  readonly protocols: () => readonly GroupProtocol[];
}

/** `request` is the number that the effect had: an answer to anything but the latest request of its kind is late. */
export type MemberInput =
  | { readonly kind: 'start' }
  | { readonly kind: 'joined'; readonly request: number; readonly response: JoinGroupResponse }
  | {
      readonly kind: 'assigned';
      readonly request: number;
      readonly assignments: SyncGroupRequest['assignments'];
    }
  | { readonly kind: 'synced'; readonly request: number; readonly response: SyncGroupResponse }
  | { readonly kind: 'beaten'; readonly request: number }
  /** A join, an assignment, a sync or a heartbeat. */
  | { readonly kind: 'refused'; readonly request: number; readonly error: KafkaJSError }
  /** A commit found out that its generation is over. */
  | { readonly kind: 'fenced'; readonly generationId: number; readonly error: KafkaJSError }
  /** All partitions are handed back. */
  | { readonly kind: 'revoked' }
  /** Other topics, or other partitions of them. */
  | { readonly kind: 'subscription-changed'; readonly topicsDiffer: boolean }
  | { readonly kind: 'tick' }
  | { readonly kind: 'leave' };

export type MemberEffect =
  | { readonly kind: 'join'; readonly request: number; readonly body: JoinGroupRequest }
  | {
      readonly kind: 'assign';
      readonly request: number;
      readonly protocolName: string;
      readonly members: readonly JoinedMember[];
    }
  | { readonly kind: 'sync'; readonly request: number; readonly body: SyncGroupRequest }
  | { readonly kind: 'heartbeat'; readonly request: number; readonly body: HeartbeatRequest }
  | { readonly kind: 'leave'; readonly body: LeaveGroupRequest }
  /** Start on these partitions. */
  | { readonly kind: 'adopt'; readonly generation: Generation }
  /** Hand all partitions back and say 'revoked'. When the generation is lost, others may have them already. */
  | { readonly kind: 'revoke'; readonly reason: 'rebalance' | 'lost' }
  /** `retries`: so many were in vain; 0: no retry would mend it. */
  | { readonly kind: 'fail'; readonly error: KafkaJSError; readonly retries: number };

export interface Generation extends MemberIdentity {
  readonly leader: string;
  readonly protocolName: string;
  readonly assignment: Uint8Array;
}

type State =
  | { readonly kind: 'outside' | 'joining' | 'left' | 'failed' }
  | { readonly kind: 'assigning' | 'syncing'; readonly joined: JoinGroupResponse }
  | { readonly kind: 'backing-off'; readonly untilMs: number }
  | { readonly kind: 'stable'; readonly generation: Generation }
  | { readonly kind: 'revoking'; readonly generation: Generation | undefined };

/** After a refusal, if that is sooner than the next: the session runs on while a coordinator is looked for. */
const HEARTBEAT_RETRY_MS = 1000;

const GENERATION_OVER: ReadonlySet<string> = new Set(['ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID']);

export class Membership {
  private readonly options: MembershipOptions;
  private state: State = { kind: 'outside' };
  private memberId = '';
  private retries = 0;
  private lastRequest = 0;
  private heartbeatDueMs = 0;
  private heartbeatInFlight = 0;
  /** What has changed since the group was joined, too late for this generation. */
  private missedChange: 'none' | 'partitions' | 'topics' = 'none';
  private effects: MemberEffect[] = [];

  constructor(options: MembershipOptions) {
    this.options = options;
  }

  /** The generation in which a commit may be sent. */
  get generation(): Generation | undefined {
    return this.state.kind === 'stable' || this.state.kind === 'revoking'
      ? this.state.generation
      : undefined;
  }

  step(input: MemberInput, nowMs: number): readonly MemberEffect[] {
    this.effects = [];
    const { kind } = this.state;
    // A member that failed may still be in the group, and can do nothing any more but leave it.
    if (kind === 'failed' && input.kind === 'leave') this.leave();
    else if (kind !== 'failed' && kind !== 'left') this.take(input, nowMs);
    return this.effects;
  }

  /** When to say 'tick'. */
  nextTickMs(): number | undefined {
    if (this.state.kind === 'backing-off') return this.state.untilMs;
    return this.generation !== undefined && this.heartbeatInFlight === 0
      ? this.heartbeatDueMs
      : undefined;
  }

  describe(): object {
    const { memberId, retries } = this;
    return { state: this.state.kind, memberId, retries, generation: this.generation?.generationId };
  }

  private take(input: MemberInput, nowMs: number): void {
    switch (input.kind) {
      case 'start':
        return this.join();
      case 'joined':
        return this.joined(input);
      case 'assigned':
        return this.assigned(input);
      case 'synced':
        return this.synced(input, nowMs);
      case 'beaten':
        return this.heartbeatEnded(input.request, nowMs);
      case 'refused':
        return this.refused(input, nowMs);
      case 'fenced':
        if (input.generationId === this.generation?.generationId) this.generationOver(input.error);
        return;
      case 'revoked':
        if (this.state.kind === 'revoking') this.join();
        return;
      case 'subscription-changed':
        return this.subscriptionChanged(input.topicsDiffer);
      case 'tick':
        return this.tick(nowMs);
      case 'leave':
        return this.leave();
    }
  }

  private tick(nowMs: number): void {
    if (this.state.kind === 'backing-off') {
      if (nowMs >= this.state.untilMs) this.join();
      return;
    }
    const { generation } = this;
    if (generation === undefined || this.heartbeatInFlight !== 0) return;
    if (nowMs < this.heartbeatDueMs) return;
    const request = this.nextRequest();
    this.heartbeatInFlight = request;
    const body = { kind: 'heartbeat' as const, ...this.identity(generation.generationId) };
    this.effects.push({ kind: 'heartbeat', request, body });
  }

  private join(): void {
    this.state = { kind: 'joining' };
    this.heartbeatInFlight = 0;
    this.missedChange = 'none';
    const { groupId, groupInstanceId, clientId } = this.options;
    const body: JoinGroupRequest = {
      kind: 'join',
      groupId,
      memberId: this.memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      clientId,
      clientHost: '',
      sessionTimeoutMs: this.options.sessionTimeoutMs,
      rebalanceTimeoutMs: this.options.rebalanceTimeoutMs,
      protocolType: 'consumer',
      protocols: this.options.protocols(),
      requiresKnownMemberId: groupInstanceId === undefined,
    };
    this.effects.push({ kind: 'join', request: this.nextRequest(), body });
  }

  private joined(input: MemberInput & { kind: 'joined' }): void {
    if (this.state.kind !== 'joining' || input.request !== this.lastRequest) return;
    const { response } = input;
    this.memberId = response.memberId;
    if (response.isMemberIdRequired) return this.join();
    if (response.leader !== response.memberId || response.skipAssignment) {
      return this.sync(response, []);
    }
    this.state = { kind: 'assigning', joined: response };
    const { protocolName, members } = response;
    this.effects.push({ kind: 'assign', request: this.nextRequest(), protocolName, members });
  }

  private assigned(input: MemberInput & { kind: 'assigned' }): void {
    if (this.state.kind !== 'assigning' || input.request !== this.lastRequest) return;
    this.sync(this.state.joined, input.assignments);
  }

  private sync(joined: JoinGroupResponse, assignments: SyncGroupRequest['assignments']): void {
    this.state = { kind: 'syncing', joined };
    const { protocolType, protocolName, generationId } = joined;
    const body: SyncGroupRequest = {
      kind: 'sync',
      ...this.identity(generationId),
      protocolType,
      protocolName,
      assignments,
    };
    this.effects.push({ kind: 'sync', request: this.nextRequest(), body });
  }

  private synced(input: MemberInput & { kind: 'synced' }, nowMs: number): void {
    if (this.state.kind !== 'syncing' || input.request !== this.lastRequest) return;
    const { generationId, leader, protocolName } = this.state.joined;
    const { assignment } = input.response;
    const generation = { ...this.identity(generationId), leader, protocolName, assignment };
    this.state = { kind: 'stable', generation };
    this.retries = 0;
    this.heartbeatDueMs = nowMs + this.options.heartbeatIntervalMs;
    this.effects.push({ kind: 'adopt', generation });
    if (this.missedChange !== 'none') this.subscriptionChanged(this.missedChange === 'topics');
  }

  private refused(input: MemberInput & { kind: 'refused' }, nowMs: number): void {
    const { request, error } = input;
    if (request === this.heartbeatInFlight) {
      this.heartbeatEnded(request, nowMs);
      this.heartbeatRefused(error, nowMs);
      return;
    }
    const { kind } = this.state;
    const isAwaited = kind === 'joining' || kind === 'assigning' || kind === 'syncing';
    if (!isAwaited || request !== this.lastRequest) return;
    const name = typeOf(error);
    if (name === 'UNKNOWN_MEMBER_ID') this.memberId = '';
    // A rebalance that began anew is the ordinary course of things, and the group waits for us.
    if (name === 'REBALANCE_IN_PROGRESS') return this.join();
    if (!GENERATION_OVER.has(name) && !error.retriable) return this.fail(error);
    this.retries += 1;
    if (this.retries > this.options.retriesMax) return this.fail(error, this.retries);
    this.state = { kind: 'backing-off', untilMs: nowMs + this.options.backOffMs(this.retries) };
  }

  private heartbeatEnded(request: number, nowMs: number): void {
    if (request !== this.heartbeatInFlight) return;
    this.heartbeatInFlight = 0;
    this.heartbeatDueMs = nowMs + this.options.heartbeatIntervalMs;
  }

  private heartbeatRefused(error: KafkaJSError, nowMs: number): void {
    const name = typeOf(error);
    if (name === 'REBALANCE_IN_PROGRESS') return this.revoke('rebalance');
    // The coordinator is away or out of reach: the next heartbeat tries again, and a commit in vain does no harm.
    if (error.retriable && !GENERATION_OVER.has(name)) {
      this.heartbeatDueMs = Math.min(this.heartbeatDueMs, nowMs + HEARTBEAT_RETRY_MS);
      return;
    }
    this.generationOver(error);
  }

  private generationOver(error: KafkaJSError): void {
    const name = typeOf(error);
    if (name === 'REBALANCE_IN_PROGRESS') return this.revoke('rebalance');
    if (!GENERATION_OVER.has(name)) return this.fail(error);
    if (name === 'UNKNOWN_MEMBER_ID') this.memberId = '';
    this.revoke('lost');
  }

  private revoke(reason: 'rebalance' | 'lost'): void {
    const { generation } = this;
    if (this.state.kind === 'revoking') {
      if (reason === 'lost') this.state = { kind: 'revoking', generation: undefined };
      return;
    }
    this.state = { kind: 'revoking', generation: reason === 'lost' ? undefined : generation };
    this.effects.push({ kind: 'revoke', reason });
  }

  /** A follower that joins anew with the topics it had changes nothing, so it leaves that to the leader. */
  private subscriptionChanged(topicsDiffer: boolean): void {
    if (this.state.kind !== 'stable') {
      if (topicsDiffer) this.missedChange = 'topics';
      else if (this.missedChange === 'none') this.missedChange = 'partitions';
      return;
    }
    if (topicsDiffer || this.state.generation.leader === this.memberId) this.revoke('rebalance');
  }

  private leave(): void {
    const { groupId, groupInstanceId } = this.options;
    // A static member's place is kept for it until its session times out (KIP-345).
    if (this.memberId !== '' && groupInstanceId === undefined) {
      const members = [{ memberId: this.memberId, reason: 'the consumer stops' }];
      this.effects.push({ kind: 'leave', body: { kind: 'leave', groupId, members } });
    }
    this.state = { kind: 'left' };
  }

  private fail(error: KafkaJSError, retries = 0): void {
    this.state = { kind: 'failed' };
    this.effects.push({ kind: 'fail', error, retries });
  }

  private identity(generationId: number): MemberIdentity {
    const { groupId, groupInstanceId } = this.options;
    const identity = { groupId, generationId, memberId: this.memberId };
    return groupInstanceId === undefined ? identity : { ...identity, groupInstanceId };
  }

  private nextRequest(): number {
    this.lastRequest += 1;
    return this.lastRequest;
  }
}
