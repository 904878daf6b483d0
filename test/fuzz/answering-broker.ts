/** A broker behind a door: it says yes to everything, so that the answers of all handlers are written. */
import type { BrokerApi } from '../../src/broker/api.ts';
import type { LocalBroker } from '../../src/broker/local-api.ts';
import type {
  GroupRequestKind,
  GroupRequestOf,
  GroupResponseOf,
} from '../../src/group/requests.ts';
import { BrokerError } from '../../src/model/errors.ts';
import { nodeId, offset, term } from '../../src/model/ids.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { CLUSTER_ID, RECEIPT, TOPIC_ID } from '../unit/gateway/broker.ts';
import { localBroker } from '../unit/gateway/kafka/session-world.ts';
import { LogBroker } from '../unit/gateway/log-broker.ts';
import { simpleBatch } from '../unit/record/samples.ts';

const BROKER = {
  kafkaPort: 9092,
  nodeId: nodeId(1),
  host: '127.0.0.1',
  httpPort: 1,
  peerPort: 2,
  isConnected: true,
};
const ENTRY = {
  name: 'retention.ms',
  value: '1',
  source: 'topic',
  documentation: 'd',
  hasEffect: true,
} as const;

const MEMBER = { memberId: 'm', groupInstanceId: 'i', metadata: Uint8Array.of(1) };
const RANGE = { protocolType: 'consumer', protocolName: 'range' };

const GROUP_ANSWERS: {
  [Kind in GroupRequestKind]: (request: GroupRequestOf<Kind>) => GroupResponseOf<Kind>;
} = {
  join: ({ kind }) => {
    const joined = { isMemberIdRequired: false, generationId: 1, leader: 'm', memberId: 'm' };
    return { kind, ...RANGE, ...joined, skipAssignment: false, members: [MEMBER] };
  },
  sync: ({ kind }) => ({ kind, ...RANGE, assignment: Uint8Array.of(1, 2) }),
  heartbeat: ({ kind }) => ({ kind }),
  leave: ({ kind, members }) => {
    return { kind, members: members.map(({ memberId }) => ({ memberId: memberId ?? '' })) };
  },
  'commit-offsets': ({ kind, offsets }) => {
    return { kind, partitions: offsets.map(({ topic, partition }) => ({ topic, partition })) };
  },
  'fetch-offsets': ({ kind, partitions = [{ topic: 'demo', partition: 0 }] }) => {
    return {
      kind,
      offsets: partitions.map((tp, i) => ({ ...tp, offset: i || undefined, metadata: 'm' })),
    };
  },
  describe: ({ kind, groupIds }) => {
    const described = { ...MEMBER, clientId: 'c', clientHost: 'h', assignment: Uint8Array.of(2) };
    const group = { state: 'Stable', generationId: 1, ...RANGE, members: [described] } as const;
    return { kind, groups: groupIds.map((groupId) => ({ groupId, ...group })) };
  },
  list: ({ kind }) => ({
    kind,
    groups: [{ groupId: 'g', protocolType: 'consumer', state: 'Stable' }],
  }),
  delete: ({ kind, groupIds }) => ({ kind, groups: groupIds.map((groupId) => ({ groupId })) }),
  'delete-offsets': ({ kind, partitions }) => ({ kind, partitions }),
};

function answerGroup<Kind extends GroupRequestKind>(
  request: GroupRequestOf<Kind>,
): Promise<GroupResponseOf<Kind>> {
  return Promise.resolve(GROUP_ANSWERS[request.kind](request));
}

const METHODS: Partial<BrokerApi> = {
  describeCluster: () =>
    Promise.resolve({
      clusterId: CLUSTER_ID,
      nodeId: nodeId(1),
      controller: nodeId(1),
      brokers: [BROKER],
    }),
  produce: () => Promise.resolve(RECEIPT),
  createTopic: ({ name }) =>
    Promise.resolve({
      name,
      topicId: TOPIC_ID,
      partitionCount: 1,
      replicationFactor: 1,
      warnings: ['w'],
    }),
  deleteTopic: () => Promise.resolve(),
  addPartitions: () => Promise.resolve(),
  alterTopicConfig: () => Promise.resolve(),
  transferLeadership: () => Promise.resolve(),
  describeTopicConfig: () => Promise.resolve([ENTRY]),
  initProducerId: () => Promise.resolve({ producerId: 7, producerEpoch: 0 }),
  findCoordinator: () => Promise.resolve(BROKER),
  group: answerGroup,
};

/** Fetches of a subscription wait on the clock, as those of a real broker do. */
export function answeringBroker(clock: Clock): LocalBroker {
  const log = new LogBroker(clock);
  log.append(3);
  const batch = simpleBatch(2);
  const local = localBroker(
    {
      topicName: () => 'demo',
      produce: () => Promise.resolve(RECEIPT),
      read: ({ partitions }) =>
        Promise.resolve(
          partitions.map((_, i) =>
            i === 3
              ? new BrokerError('OFFSET_OUT_OF_RANGE')
              : {
                  batches: [batch],
                  highWatermark: offset(9),
                  logStartOffset: offset(0),
                  leaderEpoch: term(3),
                },
          ),
        ),
      listOffsets: () =>
        Promise.resolve({ offset: offset(9), timestampMs: 5, leaderEpoch: term(3) }),
      endOfEpoch: () => Promise.resolve({ epoch: term(2), endOffset: offset(5) }),
      deleteRecords: () => Promise.resolve(offset(3)),
      describeProducers: () =>
        Promise.resolve([{ producerId: 7, producerEpoch: 0, lastSequence: 5, seenMs: 9 }]),
      describeLogs: () => ({
        path: '/data',
        logs: [{ topic: 'demo', partition: 0, sizeBytes: 9, lag: 0 }],
      }),
      describeConfig: () => [ENTRY],
      group: answerGroup,
    },
    METHODS,
  );
  return {
    ...local,
    fetch: (request) => log.api.fetch(request),
    listOffsets: (request) => log.api.listOffsets(request),
    describeTopics: async (names = ['demo']) => {
      const [demo] = await log.api.describeTopics();
      return names.map((name) => ({ ...demo!, name }));
    },
  };
}
