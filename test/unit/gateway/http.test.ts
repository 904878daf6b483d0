// The HTTP side of the door. Method: fetch and raw sockets against a real port, with a broker whose answers the test chooses.
import { request as httpRequest } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/client/system-clock.ts';
import {
  startHttpDoor,
  type HttpDoor,
  type HttpDoorOptions,
} from '../../../src/gateway/http/server.ts';
import type { BrokerApi } from '../../../src/broker/api.ts';
import type { GroupRequest, GroupResponse } from '../../../src/group/requests.ts';
import { BrokerError } from '../../../src/model/errors.ts';
import { nodeId, offset, term } from '../../../src/model/ids.ts';
import { NetworkFault } from '../../../src/platform/network.ts';
import { brokerWith, CLUSTER_ID, recordingLogger, silentMeter, TOPIC_ID } from './broker.ts';

let door: HttpDoor | undefined;
afterEach(async () => {
  await door?.close();
  door = undefined;
});

async function start(options: Partial<HttpDoorOptions> = {}): Promise<string> {
  door = await startHttpDoor({
    host: '127.0.0.1',
    port: 0,
    broker: brokerWith(),
    readiness: () => [],
    metricsText: () => Promise.resolve('up 1\n'),
    clock: systemClock,
    logger: recordingLogger(),
    meter: silentMeter,
    ...options,
  });
  return `http://127.0.0.1:${door.address.port}`;
}

const TOPIC = {
  name: 'demo',
  topicId: TOPIC_ID,
  partitions: [
    {
      partition: 0,
      leader: nodeId(1),
      leaderEpoch: term(2),
      replicas: [nodeId(1)],
      inSyncReplicas: [nodeId(1)],
    },
    { partition: 1, leader: undefined, leaderEpoch: term(0), replicas: [], inSyncReplicas: [] },
  ],
};

const HEALTH = {
  isHealthy: true,
  reasons: [],
  brokersConnected: 3,
  brokersKnown: 3,
  partitions: 2,
  partitionsWithoutLeader: 0,
  partitionsUnderReplicated: 0,
};

describe('the probes', () => {
  it('/livez is ok as long as the process answers', async () => {
    const response = await fetch(
      `${await start({ readiness: () => ['The log is recovering.'] })}/livez`,
    );
    expect([response.status, await response.text()]).toEqual([200, 'ok\n']);
  });

  it('/readyz says why not', async () => {
    const reasons = ['The log is recovering.'];
    const url = await start({ readiness: () => reasons });
    const notReady = await fetch(`${url}/readyz`);
    expect([notReady.status, await notReady.json()]).toEqual([503, { ready: false, reasons }]);
    reasons.pop();
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
  });

  it('/metrics is the text of the meter', async () => {
    const response = await fetch(`${await start()}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toBe('up 1\n');
  });
});

describe('the JSON routes', () => {
  it('/v1/cluster describes the brokers and their health', async () => {
    const url = await start({
      broker: brokerWith({ clusterHealth: () => Promise.resolve(HEALTH) }),
    });
    const response = await fetch(`${url}/v1/cluster`);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toMatchObject({
      clusterId: CLUSTER_ID,
      controller: 2,
      health: HEALTH,
    });
  });

  it('/v1/topics and /v1/partitions show every field, null where nothing is known', async () => {
    const url = await start({
      broker: brokerWith({ describeTopics: () => Promise.resolve([TOPIC]) }),
    });
    expect(await (await fetch(`${url}/v1/topics`)).json()).toMatchObject({
      topics: [{ name: 'demo' }],
    });
    expect(await (await fetch(`${url}/v1/partitions?x=y`)).json()).toEqual({
      partitions: [
        {
          topic: 'demo',
          topicId: TOPIC_ID,
          partition: 0,
          leader: 1,
          leaderEpoch: 2,
          replicas: [1],
          inSyncReplicas: [1],
        },
        {
          topic: 'demo',
          topicId: TOPIC_ID,
          partition: 1,
          leader: null,
          leaderEpoch: 0,
          replicas: [],
          inSyncReplicas: [],
        },
      ],
    });
  });

  it('/v1/groups lists groups, and /v1/groups/ID shows members, offsets and lag', async () => {
    const asked: string[] = [];
    const member = { memberId: 'm-1', clientId: 'c', clientHost: '/h' };
    const group = (async (request: GroupRequest): Promise<GroupResponse> => {
      asked.push(JSON.stringify(request));
      const listed = { groupId: 'a/b', protocolType: 'consumer', state: 'Stable' } as const;
      if (request.kind === 'list') return { kind: 'list', groups: [listed] };
      if (request.kind === 'describe') {
        const bytes = { metadata: new Uint8Array(3), assignment: new Uint8Array(3) };
        const of = { generationId: 4, protocolName: 'range', members: [{ ...member, ...bytes }] };
        return { kind: 'describe', groups: [{ ...listed, ...of }] };
      }
      const offsets = [
        { topic: 'demo', partition: 0, offset: 7, metadata: 'mine' },
        { topic: 'demo', partition: 1, offset: 2, metadata: '' },
      ];
      return { kind: 'fetch-offsets', offsets };
    }) as BrokerApi['group'];
    const listOffsets: BrokerApi['listOffsets'] = async ({ partition }) => {
      if (partition === 1) throw new BrokerError('LEADER_NOT_AVAILABLE');
      return { offset: offset(10), timestampMs: undefined, leaderEpoch: term(1) };
    };
    const url = await start({ broker: brokerWith({ group, listOffsets }) });
    expect(await (await fetch(`${url}/v1/groups`)).json()).toEqual({
      groups: [{ groupId: 'a/b', protocolType: 'consumer', state: 'Stable' }],
    });
    const shown = await fetch(`${url}/v1/groups/${encodeURIComponent('a/b')}`);
    expect(await shown.json()).toEqual({
      groupId: 'a/b',
      state: 'Stable',
      generationId: 4,
      protocolType: 'consumer',
      protocolName: 'range',
      members: [{ ...member, groupInstanceId: null }],
      // One of its partitions could not be asked, so the sum would be a lie.
      lag: null,
      partitions: [
        { topic: 'demo', partition: 0, offset: 7, metadata: 'mine', highWatermark: 10, lag: 3 },
        { topic: 'demo', partition: 1, offset: 2, metadata: '', highWatermark: null, lag: null },
      ],
    });
    expect(asked).toContain('{"kind":"describe","groupIds":["a/b"]}');
  });

  it('/v1/groups/ID of a group that does not exist is 404, and asks nothing more', async () => {
    const kinds: string[] = [];
    const group = (async (request: GroupRequest): Promise<GroupResponse> => {
      kinds.push(request.kind);
      const nothing = { generationId: 0, protocolType: '', protocolName: '', members: [] };
      return { kind: 'describe', groups: [{ groupId: 'x', state: 'Dead', ...nothing }] };
    }) as BrokerApi['group'];
    const url = await start({ broker: brokerWith({ group }) });
    const response = await fetch(`${url}/v1/groups/x`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { name: 'GROUP_ID_NOT_FOUND' } });
    expect(kinds).toEqual(['describe']);
    expect((await fetch(`${url}/v1/groups/%E0%A4%A`)).status).toBe(404);
    expect((await fetch(`${url}/v1/groups/a/b`)).status).toBe(404);
  });

  it('/v1/partitions/TOPIC/P describes one partition, the metadata group included', async () => {
    const asked: unknown[] = [];
    const url = await start({
      broker: brokerWith({
        describePartition: (tp) => {
          asked.push(tp);
          return Promise.resolve({
            ...tp,
            topicId: TOPIC_ID,
            leader: undefined,
            leaderEpoch: term(0),
            replicas: [{ nodeId: nodeId(3), isReachable: false, reason: 'no connection' }],
          });
        },
      }),
    });
    expect(await (await fetch(`${url}/v1/partitions/demo/12`)).json()).toMatchObject({
      leader: null,
    });
    await fetch(`${url}/v1/partitions/__cluster_metadata/0`);
    expect(asked).toEqual([
      { topic: 'demo', partition: 12 },
      { topic: '__cluster_metadata', partition: 0 },
    ]);
  });

  it('give typed errors with a fitting status', async () => {
    const errors = [
      new BrokerError('UNKNOWN_TOPIC_OR_PARTITION', 'No such topic.'),
      new BrokerError('LEADER_NOT_AVAILABLE'),
      new BrokerError('INVALID_REQUEST'),
      new Error('secret'),
    ];
    const url = await start({
      broker: brokerWith({ describePartition: () => Promise.reject(errors.shift()) }),
    });
    const ask = async (): Promise<[number, unknown]> => {
      const response = await fetch(`${url}/v1/partitions/demo/0`);
      return [response.status, await response.json()];
    };
    expect(await ask()).toEqual([
      404,
      { error: { name: 'UNKNOWN_TOPIC_OR_PARTITION', message: 'No such topic.' } },
    ]);
    expect((await ask())[0]).toBe(503);
    expect((await ask())[0]).toBe(400);
    const [status, body] = await ask();
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain('secret');
  });
});

describe('everything else', () => {
  it('is 404 before anything is asked', async () => {
    const url = await start();
    const paths = [
      ...[
        '/nope',
        '/v1',
        '/v1/',
        '/v1/partitions/demo',
        '/v1/partitions/demo/-1',
        '/v1/partitions/demo/x',
      ],
      ...[
        '/v1/partitions/..%2f..%2fetc/0',
        '/v1/partitions//0',
        `/v1/partitions/${'a'.repeat(250)}/0`,
      ],
      ...['/v1/partitions/demo/99999999999', '/livez/', '//livez', '/__proto__', '/constructor'],
    ];
    for (const path of paths) {
      const response = await fetch(url + path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.json()).toEqual({
        error: { name: 'NOT_FOUND', message: expect.any(String) },
      });
    }
  });

  it('but GET and HEAD is 405', async () => {
    const url = await start();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await fetch(`${url}/livez`, { method });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
    const head = await fetch(`${url}/livez`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      '3',
      '',
    ]);
  });

  it('asked under a foreign name is refused (DNS rebinding)', async () => {
    const url = new URL(await start());
    const status = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = httpRequest({ port: url.port, path: '/v1/cluster', headers: { Host: host } });
        asked.on('response', (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        asked.on('error', reject).end();
      });
    expect(await status('evil.example')).toBe(403);
    for (const host of ['127.0.0.1', 'localhost:1', '[::1]:80', 'a.localhost']) {
      expect(await status(host)).not.toBe(403);
    }
  });

  it('no page may read what is here, or put it into a frame', async () => {
    const response = await fetch(await start());
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await response.text()).toContain('/v1/partitions');
  });

  it('that is not HTTP is answered with 400 and the end', async () => {
    const url = new URL(await start());
    for (const bytes of [Buffer.from('\x16\x03\x01\x02\x00garbage'), Buffer.alloc(20_000, 'a')]) {
      const socket = connectTcp(Number(url.port), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(bytes);
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      await new Promise((resolve) => socket.once('close', resolve));
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    }
  });
});

describe('starting', () => {
  it('on a port that is taken is a NetworkFault in one sentence', async () => {
    const url = new URL(await start());
    const first = door;
    const again = start({ port: Number(url.port) });
    await expect(again).rejects.toBeInstanceOf(NetworkFault);
    await expect(again).rejects.toMatchObject({
      kind: 'address-in-use',
      message: `Another program listens at 127.0.0.1:${url.port} already.`,
    });
    door = first;
  });

  it('gives the offsets of JSON as numbers up to 2^53', async () => {
    const state = {
      logEnd: [2 ** 52, 1] as const,
      syncedEnd: [0, 0] as const,
      commitIndex: [0, 0] as const,
    };
    const replica = {
      ...state,
      nodeId: nodeId(1),
      isReachable: true as const,
      role: 'leader' as const,
      term: term(1),
      votedFor: nodeId(1),
      leader: nodeId(1),
      logStartOffset: offset(0),
      highWatermark: offset(2 ** 52),
    };
    const url = await start({
      broker: brokerWith({
        describePartition: (tp) =>
          Promise.resolve({
            ...tp,
            topicId: TOPIC_ID,
            leader: nodeId(1),
            leaderEpoch: term(1),
            replicas: [replica],
          }),
      }),
    });
    expect(await (await fetch(`${url}/v1/partitions/demo/0`)).json()).toMatchObject({
      replicas: [{ logEnd: [2 ** 52, 1], highWatermark: 2 ** 52 }],
    });
  });
});
