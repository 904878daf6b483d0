import type { RecordedMember } from './records.ts';
import type { GroupProtocol, JoinGroupRequest } from './requests.ts';

/** A request of the member that waits for others. */
export interface WaitingRequest {
  readonly kind: 'join' | 'sync';
  readonly token: number;
}

interface MemberOptions {
  readonly memberId: string;
  readonly groupInstanceId?: string;
  readonly sessionDeadlineMs: number;
}

/** What the record of a member, its id and the lengths of its fields take. */
const OVERHEAD_BYTES = 64;
const NO_BYTES = new Uint8Array();

/** One member of a group: what it said of itself, what it was assigned, and what is awaited of it. */
export class Member {
  readonly memberId: string;
  readonly groupInstanceId: string | undefined;
  clientId = '';
  clientHost = '';
  sessionTimeoutMs = 0;
  rebalanceTimeoutMs = 0;
  protocols: readonly GroupProtocol[] = [];
  assignment: Uint8Array = NO_BYTES;
  waiting: WaitingRequest | undefined;
  /** Its client does not know its id yet, so it can neither heartbeat nor come back. */
  isNew = false;
  /** It joined the current generation and has not fetched its assignment. */
  awaitsSync = false;
  /** Counts only while none of its requests wait: see `deadlineMs`. */
  sessionDeadlineMs: number;

  constructor({ memberId, groupInstanceId, sessionDeadlineMs }: MemberOptions) {
    this.memberId = memberId;
    this.groupInstanceId = groupInstanceId;
    this.sessionDeadlineMs = sessionDeadlineMs;
  }

  static restored(recorded: RecordedMember, protocolName: string, nowMs: number): Member {
    const { memberId, groupInstanceId, sessionTimeoutMs } = recorded;
    const member = new Member({
      memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      sessionDeadlineMs: nowMs + sessionTimeoutMs,
    });
    member.clientId = recorded.clientId;
    member.clientHost = recorded.clientHost;
    member.sessionTimeoutMs = sessionTimeoutMs;
    member.rebalanceTimeoutMs = recorded.rebalanceTimeoutMs;
    member.protocols = [{ name: protocolName, metadata: recorded.subscription }];
    member.assignment = recorded.assignment;
    return member;
  }

  /** What a join says. The bytes are copied: they may be views of a large frame. */
  describeAs(request: JoinGroupRequest): void {
    this.clientId = request.clientId;
    this.clientHost = request.clientHost;
    this.sessionTimeoutMs = request.sessionTimeoutMs;
    // Clients of the first version of the protocol have no rebalance time-out.
    this.rebalanceTimeoutMs =
      request.rebalanceTimeoutMs > 0 ? request.rebalanceTimeoutMs : request.sessionTimeoutMs;
    this.protocols = request.protocols.map(({ name, metadata }) => ({
      name,
      metadata: new Uint8Array(metadata),
    }));
  }

  get isJoining(): boolean {
    return this.waiting?.kind === 'join';
  }

  /** A request that waits keeps its member alive, except the first: nobody could come back for a new member. */
  get deadlineMs(): number {
    return this.waiting !== undefined && !this.isNew
      ? Number.POSITIVE_INFINITY
      : this.sessionDeadlineMs;
  }

  /** Of what it says of itself. */
  get bytes(): number {
    return bytesOf(this.protocols) + OVERHEAD_BYTES;
  }

  metadataFor(protocolName: string): Uint8Array {
    return this.protocols.find(({ name }) => name === protocolName)?.metadata ?? NO_BYTES;
  }

  recorded(protocolName: string): RecordedMember {
    const { memberId, groupInstanceId, clientId, clientHost } = this;
    return {
      memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      clientId,
      clientHost,
      rebalanceTimeoutMs: this.rebalanceTimeoutMs,
      sessionTimeoutMs: this.sessionTimeoutMs,
      subscription: this.metadataFor(protocolName),
      assignment: this.assignment,
    };
  }
}

export function bytesOf(protocols: readonly GroupProtocol[]): number {
  return protocols.reduce((sum, { name, metadata }) => sum + name.length + metadata.length, 0);
}
