/** One call of the coordinator: the time, the state, and what was decided in it so far. */
import { invariant } from '../base/invariant.ts';
import { BrokerError } from '../model/errors.ts';
import { Group, type MemberTally } from './group.ts';
import type { GroupImage } from './image.ts';
import type { Member, WaitingRequest } from './member.ts';
import type { GroupEvent, Outcome, Reply } from './outcome.ts';
import {
  encodeGenerationKey,
  encodeGenerationValue,
  encodeOffsetKey,
  type GroupRecord,
  type OffsetKey,
} from './records.ts';
import type { GroupResponse } from './requests.ts';
import type { GroupSettings } from './settings.ts';

export interface CoordinatorState {
  readonly settings: GroupSettings;
  readonly randomId: () => string;
  /** What the image will be once everything that was decided is committed. */
  readonly ahead: GroupImage;
  readonly groups: Map<string, Group>;
  /** Whose requests wait, by their tokens. */
  readonly waiting: Map<number, { readonly group: Group; readonly member: Member }>;
  readonly tally: MemberTally;
}

/** What a record takes in its batch besides key and value, at most. */
const RECORD_OVERHEAD_BYTES = 40;

export class Turn implements Outcome {
  readonly replies: Reply[] = [];
  readonly records: GroupRecord[] = [];
  readonly events: GroupEvent[] = [];
  readonly state: CoordinatorState;
  readonly nowMs: number;
  readonly touched = new Set<Group>();
  private bytes = 0;

  constructor(state: CoordinatorState, nowMs: number) {
    this.state = state;
    this.nowMs = nowMs;
  }

  get settings(): GroupSettings {
    return this.state.settings;
  }

  group(groupId: string): Group | undefined {
    const group = this.state.groups.get(groupId);
    if (group !== undefined) this.touched.add(group);
    return group;
  }

  /** For whoever says to be a member of it. */
  groupOfMember(groupId: string): Group {
    const group = this.group(groupId);
    if (group === undefined) throw new BrokerError('UNKNOWN_MEMBER_ID');
    return group;
  }

  /** Made if it is not there; if nothing comes of it, it goes with the end of the turn. */
  groupOrNew(groupId: string): Group {
    const known = this.group(groupId);
    if (known !== undefined) return known;
    const { groups, settings, ahead, tally } = this.state;
    if (groups.size >= settings.groupsMax || ahead.sizeBytes >= settings.stateBytesMax) {
      throw new BrokerError(
        'POLICY_VIOLATION',
        `The coordinator has ${groups.size} groups and takes no more; delete groups that nobody uses.`,
      );
    }
    const group = new Group(groupId, tally);
    groups.set(groupId, group);
    this.touched.add(group);
    return group;
  }

  answer(token: number, response: GroupResponse): void {
    this.replies.push({ token, response });
  }

  refuse(token: number, error: BrokerError): void {
    this.replies.push({ token, error });
  }

  note(event: GroupEvent): void {
    this.events.push(event);
  }

  /** The coordinator goes on as if the record were committed. */
  write(record: GroupRecord): void {
    this.records.push(record);
    this.bytes += recordBytes(record);
    this.state.ahead.replay(record.key, record.value);
  }

  writeGeneration(group: Group): void {
    const value = encodeGenerationValue(group.recorded());
    this.write({ key: encodeGenerationKey(group.id), value });
  }

  removeOffset(key: Omit<OffsetKey, 'kind'>): void {
    this.write({ key: encodeOffsetKey(key), value: null });
  }

  /** Of the batch that the records will be. */
  get bytesLeft(): number {
    return this.settings.batchBytesMax - this.bytes;
  }

  /** What else is due had better go into the next batch. */
  get isHalfFull(): boolean {
    return this.bytes * 2 >= this.settings.batchBytesMax;
  }

  /** To be asked before anything is changed for a request that may have to wait. */
  requireRoomToWait(): void {
    if (this.state.waiting.size < this.settings.waitingMax) return;
    throw new BrokerError(
      'COORDINATOR_LOAD_IN_PROGRESS',
      'Too many members wait for this coordinator; ask again later.',
    );
  }

  wait(group: Group, member: Member, request: WaitingRequest): void {
    const { waiting } = this.state;
    invariant(!waiting.has(request.token), 'a token names one request');
    // The client asked again, most likely over a new connection.
    this.settle(member, new BrokerError('REBALANCE_IN_PROGRESS'));
    member.waiting = request;
    waiting.set(request.token, { group, member });
  }

  /** Answers the request of the member that waits, if there is one. */
  settle(member: Member, answer: GroupResponse | BrokerError): void {
    if (member.waiting === undefined) return;
    const { token } = member.waiting;
    member.waiting = undefined;
    this.state.waiting.delete(token);
    if (answer instanceof BrokerError) this.refuse(token, answer);
    else this.answer(token, answer);
  }
}

export function recordBytes({ key, value }: GroupRecord): number {
  return key.length + (value?.length ?? 0) + RECORD_OVERHEAD_BYTES;
}
