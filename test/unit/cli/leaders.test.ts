// Goal: what `leaders --watch`, `raft describe`, `cluster health` and `dev` print is true and complete. Method: exact text.
import { expect, test } from 'vitest';
import type { PartitionDescription, ReplicaState } from '../../../src/broker/api.ts';
import { changesBetween, keyOf, type LeaderRow } from '../../../src/cli/commands/leaders.ts';
import { renderPartition } from '../../../src/cli/commands/raft.ts';
import { renderHealth } from '../../../src/cli/commands/cluster.ts';
import { renderBanner } from '../../../src/cli/dev/banner.ts';
import { nodeId, offset, term, uuid } from '../../../src/model/ids.ts';

const row = (partition: number, leader: number | undefined, epoch: number): LeaderRow => ({
  topic: 'demo',
  partition,
  leader: leader === undefined ? undefined : nodeId(leader),
  leaderEpoch: term(epoch),
  replicas: [1, 2, 3].map(nodeId),
  inSyncReplicas: [1, 2, 3].map(nodeId),
});

test('changes are new, changed and removed rows, and nothing else', () => {
  const before = [row(0, 1, 1), row(1, 2, 1), row(2, 3, 1)];
  const shown = new Map(before.map((one) => [keyOf(one), one]));
  const after = [row(0, 1, 1), row(1, 3, 2), row(3, 1, 1)];
  expect(changesBetween(shown, before)).toEqual([]);
  expect(changesBetween(shown, after)).toEqual([
    { before: before[1], after: after[1] },
    { before: undefined, after: after[2] },
    { before: before[2], after: undefined },
  ]);
});

function replica(role: ReplicaState['role'], node: number): ReplicaState & { nodeId: never } {
  return {
    nodeId: nodeId(node) as never,
    role,
    term: term(4),
    votedFor: nodeId(2),
    leader: nodeId(2),
    logStartOffset: offset(0),
    logEnd: [17, 1],
    syncedEnd: [17, 1],
    commitIndex: [17, 0],
    highWatermark: offset(17),
  };
}

const PARTITION: PartitionDescription = {
  topic: 'demo',
  partition: 0,
  topicId: uuid('AAAAAAAAAAAAAAAAAAAAAA'),
  leader: nodeId(2),
  leaderEpoch: term(4),
  replicas: [
    { ...replica('follower', 1), isReachable: true },
    {
      ...replica('leader', 2),
      isReachable: true,
      followers: [1, 3].map((node) => ({
        nodeId: nodeId(node),
        progress: 'replicate',
        match: node === 1 ? [17, 0] : [3, 0],
        next: [17, 1],
        inFlightBytes: 0,
        lag: node === 1 ? 0 : 14,
        lastContactMs: 12.4,
        isInSync: node === 1,
      })),
    },
    { nodeId: nodeId(3), isReachable: false, reason: 'connection refused' },
  ],
};

test('raft describe shows each replica as it and as the leader see it', () => {
  expect(renderPartition(PARTITION)).toBe(`demo/0  leader 2  epoch 4

NODE  ROLE         TERM  VOTED-FOR  MATCH  NEXT  COMMIT  LAG  LAST-CONTACT
1     follower     4     2          17     17+1  17      0    12 ms ago
2     leader       4     2          17+1   -     17      0    -
3     unreachable  -     -          3      17+1  -       14   12 ms ago

Node 3: connection refused
`);
});

test('cluster health gives the reasons', () => {
  const text = renderHealth({
    isHealthy: false,
    reasons: ['Broker 3 is not connected.'],
    brokersConnected: 2,
    brokersKnown: 3,
    partitions: 3,
    partitionsWithoutLeader: 0,
    partitionsUnderReplicated: 3,
  });
  expect(text).toBe(`HEALTHY  BROKERS           PARTITIONS  WITHOUT-LEADER  UNDER-REPLICATED
no       2 of 3 connected  3           0               3

Broker 3 is not connected.
`);
});

test('the banner names the leader of demo/0 as the one to kill, and how to start it again', () => {
  const banner = renderBanner({
    brokers: [1, 2, 3].map((node) => ({
      nodeId: node,
      pid: 100 + node,
      url: `ws://127.0.0.1:${8080 + node}`,
      peerPort: 9080 + node,
      kafkaPort: 9091 + node,
      logPath: `.flotilla/broker-${node}/broker.log`,
    })),
    topics: [{ name: 'demo', partitions: [row(0, 2, 1), row(1, 3, 1), row(2, 1, 1)] }],
    secondsToReady: 1.44,
    dataDirectory: '/work/.flotilla',
    brokerOption: '',
    dataOption: '',
  });
  expect(banner).toContain('Flotilla is ready: 3 of 3 brokers, after 1.4 s.');
  expect(banner).toContain('kill -9 102\n');
  expect(banner).toContain('npx flotilla dev restart 2\n');
  expect(banner).toContain('demo   0          2       1      1,2,3     1,2,3\n');
  expect(banner).toContain(' 127.0.0.1:9092 ');
});
