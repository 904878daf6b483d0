/**
 * The one place behind all doors where it is decided whether who asks may do what it asks for: every operation of a broker
 * passes here, with what it does and to what. Nobody is refused yet, since nobody is asked who they are; whoever adds
 * that hands a door `guarded` with an `Authorize` that knows the client.
 */
import type { GroupRequest, GroupRequestKind } from '../group/requests.ts';
import { BrokerError } from '../model/errors.ts';
import { METADATA_TOPIC } from '../model/topic-partition.ts';
import type { TopicDescription } from './api.ts';
import type { LocalBroker, OwnReplicas, ReadOutcome, ReadRequest } from './local-api.ts';

/** Kafka's names. */
export type Operation =
  | 'read'
  | 'write'
  | 'create'
  | 'delete'
  | 'alter'
  | 'describe'
  | 'describe-configs'
  | 'alter-configs'
  | 'idempotent-write';

export type Resource =
  | { readonly kind: 'topic'; readonly name: string }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'cluster' };

/** Throws a BrokerError when it may not be. */
export type Authorize = (operation: Operation, resource: Resource) => void;

export const allowAll: Authorize = () => undefined;

const CLUSTER: Resource = { kind: 'cluster' };

/** The same broker, which does only what `authorize` lets pass. */
export function guarded(broker: LocalBroker, authorize: Authorize): LocalBroker {
  const allow = guardOf(authorize);
  return {
    own: guardedOwn(broker.own, authorize),
    describeCluster: () => broker.describeCluster(),
    describeTopics: async (names) => {
      const topics = await broker.describeTopics(names);
      const shown = topics.map((topic) => refusedTopic(topic.name, authorize) ?? topic);
      // Who asks for all is not told of those that it may not see.
      return names === undefined ? shown.filter((topic, at) => topic === topics[at]) : shown;
    },
    produce: (request) => allow('write', topicOf(request), () => broker.produce(request)),
    fetch: (request) => allow('read', topicOf(request), () => broker.fetch(request)),
    listOffsets: (request) =>
      allow('describe', topicOf(request), () => broker.listOffsets(request)),
    createTopic: (request) =>
      allow('create', { kind: 'topic', name: request.name }, () => broker.createTopic(request)),
    deleteTopic: (name) => allow('delete', { kind: 'topic', name }, () => broker.deleteTopic(name)),
    addPartitions: (name, count, options) =>
      allow('alter', { kind: 'topic', name }, () => broker.addPartitions(name, count, options)),
    describeTopicConfig: (name) =>
      allow('describe-configs', { kind: 'topic', name }, () => broker.describeTopicConfig(name)),
    alterTopicConfig: (name, changes) =>
      allow('alter-configs', { kind: 'topic', name }, () => broker.alterTopicConfig(name, changes)),
    describePartition: (tp) => allow('describe', topicOf(tp), () => broker.describePartition(tp)),
    transferLeadership: (tp, to) =>
      allow('alter', CLUSTER, () => broker.transferLeadership(tp, to)),
    clusterHealth: () => allow('describe', CLUSTER, () => broker.clusterHealth()),
    initProducerId: () => allow('idempotent-write', CLUSTER, () => broker.initProducerId()),
    findCoordinator: (groupId) =>
      allow('describe', { kind: 'group', name: groupId }, () => broker.findCoordinator(groupId)),
    group: (request, options) =>
      allowGroup(authorize, request, () => broker.group(request, options)),
  };
}

function guardedOwn(own: OwnReplicas, authorize: Authorize): OwnReplicas {
  const allow = guardOf(authorize);
  return {
    topicName: (topicId) => own.topicName(topicId),
    metadataCaughtUp: () => own.metadataCaughtUp(),
    produce: (request) => allow('write', topicOf(request), () => own.produce(request)),
    read: (request) => readAllowed(own, request, authorize),
    listOffsets: (request) => allow('describe', topicOf(request), () => own.listOffsets(request)),
    endOfEpoch: (request, epoch) =>
      allow('describe', topicOf(request), () => own.endOfEpoch(request, epoch)),
    deleteRecords: (request) => allow('delete', topicOf(request), () => own.deleteRecords(request)),
    describeProducers: (tp) => allow('read', topicOf(tp), () => own.describeProducers(tp)),
    describeLogs: () => {
      authorize('describe', CLUSTER);
      return own.describeLogs();
    },
    describeConfig: () => {
      authorize('describe-configs', CLUSTER);
      return own.describeConfig();
    },
    checkTopicConfig: (name, changes) => {
      authorize('alter-configs', { kind: 'topic', name });
      own.checkTopicConfig(name, changes);
    },
    group: (request, options) => allowGroup(authorize, request, () => own.group(request, options)),
  };
}

type Guard = <T>(operation: Operation, resource: Resource, call: () => Promise<T>) => Promise<T>;

/** The call comes before anything is awaited: requests keep their order. */
function guardOf(authorize: Authorize): Guard {
  return async (operation, resource, call) => {
    authorize(operation, resource);
    return call();
  };
}

function topicOf({ topic }: { readonly topic: string }): Resource {
  return topic === METADATA_TOPIC ? CLUSTER : { kind: 'topic', name: topic };
}

function refusalOf(
  authorize: Authorize,
  operation: Operation,
  resource: Resource,
): BrokerError | undefined {
  try {
    authorize(operation, resource);
    return undefined;
  } catch (error) {
    if (error instanceof BrokerError) return error;
    throw error;
  }
}

function refusedTopic(name: string, authorize: Authorize): TopicDescription | undefined {
  const refusal = refusalOf(authorize, 'describe', { kind: 'topic', name });
  if (refusal === undefined) return undefined;
  const { errorName, message } = refusal;
  return { name, error: { name: errorName, message }, partitions: [] };
}

/** Each partition by itself: one that may not be read is an answer, and ends the wait. */
async function readAllowed(
  own: OwnReplicas,
  request: ReadRequest,
  authorize: Authorize,
): Promise<readonly ReadOutcome[]> {
  const refusals = request.partitions.map((tp) => refusalOf(authorize, 'read', topicOf(tp)));
  if (refusals.every((refusal) => refusal === undefined)) return own.read(request);
  const partitions = request.partitions.filter((_, at) => refusals[at] === undefined);
  const outcomes = (await own.read({ ...request, partitions, first: 0, waitMsMax: 0 })).values();
  return refusals.map((refusal) => refusal ?? outcomes.next().value!);
}

const GROUP_OPERATIONS: Readonly<Record<GroupRequestKind, Operation>> = {
  join: 'read',
  sync: 'read',
  heartbeat: 'read',
  leave: 'read',
  'commit-offsets': 'read',
  'fetch-offsets': 'describe',
  describe: 'describe',
  list: 'describe',
  delete: 'delete',
  'delete-offsets': 'delete',
};

async function allowGroup<T>(
  authorize: Authorize,
  request: GroupRequest,
  call: () => Promise<T>,
): Promise<T> {
  const operation = GROUP_OPERATIONS[request.kind];
  for (const resource of groupsOf(request)) authorize(operation, resource);
  return call();
}

function groupsOf(request: GroupRequest): readonly Resource[] {
  if (request.kind === 'list') return [CLUSTER];
  const names = 'groupIds' in request ? request.groupIds : [request.groupId];
  return names.map((name) => ({ kind: 'group', name }));
}
