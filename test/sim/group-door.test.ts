// Goal: groups through the real door: what a client sends reaches a coordinator, and what it is told reaches the client.
// Method: simulated brokers, each with sessions of the WebSocket door on a simulated listener, and the low-level client.
import { expect, test } from 'vitest';
import { BrokerClient } from '../../src/client/broker-client.ts';
import { Session } from '../../src/gateway/ws/session.ts';
import { hostOf } from '../../src/sim/cluster.ts';
import { traceLogger } from '../../src/sim/observers.ts';
import {
  commitOf,
  committedOffset,
  errorOf,
  joinAndSync,
  joinRequest,
  persistently,
} from '../support/group-member.ts';
import { inWorld, pause, type World } from '../support/sim-broker.ts';
import { sessionModules } from '../unit/gateway/session-modules.ts';

const TOPIC = 'orders';
const GROUP = 'billing';
const PORT = 8080;

async function openDoors({ simulation, cluster }: World): Promise<void> {
  for (const id of cluster.ids) {
    const host = hostOf(id);
    const logger = traceLogger((line) => simulation.trace(line), { door: id });
    const modules = sessionModules(cluster.broker(id), simulation.clock(host), logger);
    await simulation.network
      .node(host)
      .listen({ host, port: PORT }, (connection) => void new Session(modules, connection));
  }
}

async function connect({ simulation }: World, name: string, id: number): Promise<BrokerClient> {
  const address = { host: hostOf(id), port: PORT };
  const connection = await simulation.network.node(name).connect(address);
  const options = { clientName: name, requestTimeoutMs: 30_000, silenceMsMax: 20_000 };
  const client = new BrokerClient(connection, simulation.clock(name), options);
  await client.greet('1.0.0');
  return client;
}

test('members join, sync, beat, commit and leave over connections to different brokers', async () => {
  await inWorld({ brokers: 3 }, async (world) => {
    const { simulation, cluster } = world;
    const wait = (ms: number) => pause(simulation, ms);
    await openDoors(world);
    const clients = await Promise.all(cluster.ids.map((id) => connect(world, `client-${id}`, id)));
    const [one, two, three] = clients;
    await one!.createTopic({ name: TOPIC, partitionCount: 2, replicationFactor: 3 });
    const coordinators = await Promise.all(clients.map((client) => client.findCoordinator(GROUP)));
    expect(new Set(coordinators.map(({ nodeId }) => nodeId)).size).toBe(1);
    await persistently(() => committedOffset(one!, GROUP, TOPIC), wait);

    const [a, b] = await Promise.all([joinAndSync(one!, GROUP), joinAndSync(two!, GROUP)]);
    expect([a.assignment, b.assignment].toSorted()).toEqual(['part 0', 'part 1']);
    const identity = { groupId: GROUP, memberId: a.memberId, generationId: a.generationId };
    await one!.group({ kind: 'heartbeat', ...identity });
    await one!.group({ ...commitOf(GROUP, TOPIC, 12), ...identity });
    const { offsets } = await three!.group({ kind: 'fetch-offsets', groupId: GROUP });
    expect(offsets).toEqual([{ topic: TOPIC, partition: 0, offset: 12, metadata: 'at 12' }]);
    for (const { memberId } of [a, b]) {
      await three!.group({ kind: 'leave', groupId: GROUP, members: [{ memberId }] });
    }
    expect((await two!.group({ kind: 'list' })).groups).toMatchObject([{ state: 'Empty' }]);
    const deleted = await two!.group({ kind: 'delete', groupIds: [GROUP] });
    expect(deleted.groups).toEqual([{ groupId: GROUP }]);
    expect((await one!.group({ kind: 'list' })).groups).toEqual([]);
  });
});

test('each fault has its typed error', async () => {
  await inWorld({ brokers: 3 }, async (world) => {
    const { simulation } = world;
    const wait = (ms: number) => pause(simulation, ms);
    await openDoors(world);
    const client = await connect(world, 'client', 1);
    await client.createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
    await client.findCoordinator(GROUP);
    await persistently(() => committedOffset(client, GROUP, TOPIC), wait);
    expect(await errorOf(client.findCoordinator(''))).toBe('INVALID_GROUP_ID');
    expect(await errorOf(client.group(joinRequest('', '')))).toBe('INVALID_GROUP_ID');
    expect(await errorOf(client.group(joinRequest('g'.repeat(300), '')))).toBe('INVALID_GROUP_ID');
    expect(await errorOf(client.group(joinRequest('g'.repeat(10_000_000), '')))).toBe(
      'MESSAGE_TOO_LARGE',
    );
    expect(await errorOf(client.group(joinRequest(GROUP, 'stranger')))).toBe('UNKNOWN_MEMBER_ID');
    const short = joinRequest(GROUP, '', { sessionTimeoutMs: 1 });
    expect(await errorOf(client.group(short))).toBe('INVALID_SESSION_TIMEOUT');
    const member = await joinAndSync(client, GROUP);
    const old = { memberId: member.memberId, generationId: member.generationId - 1 };
    expect(await errorOf(client.group({ ...commitOf(GROUP, TOPIC, 1), ...old }))).toBe(
      'ILLEGAL_GENERATION',
    );
    const { groups } = await client.group({ kind: 'delete', groupIds: [GROUP] });
    expect(groups).toEqual([{ groupId: GROUP, error: 'NON_EMPTY_GROUP' }]);
    expect(await errorOf(client.group(commitOf(GROUP, TOPIC, 1)))).toBe('UNKNOWN_MEMBER_ID');
  });
});

test('a connection that closes is forgotten by the coordinator that it waits for', async () => {
  await inWorld({ brokers: 3 }, async (world) => {
    const { simulation, cluster } = world;
    const wait = (ms: number) => pause(simulation, ms);
    await openDoors(world);
    await cluster.broker(1).createTopic({ name: TOPIC, partitionCount: 1, replicationFactor: 3 });
    const coordinator = (await cluster.broker(1).findCoordinator(GROUP)).nodeId;
    await persistently(() => committedOffset(cluster.broker(1), GROUP, TOPIC), wait);
    const stays = await connect(world, 'stays', coordinator);
    const first = await joinAndSync(stays, GROUP);
    // It does not know its member id yet, so it could never come back as the same member.
    const goes = await connect(world, 'goes', coordinator);
    const waiting = errorOf(goes.group(joinRequest(GROUP, '', { requiresKnownMemberId: false })));
    await wait(100);
    const members = async () => {
      const { groups } = await stays.group({ kind: 'describe', groupIds: [GROUP] });
      return groups[0]!.members.map(({ memberId }) => memberId);
    };
    expect(await members()).toHaveLength(2);
    await goes.close();
    expect(await waiting).toBe('NETWORK_EXCEPTION');
    await wait(100);
    expect(await members()).toEqual([first.memberId]);
  });
});
