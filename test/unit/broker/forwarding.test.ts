// Goal: what is asked of a broker means the same when another one carries it out, and errors keep their names.
// Method: two hosts in a simulated world; the test plays the broker that carries out.
import { describe, expect, test } from 'vitest';
import type { ReplicaState } from '../../../src/broker/api.ts';
import {
  answerForwarded,
  RemoteBroker,
  type ForwardedOperations,
} from '../../../src/broker/forwarding.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, offset, term, uuid } from '../../../src/model/ids.ts';
import { introduce, startHost } from '../../support/host-rig.ts';
import { batchOf } from '../../support/sim-broker.ts';
import { simulatedWorld, sleep } from '../../support/worlds.ts';

const REFUSES: ForwardedOperations = {
  produce: () => refuse(),
  fetch: () => refuse(),
  listOffsets: () => refuse(),
  describeReplica: () => refuse(),
  changeMetadata: () => refuse(),
  transferLeadership: () => refuse(),
  group: () => refuse(),
  deleteRecords: () => refuse(),
};

async function refuse(): Promise<never> {
  throw new BrokerError('NOT_LEADER_OR_FOLLOWER', 'This is not the leader.');
}

/** `remote` asks broker 2, which carries out `operations`. */
async function play(
  operations: Partial<ForwardedOperations>,
  script: (remote: RemoteBroker, cut: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { simulation, clock } = simulatedWorld();
  const work = async (): Promise<void> => {
    const asker = await startHost(simulation, 1);
    const leader = await startHost(simulation, 2);
    leader.peers.onRequest((_from, request) =>
      answerForwarded({ ...REFUSES, ...operations }, request),
    );
    introduce(leader, [1, 2]);
    introduce(asker, [1, 2]);
    await sleep(clock, 500);
    await script(new RemoteBroker(asker.peers, nodeId(2), 500), () => leader.stop());
    await asker.stop();
    await leader.stop();
  };
  await simulation.run(work());
}

const TP = { topic: 'orders', partition: 3 };

describe('what is forwarded', () => {
  test('a produce request arrives with its bytes, and its receipt comes back', async () => {
    const records = batchOf('a', 'b');
    const receipt = {
      baseOffset: offset(2 ** 40),
      lastOffset: offset(2 ** 40 + 1),
      leaderEpoch: term(7),
      logAppendTimeMs: -1,
      logStartOffset: offset(3),
      waitedFor: 'synced-on-majority' as const,
    };
    const request = { ...TP, acks: -1 as const, records, timeoutMs: 400 };
    const seen: unknown[] = [];
    const produce: ForwardedOperations['produce'] = async (forwarded) => {
      seen.push({ ...forwarded, records: Uint8Array.from(forwarded.records) });
      return receipt;
    };
    await play({ produce }, async (remote) => {
      expect(await remote.produce(request)).toEqual(receipt);
      expect(seen).toEqual([request]);
    });
  });

  test('a fetch brings its batches as they are, in order, also none', async () => {
    const batches = [batchOf('a'), batchOf('b', 'c'), batchOf('d'.repeat(5000))];
    const head = { highWatermark: offset(9), logStartOffset: offset(1), leaderEpoch: term(2) };
    const request = { ...TP, offset: 4, bytesMin: 1, bytesMax: 100, waitMsMax: 50 };
    const fetch: ForwardedOperations['fetch'] = async (forwarded) => {
      expect(forwarded).toEqual(forwarded.offset === 4 ? request : { ...request, offset: 5 });
      return { batches: forwarded.offset === 4 ? batches : [], ...head };
    };
    await play({ fetch }, async (remote) => {
      const result = await remote.fetch(request);
      expect(result.batches.map((batch) => [...batch])).toEqual(batches.map((batch) => [...batch]));
      expect(result).toMatchObject(head);
      expect((await remote.fetch({ ...request, offset: 5 })).batches).toEqual([]);
    });
  });

  test('the rest of the operations likewise', async () => {
    const state: ReplicaState = {
      role: 'leader',
      term: term(4),
      votedFor: nodeId(0),
      leader: nodeId(2),
      logStartOffset: offset(0),
      logEnd: [5, 1],
      syncedEnd: [5, 0],
      commitIndex: [4, 2],
      highWatermark: offset(4),
      followers: [
        {
          nodeId: nodeId(1),
          progress: 'replicate',
          match: [4, 0],
          next: [5, 1],
          inFlightBytes: 80,
          lag: 1,
          lastContactMs: 20,
          isInSync: true,
        },
      ],
    };
    const moves: unknown[] = [];
    await play(
      {
        listOffsets: async ({ at }) => ({
          offset: at.kind === 'latest' ? offset(6) : undefined,
          timestampMs: at.kind === 'timestamp' ? at.timestampMs : undefined,
          leaderEpoch: term(1),
        }),
        describeReplica: async () => state,
        changeMetadata: async (request) => request.toReversed(),
        transferLeadership: async (tp, to) => {
          moves.push([tp, to]);
        },
      },
      async (remote) => {
        const latest = await remote.listOffsets({ ...TP, at: { kind: 'latest' } });
        expect(latest).toEqual({ offset: 6, timestampMs: undefined, leaderEpoch: 1 });
        const at = { kind: 'timestamp', timestampMs: 2 ** 41 } as const;
        expect(await remote.listOffsets({ ...TP, at })).toMatchObject({ timestampMs: 2 ** 41 });
        expect(await remote.describeReplica(TP)).toEqual(state);
        expect([...(await remote.changeMetadata(Uint8Array.of(1, 2, 3)))]).toEqual([3, 2, 1]);
        await remote.transferLeadership(TP, nodeId(0));
        expect(moves).toEqual([[TP, 0]]);
      },
    );
  });
});

describe('a deletion of records', () => {
  const topicId = uuid('AAAAAAAAAAAAAAAAAAAAAQ');

  test('arrives, and the start of the log comes back', async () => {
    const deleteRecords: ForwardedOperations['deleteRecords'] = async (tp, before) => {
      expect([tp, before]).toEqual([{ ...TP, topicId }, 2 ** 40]);
      return offset(0);
    };
    await play({ deleteRecords }, async (remote) => {
      expect(await remote.deleteRecords({ ...TP, topicId }, offset(2 ** 40))).toBe(0);
    });
  });
});

describe('what goes wrong', () => {
  const request = { ...TP, acks: -1 as const, records: batchOf('a'), timeoutMs: 400 };

  test('at the other broker is the same error here; what it did not expect has no details of a stack', async () => {
    await play({}, async (remote) => {
      await expect(remote.produce(request)).rejects.toMatchObject({
        errorName: 'NOT_LEADER_OR_FOLLOWER',
        message: 'This is not the leader.',
      });
    });
    const describeReplica: ForwardedOperations['describeReplica'] = async () => {
      throw new TypeError('x is not a function');
    };
    await play({ describeReplica }, async (remote) => {
      await expect(remote.describeReplica(TP)).rejects.toMatchObject({
        errorName: 'UNKNOWN_SERVER_ERROR',
      });
    });
  });

  test('on the way is an unknown outcome: no answer in time, or the connection ends', async () => {
    const never: ForwardedOperations['produce'] = () => new Promise(() => undefined);
    await play({ produce: never }, async (remote) => {
      await expect(remote.produce(request)).rejects.toMatchObject({
        errorName: 'REQUEST_TIMED_OUT',
      });
    });
    await play({ produce: never }, async (remote, cut) => {
      const lost = expect(remote.produce(request)).rejects.toMatchObject({
        errorName: 'NETWORK_EXCEPTION',
      });
      await cut();
      await lost;
      await expect(remote.produce(request)).rejects.toMatchObject({
        errorName: 'LEADER_NOT_AVAILABLE',
      });
    });
  });

  test('in a request that this version does not know is said by name, and garbage is an error, not a crash', async () => {
    const { body } = await answerForwarded(REFUSES, { body: new Uint8Array(), payloads: [] });
    expect(new TextDecoder().decode(body)).toContain('UNSUPPORTED_VERSION');
    const garbage = await answerForwarded(REFUSES, {
      body: Uint8Array.of(0xff, 0xff, 0xff),
      payloads: [],
    });
    expect(new TextDecoder().decode(garbage.body)).toContain('INVALID_REQUEST');
  });
});
