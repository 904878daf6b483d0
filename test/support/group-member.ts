/** Members of consumer groups in simulated brokers: the requests that a client sends, and a member that goes through them. */
import type { BrokerApi } from '../../src/broker/api.ts';
import type { GroupResponseOf, JoinGroupRequest } from '../../src/group/requests.ts';
import { BrokerError } from '../../src/model/errors.ts';

export function joinRequest(
  groupId: string,
  memberId: string,
  more: Partial<JoinGroupRequest> = {},
): JoinGroupRequest {
  return {
    kind: 'join',
    groupId,
    memberId,
    clientId: 'test',
    clientHost: '/127.0.0.1',
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 20_000,
    protocolType: 'consumer',
    protocols: [{ name: 'range', metadata: new Uint8Array([0, 1]) }],
    requiresKnownMemberId: true,
    ...more,
  };
}

export interface Membership {
  readonly memberId: string;
  readonly generationId: number;
  readonly isLeader: boolean;
  readonly members: readonly string[];
  readonly assignment: string;
}

/** As a client does: gets an id, joins with it, assigns when it leads, and waits for its assignment. */
export async function joinAndSync(
  broker: BrokerApi,
  groupId: string,
  assign: (members: readonly string[]) => readonly string[] = (members) =>
    members.map((_, at) => `part ${at}`),
): Promise<Membership> {
  let joined = await broker.group(joinRequest(groupId, ''));
  if (joined.isMemberIdRequired) joined = await broker.group(joinRequest(groupId, joined.memberId));
  return sync(broker, groupId, joined, assign);
}

export async function sync(
  broker: BrokerApi,
  groupId: string,
  joined: GroupResponseOf<'join'>,
  assign: (members: readonly string[]) => readonly string[],
): Promise<Membership> {
  const { memberId, generationId, leader } = joined;
  const members = joined.members.map((member) => member.memberId);
  const parts = assign(members);
  const synced = await broker.group({
    kind: 'sync',
    groupId,
    memberId,
    generationId,
    assignments: members.map((id, at) => ({
      memberId: id,
      assignment: new TextEncoder().encode(parts[at] ?? ''),
    })),
  });
  const assignment = new TextDecoder().decode(synced.assignment);
  return { memberId, generationId, isLeader: leader === memberId, members, assignment };
}

/** A commit of somebody who is no member. */
export function commitOf(groupId: string, topic: string, offset: number, partition = 0) {
  return {
    kind: 'commit-offsets',
    groupId,
    generationId: -1,
    memberId: '',
    offsets: [{ topic, partition, offset, metadata: `at ${offset}` }],
  } as const;
}

export async function committedOffset(
  broker: BrokerApi,
  groupId: string,
  topic: string,
  partition = 0,
): Promise<number | undefined> {
  const partitions = [{ topic, partition }];
  const { offsets } = await broker.group({ kind: 'fetch-offsets', groupId, partitions });
  return offsets[0]?.offset;
}

/** Asks again as long as the answer is one after which a client does. */
export async function persistently<T>(
  work: () => Promise<T>,
  pauseFor: (ms: number) => Promise<void>,
): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BrokerError) || !error.retriable) throw error;
      await pauseFor(50);
    }
  }
}

export async function errorOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'no error',
    (error: BrokerError) => error.errorName ?? String(error),
  );
}
