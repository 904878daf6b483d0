import { GroupCoordinator, type CoordinatorRequest } from '../../../src/group/coordinator.ts';
import { fetchOffsets } from '../../../src/group/fetch-offsets.ts';
import { GroupImage } from '../../../src/group/image.ts';
import type { GroupEvent, Outcome, Reply } from '../../../src/group/outcome.ts';
import type { GroupRecord } from '../../../src/group/records.ts';
import type {
  CommittedOffset,
  GroupDescription,
  GroupRequestOf,
  GroupResponse,
  GroupResponseOf,
  OffsetToCommit,
} from '../../../src/group/requests.ts';
import type { GroupSettings } from '../../../src/group/settings.ts';
import { BrokerError, type ErrorName } from '../../../src/model/errors.ts';

export const SECOND = 1000;
export const DAY = 86_400 * SECOND;
export const START_MS = 1_700_000_000_000;

export const SETTINGS: GroupSettings = {
  sessionTimeoutMinMs: 6 * SECOND,
  sessionTimeoutMaxMs: 1800 * SECOND,
  initialRebalanceDelayMs: 0,
  groupSizeMax: 100,
  offsetMetadataBytesMax: 4096,
  offsetsRetentionMs: 7 * DAY,
  offsetsRetentionCheckMs: 600 * SECOND,
  groupsMax: 100,
  memberBytesMax: 65_536,
  waitingMax: 1000,
  batchBytesMax: 1_000_000,
  stateBytesMax: 32_000_000,
};

/** The subscription of a consumer, as Kafka's clients send it. */
export function subscription(...topics: readonly string[]): Uint8Array {
  const encoded = topics.map((topic) => [0, topic.length, ...new TextEncoder().encode(topic)]);
  return Uint8Array.from([0, 1, 0, 0, 0, topics.length, ...encoded.flat(), 255, 255, 255, 255]);
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export type Answer = GroupResponse | ErrorName;

/**
 * A coordinator, its image and the log between them. What it decides is committed at once, unless `holdsCommits`; then
 * with `commitNext`, one outcome after the other, and is lost with `failOver`.
 */
export class GroupRig {
  image = new GroupImage();
  readonly log: GroupRecord[] = [];
  readonly events: GroupEvent[] = [];
  readonly answers = new Map<number, Answer>();
  readonly settings: GroupSettings;
  nowMs = START_MS;
  holdsCommits = false;
  largestBatchBytes = 0;
  coordinator: GroupCoordinator;
  onAnswer: (token: number, answer: Answer) => void = () => {};
  /** After the image has it. */
  onRecord: (record: GroupRecord) => void = () => {};
  private readonly uncommitted: Outcome[] = [];
  private tokens = 0;
  private ids = 0;

  constructor(settings: Partial<GroupSettings> = {}) {
    this.settings = { ...SETTINGS, ...settings };
    this.coordinator = this.newCoordinator();
  }

  /** The token; its answer is in `answers` when there is one. `willSend` hears of the token first. */
  send(request: CoordinatorRequest, willSend: (token: number) => void = () => {}): number {
    this.tokens += 1;
    willSend(this.tokens);
    this.take(this.coordinator.handle(request, this.tokens, this.nowMs));
    return this.tokens;
  }

  ask(request: CoordinatorRequest): Answer | undefined {
    return this.answers.get(this.send(request));
  }

  /** Time passes, and the coordinator ticks exactly when it says. */
  advance(ms: number): void {
    const endMs = this.nowMs + ms;
    for (;;) {
      const deadlineMs = this.coordinator.nextDeadlineMs();
      if (deadlineMs > endMs) break;
      this.nowMs = Math.max(this.nowMs, deadlineMs);
      this.take(this.coordinator.tick(this.nowMs));
    }
    this.nowMs = endMs;
  }

  forget(token: number): void {
    this.take(this.coordinator.forget(token, this.nowMs));
  }

  topicDeleted(topic: string): Outcome {
    const outcome = this.coordinator.topicDeleted(topic, this.nowMs);
    this.take(outcome);
    return outcome;
  }

  commitNext(): void {
    const outcome = this.uncommitted.shift();
    if (outcome !== undefined) this.commit(outcome);
  }

  get uncommittedCount(): number {
    return this.uncommitted.length;
  }

  /** What is not committed is lost, and with it every answer that waits. */
  failOver(): void {
    this.uncommitted.length = 0;
    this.coordinator = this.newCoordinator();
  }

  describe(groupId = 'g'): GroupDescription {
    const answer = this.ask({ kind: 'describe', groupIds: [groupId] });
    return (answer as GroupResponseOf<'describe'>).groups[0]!;
  }

  state(groupId = 'g'): string {
    const { state, generationId } = this.describe(groupId);
    return `${state} ${generationId}`;
  }

  committed(groupId = 'g', topic = 't', partition = 0): number | undefined {
    return this.fetch(groupId, [{ topic, partition }])[0]?.offset;
  }

  fetchAs(request: GroupRequestOf<'fetch-offsets'>): Answer {
    try {
      return fetchOffsets(this.image, request);
    } catch (error) {
      if (error instanceof BrokerError) return error.errorName;
      throw error;
    }
  }

  fetch(
    groupId: string,
    partitions?: GroupRequestOf<'fetch-offsets'>['partitions'],
  ): readonly CommittedOffset[] {
    const which = partitions === undefined ? {} : { partitions };
    return fetchOffsets(this.image, { kind: 'fetch-offsets', groupId, ...which }).offsets;
  }

  eventsOf<Kind extends GroupEvent['kind']>(kind: Kind): Extract<GroupEvent, { kind: Kind }>[] {
    return this.events.filter(
      (event): event is Extract<GroupEvent, { kind: Kind }> => event.kind === kind,
    );
  }

  private take(outcome: Outcome): void {
    if (this.holdsCommits) this.uncommitted.push(outcome);
    else this.commit(outcome);
  }

  private commit({ records, replies, events }: Outcome): void {
    const bytes = records.reduce((sum, one) => sum + one.key.length + (one.value?.length ?? 0), 0);
    this.largestBatchBytes = Math.max(this.largestBatchBytes, bytes);
    for (const record of records) {
      this.log.push(record);
      this.image.replay(record.key, record.value);
      this.onRecord(record);
    }
    for (const reply of replies) this.deliver(reply);
    this.events.push(...events);
  }

  private deliver(reply: Reply): void {
    if (this.answers.has(reply.token)) throw new Error(`token ${reply.token} is answered twice`);
    const answer = 'error' in reply ? nameOf(reply.error) : reply.response;
    this.answers.set(reply.token, answer);
    this.onAnswer(reply.token, answer);
  }

  private newCoordinator(): GroupCoordinator {
    return new GroupCoordinator({
      image: this.image,
      settings: this.settings,
      randomId: () => {
        this.ids += 1;
        return `id${this.ids}`;
      },
      nowMs: this.nowMs,
    });
  }
}

function nameOf(error: BrokerError): ErrorName {
  return error.errorName;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Options = Writable<Required<Omit<MemberOptions, 'groupInstanceId'>>> & {
  groupInstanceId?: string;
};

export interface MemberOptions {
  readonly groupId?: string;
  readonly groupInstanceId?: string;
  readonly protocols?: GroupRequestOf<'join'>['protocols'];
  readonly sessionTimeoutMs?: number;
  readonly rebalanceTimeoutMs?: number;
}

/** A consumer as a client program has it: it remembers what it was told. */
export class TestMember {
  memberId = '';
  generationId = -1;
  leader = '';
  options: Options;
  private readonly rig: GroupRig;

  constructor(rig: GroupRig, options: MemberOptions = {}) {
    this.rig = rig;
    this.options = {
      groupId: 'g',
      protocols: [{ name: 'range', metadata: subscription('t') }],
      sessionTimeoutMs: 10 * SECOND,
      rebalanceTimeoutMs: 60 * SECOND,
      ...options,
    };
  }

  get identity() {
    const { groupId, groupInstanceId } = this.options;
    return {
      groupId,
      generationId: this.generationId,
      memberId: this.memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
    };
  }

  joinRequest(overrides: Partial<GroupRequestOf<'join'>> = {}): GroupRequestOf<'join'> {
    const { groupId, groupInstanceId, protocols, sessionTimeoutMs, rebalanceTimeoutMs } =
      this.options;
    return {
      kind: 'join',
      groupId,
      memberId: this.memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
      clientId: 'client',
      clientHost: '/127.0.0.1',
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      protocolType: 'consumer',
      protocols,
      requiresKnownMemberId: false,
      ...overrides,
    };
  }

  /** Returns the token. The answer is taken over by `joined`. */
  startJoin(overrides: Partial<GroupRequestOf<'join'>> = {}): number {
    return this.rig.send(this.joinRequest(overrides));
  }

  /** Takes over the answer to its join. */
  joined(token: number): GroupResponseOf<'join'> {
    const answer = this.rig.answers.get(token);
    if (typeof answer !== 'object' || answer.kind !== 'join') {
      throw new Error(`the join is not answered but ${JSON.stringify(answer)}`);
    }
    this.memberId = answer.memberId;
    this.generationId = answer.generationId;
    this.leader = answer.leader;
    return answer;
  }

  join(overrides: Partial<GroupRequestOf<'join'>> = {}): GroupResponseOf<'join'> {
    return this.joined(this.startJoin(overrides));
  }

  /** As the leader with assignments, else without. Returns the token. */
  startSync(assignments: Readonly<Record<string, string>> = {}): number {
    return this.rig.send({
      kind: 'sync',
      ...this.identity,
      assignments: Object.entries(assignments).map(([memberId, text]) => ({
        memberId,
        assignment: bytesOf(text),
      })),
    });
  }

  sync(assignments: Readonly<Record<string, string>> = {}): Answer | undefined {
    return this.rig.answers.get(this.startSync(assignments));
  }

  heartbeat(): Answer | undefined {
    return this.rig.ask({ kind: 'heartbeat', ...this.identity });
  }

  leave(): Answer | undefined {
    const { groupId, groupInstanceId } = this.options;
    const member = {
      memberId: this.memberId,
      ...(groupInstanceId === undefined ? {} : { groupInstanceId }),
    };
    return this.rig.ask({ kind: 'leave', groupId, members: [member] });
  }

  commit(offset: number, more: Partial<OffsetToCommit> = {}): Answer | undefined {
    const offsets = [{ topic: 't', partition: 0, offset, metadata: '', ...more }];
    return this.rig.ask({ kind: 'commit-offsets', ...this.identity, offsets });
  }
}

/** A stable group of so many members, of which the first leads; each was assigned its own name. */
export function stableGroup(
  rig: GroupRig,
  size: number,
  options: MemberOptions | ((i: number) => MemberOptions) = {},
): TestMember[] {
  const optionsOf = typeof options === 'function' ? options : () => options;
  const members = Array.from({ length: size }, (_, i) => new TestMember(rig, optionsOf(i)));
  const first = members[0]!;
  first.join();
  for (let i = 1; i < members.length; i += 1) joinAll([members[i]!, ...members.slice(0, i)]);
  syncAll(members);
  return members;
}

/** The first one's join begins a rebalance; the others join again. */
export function joinAll(members: readonly TestMember[]): void {
  const tokens = members.map((member) => [member, member.startJoin()] as const);
  for (const [member, token] of tokens) member.joined(token);
}

export function syncAll(members: readonly TestMember[]): void {
  const assignments = Object.fromEntries(members.map(({ memberId }) => [memberId, memberId]));
  const leader = members.find(({ memberId, leader: id }) => memberId === id)!;
  for (const member of members) if (member !== leader) member.startSync();
  leader.startSync(assignments);
}
