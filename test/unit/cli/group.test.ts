// Goal: `group` says where a group stands and moves it only while it is empty, and only when told to. Method: the
// commands' own functions against the brokers of a test cluster, with members that join and leave.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeMemberAssignment } from '../../../src/client/consumer/assigner-protocol.ts';
import type { FlotillaConnection } from '../../../src/client/connection.ts';
import { mayReadAgain, retrying, retryingAtStart } from '../../../src/cli/cluster-client.ts';
import { renderGroup } from '../../../src/cli/commands/group.ts';
import type { StartAt } from '../../../src/cli/consume/start-argument.ts';
import {
  describeGroup,
  groupPartitions,
  partitionsOf,
} from '../../../src/cli/group/group-offsets.ts';
import { carryOut, planSeek } from '../../../src/cli/group/seek.ts';
import { nodeId } from '../../../src/model/ids.ts';
import { startCluster, type TestCluster } from '../../../src/testing/index.ts';
import { produceText } from '../../support/text-records.ts';

let cluster: TestCluster;
let broker: FlotillaConnection;

beforeAll(async () => {
  cluster = await startCluster({ brokers: 1, topics: { orders: 2, audit: 1 } });
  broker = await cluster.client();
  await produceText(broker, 'orders', ['a', 'b', 'c', 'd'], 0);
  await produceText(broker, 'orders', ['e'], 1);
});

afterAll(() => cluster[Symbol.asyncDispose]());

/** The coordinator of the first group may still be loading. */
async function commit(groupId: string, offsets: Readonly<Record<number, number>>): Promise<void> {
  const request = {
    kind: 'commit-offsets',
    groupId,
    generationId: -1,
    memberId: '',
    offsets: Object.entries(offsets).map(([partition, offset]) => ({
      topic: 'orders',
      partition: Number(partition),
      offset,
      metadata: '',
    })),
  } as const;
  await retrying(() => broker.group(request), retryingAtStart(mayReadAgain));
}

/** A member that is assigned partition 0 of `topic`. Gives what lets it leave. */
async function join(groupId: string, topic = 'orders'): Promise<() => Promise<void>> {
  const joined = await broker.group({
    kind: 'join',
    groupId,
    memberId: '',
    clientId: 'member',
    clientHost: '127.0.0.1',
    sessionTimeoutMs: 10_000,
    rebalanceTimeoutMs: 10_000,
    protocolType: 'consumer',
    protocols: [{ name: 'RoundRobinAssigner', metadata: new Uint8Array() }],
    requiresKnownMemberId: false,
  });
  const { memberId, generationId } = joined;
  const assignment = encodeMemberAssignment({ version: 0, assignment: { [topic]: [0] } });
  const assignments = [{ memberId, assignment }];
  await broker.group({ kind: 'sync', groupId, memberId, generationId, assignments });
  return async () => void (await broker.group({ kind: 'leave', groupId, members: [{ memberId }] }));
}

async function committedOf(groupId: string): Promise<Record<string, number | undefined>> {
  const { offsets } = await broker.group({ kind: 'fetch-offsets', groupId });
  return Object.fromEntries(offsets.map((one) => [`${one.topic}/${one.partition}`, one.offset]));
}

async function movesOf(groupId: string, to: StartAt, topics?: readonly string[]) {
  const steps = await planSeek(broker, {
    groupId,
    to,
    ...(topics === undefined ? {} : { topics }),
  });
  return steps.map((step) => `${step.topic}/${step.partition} ${step.from ?? '-'} > ${step.to}`);
}

test('a group is shown with its members, what it has committed, and its lag', async () => {
  await commit('shown', { 0: 1, 1: 1 });
  const leave = await join('shown');
  const group = await describeGroup(broker, 'shown');
  expect(group?.members.map(partitionsOf)).toEqual([[{ topic: 'orders', partition: 0 }]]);
  const partitions = await groupPartitions(broker, group!);
  const [member] = group!.members;
  expect(partitions).toEqual([
    { topic: 'orders', partition: 0, committed: 1, end: 4, lag: 3, memberId: member!.memberId },
    { topic: 'orders', partition: 1, committed: 1, end: 1, lag: 0, memberId: undefined },
  ]);
  const coordinator = { nodeId: nodeId(1), host: 'h', httpPort: 1, peerPort: 2, isConnected: true };
  const named = { ...group!, members: [{ ...member!, memberId: 'member-1' }] };
  const rows = partitions.map((row) => ({
    ...row,
    memberId: row.memberId === undefined ? undefined : 'member-1',
  }));
  expect(renderGroup({ group: named, coordinator, partitions: rows }))
    .toBe(`GROUP  STATE   GENERATION  ASSIGNOR            MEMBERS  LAG  COORDINATOR
shown  Stable  1           RoundRobinAssigner  1        3    1

MEMBER    CLIENT  HOST        INSTANCE  PARTITIONS
member-1  member  /127.0.0.1  -         1

TOPIC   PARTITION  COMMITTED  END  LAG  MEMBER
orders  0          1          4    3    member-1
orders  1          1          1    0    -
`);
  await leave();
});

test('a group that does not exist is undefined, not an empty one', async () => {
  expect(await describeGroup(broker, 'nobody')).toBeUndefined();
});

test('an assignment in another protocol than that of consumers is left alone', () => {
  expect(partitionsOf({ assignment: new Uint8Array([1, 2, 3]) })).toEqual([]);
  expect(partitionsOf({ assignment: new Uint8Array() })).toEqual([]);
});

test('a plan says what would move, to each kind of place, and moves nothing', async () => {
  await commit('planned', { 0: 2 });
  expect(await movesOf('planned', { kind: 'start' })).toEqual(['orders/0 2 > 0']);
  expect(await movesOf('planned', { kind: 'end' })).toEqual(['orders/0 2 > 4']);
  expect(await movesOf('planned', { kind: 'offset', offset: 3 })).toEqual(['orders/0 2 > 3']);
  expect(await movesOf('planned', { kind: 'last', count: 1 })).toEqual(['orders/0 2 > 3']);
  expect(await movesOf('planned', { kind: 'time', timestampMs: 0 })).toEqual(['orders/0 2 > 0']);
  const never = { kind: 'time', timestampMs: 9_999_999_999_999 } as const;
  expect(await movesOf('planned', never)).toEqual(['orders/0 2 > 4']);
  expect(await movesOf('planned', { kind: 'end' }, ['orders', 'audit'])).toEqual([
    'audit/0 - > 0',
    'orders/0 2 > 4',
    'orders/1 - > 1',
  ]);
  expect(await committedOf('planned')).toEqual({ 'orders/0': 2 });
});

test('what is carried out is what was planned, also for a group that has never been', async () => {
  const request = {
    groupId: 'made',
    to: { kind: 'end' },
    topics: ['orders'],
    partition: 1,
  } as const;
  const steps = await planSeek(broker, request);
  await carryOut(broker, 'made', steps);
  expect(await committedOf('made')).toEqual({ 'orders/1': 1 });
});

test('a group with members is not moved, also when a member joins between plan and commit', async () => {
  await commit('busy', { 0: 1 });
  const steps = await planSeek(broker, { groupId: 'busy', to: { kind: 'end' } });
  const leave = await join('busy');
  await expect(planSeek(broker, { groupId: 'busy', to: { kind: 'end' } })).rejects.toThrow(
    'Group "busy" has 1 member; its offsets can be moved only while it is empty.',
  );
  await expect(carryOut(broker, 'busy', steps)).rejects.toThrow(/member/);
  expect(await committedOf('busy')).toEqual({ 'orders/0': 1 });
  await leave();
});

test('an offset that the log does not have, and a group that is nowhere, are refused', async () => {
  await commit('strict', { 0: 1 });
  const beyond = planSeek(broker, { groupId: 'strict', to: { kind: 'offset', offset: 9 } });
  await expect(beyond).rejects.toThrow(
    'orders/0 holds the offsets from 0 up to but not including 4',
  );
  await expect(planSeek(broker, { groupId: 'nobody', to: { kind: 'start' } })).rejects.toThrow(
    'There is no group "nobody".',
  );
});

test('a topic that is gone has no end and no lag', async () => {
  await commit('left', { 0: 1 });
  const leave = await join('left', 'gone');
  const group = await describeGroup(broker, 'left');
  const [gone] = await groupPartitions(broker, group!);
  expect(gone).toMatchObject({ topic: 'gone', committed: undefined, end: undefined });
  expect(gone!.lag).toBeUndefined();
  await leave();
});
