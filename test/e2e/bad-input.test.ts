// Goal: what no decent client sends gets a typed error with the next step in it, and costs nobody else anything. Method:
// real brokers and real sockets to them; after each the same cluster still produces, subscribes and coordinates.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { BatchBuilder } from '../../src/record/batch-builder.ts';
import type { FlotillaConnection } from '../../src/client/connection.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { errorResponse } from '../../src/broker/wire/responses.ts';
import {
  decodeServerFrame,
  encodeRequest,
  PROTOCOL_VERSION,
  type Request,
  type ServerFrame,
} from '../../src/protocol/client-frame.ts';
import { startCluster, type TestCluster } from '../../src/testing/index.ts';
import { joinAndSync, joinRequest, persistently, sync } from '../support/group-member.ts';
import { producedBatch } from '../support/producer-batches.ts';
import { closeCode, openSocket } from './raw-sockets.ts';

const MIB = 1024 * 1024;
const CREDIT_MAX = 2 ** 31 - 1;

let cluster: TestCluster;
let client: FlotillaConnection;

beforeAll(async () => {
  // Members that join at the same time then make one generation.
  const config = { 'group.initial.rebalance.delay.ms': 100 };
  cluster = await startCluster({ topics: { orders: 1 }, config });
  client = await cluster.client();
});
afterAll(() => cluster[Symbol.asyncDispose]());

/** A client that sends whatever it is told to, and has said hello. */
class RawClient {
  readonly socket: WebSocket;
  private readonly frames: ServerFrame[] = [];
  private wake: () => void = () => undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data) => {
      this.frames.push(decodeServerFrame(data as Buffer));
      this.wake();
    });
  }

  static async open(): Promise<RawClient> {
    const raw = new RawClient(await openSocket(cluster.url));
    const version = { protocolVersionMin: PROTOCOL_VERSION, protocolVersionMax: PROTOCOL_VERSION };
    await raw.ask(1, { hello: { clientName: 'raw', ...version } });
    return raw;
  }

  send(id: number, request: Request): void {
    this.socket.send(Buffer.concat(encodeRequest(id, request)));
  }

  /** The next frame with this correlation id. */
  async next(id: number): Promise<ServerFrame> {
    for (;;) {
      const at = this.frames.findIndex(({ correlationId }) => correlationId === id);
      if (at >= 0) return this.frames.splice(at, 1)[0]!;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  ask(id: number, request: Request): Promise<ServerFrame> {
    this.send(id, request);
    return this.next(id);
  }

  async errorOf(id: number, request: Request): Promise<BrokerError> {
    const { error } = await this.ask(id, request);
    return errorResponse.fromWire(error!);
  }

  /** It is served as if nothing had happened. */
  async expectServed(): Promise<void> {
    const { describeCluster } = await this.ask(999, { describeCluster: {} });
    expect(describeCluster?.brokers).toHaveLength(3);
    this.socket.terminate();
  }
}

async function refusal(work: Promise<unknown>): Promise<BrokerError> {
  return work.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => error as BrokerError,
  );
}

const SUBSCRIBE = { topic: 'orders', partition: 0, earliest: {} } as const;

describe('a subscription', () => {
  it('that does not exist takes no credit and no end', async () => {
    const raw = await RawClient.open();
    const credit = await raw.errorOf(2, { addCredit: { subscription: 77, bytes: 1, records: 1 } });
    expect(credit).toMatchObject({ errorName: 'INVALID_REQUEST', retriable: false });
    expect(credit.message).toContain('There is no subscription 77');
    const end = await raw.errorOf(3, { unsubscribe: { subscription: 77 } });
    expect(end).toMatchObject({ errorName: 'INVALID_REQUEST', retriable: false });
    await raw.expectServed();
  });

  it('is refused with more credit than there may be', async () => {
    const raw = await RawClient.open();
    for (const credit of [
      { creditBytes: CREDIT_MAX + 1, creditRecords: 1 },
      { creditBytes: 1, creditRecords: 2 ** 32 - 1 },
    ]) {
      const error = await raw.errorOf(2, { subscribe: { ...SUBSCRIBE, ...credit } });
      expect(error).toMatchObject({ errorName: 'INVALID_REQUEST', retriable: false });
    }
    await raw.expectServed();
  });

  it('ends when credits overflow, and only that one', async () => {
    const raw = await RawClient.open();
    const credit = { creditBytes: CREDIT_MAX, creditRecords: CREDIT_MAX };
    for (const id of [5, 6]) {
      const { subscribe } = await raw.ask(id, { subscribe: { ...SUBSCRIBE, ...credit } });
      expect(subscribe).toBeTruthy();
    }
    // The highest that a frame can hold, again and again.
    const most = { bytes: 2 ** 32 - 1, records: 2 ** 32 - 1 };
    const error = await raw.errorOf(7, { addCredit: { subscription: 5, ...most } });
    expect(error).toMatchObject({ errorName: 'INVALID_REQUEST', retriable: false });
    expect(error.message).toContain(String(CREDIT_MAX));
    const { subscriptionEnded } = await raw.next(5);
    expect(errorResponse.fromWire(subscriptionEnded!.error!).errorName).toBe('INVALID_REQUEST');
    await produce(plainBatch('for the other one'));
    expect((await raw.next(6)).subscribedRecords).toBeTruthy();
    await raw.expectServed();
  });
});

describe('a group', () => {
  it('takes no commit from an old generation', async () => {
    const groupId = 'old-generation';
    const joined = () => joinAndSync(client, groupId);
    const { memberId, generationId } = await whenLoaded(joined);
    const commitIn = (generation: number) =>
      client.group({
        kind: 'commit-offsets',
        groupId,
        memberId,
        generationId: generation,
        offsets: [{ topic: 'orders', partition: 0, offset: generation, metadata: '' }],
      });
    const again = client.group(joinRequest(groupId, memberId));
    const later = await sync(client, groupId, await again, () => ['all']);
    expect(later.generationId).toBe(generationId + 1);
    expect((await commitIn(later.generationId)).partitions).toEqual([
      { topic: 'orders', partition: 0 },
    ]);
    for (const wrong of [generationId, later.generationId + 1]) {
      expect(await refusal(commitIn(wrong))).toMatchObject({
        errorName: 'ILLEGAL_GENERATION',
        retriable: false,
      });
    }
    const partitions = [{ topic: 'orders', partition: 0 }];
    const { offsets } = await client.group({ kind: 'fetch-offsets', groupId, partitions });
    expect(offsets[0]?.offset).toBe(later.generationId);
  });

  it('has no name of 10 MB: our client does not send it, and the door does not take it', async () => {
    const groupId = 'g'.repeat(10 * MIB);
    const findIt: Request = { findCoordinator: { groupId } };
    expect(await refusal(client.findCoordinator(groupId))).toMatchObject({
      errorName: 'MESSAGE_TOO_LARGE',
    });
    const raw = await RawClient.open();
    const closed = closeCode(raw.socket);
    raw.send(2, findIt);
    expect(await closed).toBe(1009);
  });

  it('has no name of 2 MB, which a frame could hold, and none of 250 characters', async () => {
    const raw = await RawClient.open();
    const large = await raw.errorOf(2, { findCoordinator: { groupId: 'g'.repeat(2 * MIB) } });
    expect(large).toMatchObject({ errorName: 'MESSAGE_TOO_LARGE', retriable: false });
    const long = await raw.errorOf(3, { findCoordinator: { groupId: 'g'.repeat(250) } });
    expect(long).toMatchObject({ errorName: 'INVALID_GROUP_ID', retriable: false });
    const join = await refusal(client.group(joinRequest('g'.repeat(250), '')));
    expect(join.errorName).toBe('INVALID_GROUP_ID');
    expect(join.message).toContain('249');
    await raw.expectServed();
  });

  it('has it from the connection where a member is, whatever that one says', async () => {
    const groupId = 'elsewhere';
    const join = joinRequest(groupId, '', {
      clientHost: '/192.0.2.1',
      requiresKnownMemberId: false,
    });
    const { memberId } = await whenLoaded(() => client.group(join));
    const { groups } = await client.group({ kind: 'describe', groupIds: [groupId] });
    expect(groups[0]?.members).toMatchObject([{ memberId, clientHost: '/127.0.0.1' }]);
  });

  it('goes on without a member that joins and never syncs', async () => {
    const groupId = 'never-syncs';
    const times = { sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 400 };
    const idOf = (): Promise<string> =>
      whenLoaded(async () => (await client.group(joinRequest(groupId, '', times))).memberId);
    const [steady, mute] = [await idOf(), await idOf()];
    const joins = [steady, mute].map((id) => client.group(joinRequest(groupId, id, times)));
    const [joined, joinedMute] = await Promise.all(joins);
    const { generationId, leader } = joined!;
    const silent = leader === steady ? mute : steady;
    const other = leader === steady ? steady : mute;
    await sync(client, groupId, leader === steady ? joined! : joinedMute!, () => ['a', 'b']);
    const heartbeat = (memberId: string) =>
      client.group({ kind: 'heartbeat', groupId, memberId, generationId });
    // After its rebalance time-out the member is out, long before its session would end, and the group assigns anew.
    await expect
      .poll(async () => (await refusal(heartbeat(other))).errorName, { timeout: 10_000 })
      .toBe('REBALANCE_IN_PROGRESS');
    const alone = await client.group(joinRequest(groupId, other, times));
    expect(alone.members.map(({ memberId }) => memberId)).toEqual([other]);
    await sync(client, groupId, alone, () => ['all']);
    const late = client.group({
      kind: 'sync',
      groupId,
      memberId: silent,
      generationId,
      assignments: [],
    });
    expect(await refusal(late)).toMatchObject({ errorName: 'UNKNOWN_MEMBER_ID', retriable: false });
  });

  it('does not wait for ever for a leader that never assigns: who waits is told to join again', async () => {
    const groupId = 'leader-never-syncs';
    const times = { sessionTimeoutMs: 30_000, rebalanceTimeoutMs: 400 };
    const idOf = (): Promise<string> =>
      whenLoaded(async () => (await client.group(joinRequest(groupId, '', times))).memberId);
    const ids = [await idOf(), await idOf()];
    const joined = await Promise.all(
      ids.map((id) => client.group(joinRequest(groupId, id, times))),
    );
    const { generationId, leader } = joined[0]!;
    const memberId = ids.find((id) => id !== leader)!;
    const waiting = client.group({
      kind: 'sync',
      groupId,
      memberId,
      generationId,
      assignments: [],
    });
    expect(await refusal(waiting)).toMatchObject({ errorName: 'REBALANCE_IN_PROGRESS' });
  });
});

describe('a producer', () => {
  it('with an epoch that another instance has left behind is fenced', async () => {
    const { producerId: id } = await client.initProducerId();
    await produce(producedBatch({ id, epoch: 0, sequence: 0 }));
    await produce(producedBatch({ id, epoch: 1, sequence: 0 }));
    const stale = await refusal(produce(producedBatch({ id, epoch: 0, sequence: 1 })));
    expect(stale).toMatchObject({ errorName: 'INVALID_PRODUCER_EPOCH', retriable: false });
    expect(stale.message).toContain('a newer instance has taken over');
    const { baseOffset } = await produce(producedBatch({ id, epoch: 1, sequence: 1 }));
    expect(baseOffset).toBeGreaterThan(0);
  });

  it('that leaves out a record is told which comes next', async () => {
    const { producerId: id } = await client.initProducerId();
    await produce(producedBatch({ id, sequence: 0 }));
    const gap = await refusal(produce(producedBatch({ id, sequence: 2 })));
    expect(gap.errorName).toBe('OUT_OF_ORDER_SEQUENCE_NUMBER');
    expect(gap.message).toContain('sequence 2 where 1 comes next');
  });
});

/** The first request for groups makes their topic. */
function whenLoaded<T>(work: () => Promise<T>): Promise<T> {
  return persistently(work, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
}

function produce(records: Uint8Array) {
  return client.produce({ topic: 'orders', partition: 0, acks: -1, timeoutMs: 10_000, records });
}

function plainBatch(value: string): Uint8Array {
  const builder = new BatchBuilder();
  builder.append({ key: null, value: new TextEncoder().encode(value), timestampMs: 1000 });
  return builder.finish();
}
