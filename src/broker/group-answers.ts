/** One request to one coordinator, on its broker. Decisions reach it before these return; reads confirm its office first. */
import { BrokerError } from '../model/errors.ts';
import { fetchOffsets } from '../group/fetch-offsets.ts';
import type {
  GroupRequest,
  GroupRequestOf,
  GroupResponse,
  GroupResponseOf,
  PartitionOutcome,
} from '../group/requests.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { GroupCallOptions } from './api.ts';
import { deadGroup } from './group-fan-out.ts';
import type { GroupOffice } from './group-office.ts';
import type { GroupPartition } from './group-partition.ts';

export async function answerHere(
  partition: GroupPartition,
  request: GroupRequest,
  image: MetadataImage,
  options: GroupCallOptions,
): Promise<GroupResponse> {
  switch (request.kind) {
    case 'fetch-offsets':
      await partition.confirmedInOffice();
      return fetchOffsets(partition.image, request);
    case 'list':
    case 'delete-offsets':
      return (await partition.confirmedInOffice()).handle(request);
    case 'describe':
      return describe(await partition.confirmedInOffice(), request);
    case 'delete':
      return deleteGroups(await partition.confirmedInOffice(), request);
    case 'commit-offsets':
      return commitKnown(partition.inOffice(), request, image);
    default:
      return partition.inOffice().handle(request, options.signal);
  }
}

/**
 * A commit without what this broker does not know to exist, as in Kafka: each such partition gets
 * UNKNOWN_TOPIC_OR_PARTITION. It may be the metadata here that lags; then the commit succeeds when it is sent again. That
 * no offset of an unknown topic is ever taken is what makes the removal of deleted topics safe (group-partition.ts).
 */
async function commitKnown(
  office: GroupOffice,
  request: GroupRequestOf<'commit-offsets'>,
  image: MetadataImage,
): Promise<GroupResponse> {
  const known = new Set(request.offsets.filter((tp) => image.replicas(tp) !== undefined));
  if (known.size === request.offsets.length) return office.handle(request);
  const response = await office.handle({ ...request, offsets: [...known] });
  const taken = (response as GroupResponseOf<'commit-offsets'>).partitions.values();
  const partitions = request.offsets.map((committed): PartitionOutcome => {
    const { topic, partition } = committed;
    if (!known.has(committed)) return { topic, partition, error: 'UNKNOWN_TOPIC_OR_PARTITION' };
    return taken.next().value ?? { topic, partition, error: 'UNKNOWN_SERVER_ERROR' };
  });
  return { kind: 'commit-offsets', partitions };
}

/** A coordinator takes one group at a time. */
async function describe(
  office: GroupOffice,
  { groupIds }: GroupRequestOf<'describe'>,
): Promise<GroupResponse> {
  const described = groupIds.map(async (groupId) => {
    try {
      const response = await office.handle({ kind: 'describe', groupIds: [groupId] });
      return (response as GroupResponseOf<'describe'>).groups;
    } catch (error) {
      return [deadGroup(groupId, brokerErrorOf(error))];
    }
  });
  return { kind: 'describe', groups: (await Promise.all(described)).flat() };
}

async function deleteGroups(
  office: GroupOffice,
  { groupIds }: GroupRequestOf<'delete'>,
): Promise<GroupResponse> {
  const deleted = groupIds.map(async (groupId) => {
    try {
      const response = await office.handle({ kind: 'delete', groupIds: [groupId] });
      return (response as GroupResponseOf<'delete'>).groups;
    } catch (error) {
      return [{ groupId, error: brokerErrorOf(error).errorName }];
    }
  });
  return { kind: 'delete', groups: (await Promise.all(deleted)).flat() };
}

function brokerErrorOf(error: unknown): BrokerError {
  if (error instanceof BrokerError) return error;
  throw error;
}
