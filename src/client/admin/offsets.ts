import type { ListOffsetsRequest } from '../../broker/api.ts';
import type { OffsetToCommit } from '../../group/requests.ts';
import { BrokerError } from '../../model/errors.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { KafkaJSNonRetriableError } from '../errors.ts';
import { retry } from '../retry.ts';
import type { Admin, FetchOffsetsPartition, SeekEntry } from '../types/admin.ts';
import { checkName, checkNames } from './checks.ts';
import { describeGroups } from './groups.ts';

const LATEST = '-1';
const EARLIEST = '-2';

export async function fetchTopicOffsets(
  cluster: Cluster,
  topic: string,
): Promise<(SeekEntry & { high: string; low: string })[]> {
  checkName('topic', topic);
  return Promise.all(
    (await partitionsOf(cluster, topic)).map(async (partition) => {
      const [low, high] = await Promise.all([
        listOffset(cluster, { topic, partition, at: { kind: 'earliest' } }),
        listOffset(cluster, { topic, partition, at: { kind: 'latest' } }),
      ]);
      return { partition, offset: high!, high: high!, low: low! };
    }),
  );
}

/** The end of the partition where no record is that late. */
export async function fetchTopicOffsetsByTimestamp(
  cluster: Cluster,
  topic: string,
  timestamp?: number,
): Promise<SeekEntry[]> {
  checkName('topic', topic);
  const latest = { kind: 'latest' } as const;
  const at =
    timestamp === undefined ? latest : ({ kind: 'timestamp', timestampMs: timestamp } as const);
  return Promise.all(
    (await partitionsOf(cluster, topic)).map(async (partition) => {
      const found = await listOffset(cluster, { topic, partition, at });
      const end = found ?? (await listOffset(cluster, { topic, partition, at: latest }));
      return { partition, offset: end! };
    }),
  );
}

/** '-1' where the group has committed nothing. */
export async function fetchOffsets(
  cluster: Cluster,
  request: Parameters<Admin['fetchOffsets']>[0],
): Promise<{ topic: string; partitions: FetchOffsetsPartition[] }[]> {
  const { groupId, topics = [], resolveOffsets = false } = request;
  checkName('groupId', groupId);
  checkNames('topic', topics);
  const wanted = await Promise.all(
    topics.map(async (topic) =>
      (await partitionsOf(cluster, topic)).map((partition) => ({ topic, partition })),
    ),
  );
  const { offsets } = await cluster.request('OffsetFetch', (broker) =>
    broker.group<'fetch-offsets'>({
      kind: 'fetch-offsets',
      groupId,
      ...(topics.length > 0 && { partitions: wanted.flat() }),
    }),
  );
  const byTopic = new Map<string, FetchOffsetsPartition[]>();
  for (const { topic, partition, offset, metadata } of offsets) {
    const partitions = byTopic.get(topic) ?? [];
    byTopic.set(topic, partitions);
    const committed = offset === undefined ? LATEST : String(offset);
    partitions.push({ partition, offset: committed, metadata: metadata || null });
  }
  const found = [...byTopic].map(([topic, partitions]) => ({ topic, partitions }));
  if (!resolveOffsets) return found;
  return Promise.all(found.map((one) => resolveCommitted(cluster, groupId, one)));
}

/** Only while the group has no members: they would not notice. */
export async function setOffsets(
  cluster: Cluster,
  { groupId, topic, partitions }: Parameters<Admin['setOffsets']>[0],
): Promise<void> {
  checkName('groupId', groupId);
  checkName('topic', topic);
  if (!Array.isArray(partitions) || partitions.length === 0) {
    throw new KafkaJSNonRetriableError('There are no partitions to set.');
  }
  const { groups } = await describeGroups(cluster, [groupId]);
  const state = groups[0]?.state ?? 'Dead';
  if (state !== 'Empty' && state !== 'Dead') {
    throw new KafkaJSNonRetriableError(
      `The offsets of group ${groupId} can be set when it has no members; stop them first. Its state is ${state}.`,
    );
  }
  const offsets = await Promise.all(
    partitions.map(async ({ partition, offset }): Promise<OffsetToCommit> => {
      const resolved = await resolveOffset(cluster, { topic, partition }, offset);
      return { topic, partition, offset: resolved, metadata: '' };
    }),
  );
  await commitWithoutMember(cluster, groupId, offsets);
}

export async function resetOffsets(
  cluster: Cluster,
  { groupId, topic, earliest = false }: Parameters<Admin['resetOffsets']>[0],
): Promise<void> {
  checkName('groupId', groupId);
  checkName('topic', topic);
  const offset = earliest ? EARLIEST : LATEST;
  const partitions = (await partitionsOf(cluster, topic)).map((partition) => ({
    partition,
    offset,
  }));
  await setOffsets(cluster, { groupId, topic, partitions });
}

/** Commits the end of each partition where nothing was committed, as kafkajs does. */
async function resolveCommitted(
  cluster: Cluster,
  groupId: string,
  { topic, partitions }: { topic: string; partitions: FetchOffsetsPartition[] },
): Promise<{ topic: string; partitions: FetchOffsetsPartition[] }> {
  const resolved = await Promise.all(
    partitions.map(async (one) => {
      const offset = await resolveOffset(cluster, { topic, partition: one.partition }, one.offset);
      return { ...one, offset: String(offset) };
    }),
  );
  await setOffsets(cluster, { groupId, topic, partitions: resolved });
  return { topic, partitions: resolved };
}

async function commitWithoutMember(
  cluster: Cluster,
  groupId: string,
  offsets: readonly OffsetToCommit[],
): Promise<void> {
  await cluster.request('OffsetCommit', async (broker) => {
    const { partitions } = await broker.group<'commit-offsets'>({
      kind: 'commit-offsets',
      groupId,
      generationId: -1,
      memberId: '',
      offsets,
    });
    const failed = partitions.find(({ error }) => error !== undefined);
    if (failed?.error) throw new BrokerError(failed.error);
  });
}

async function resolveOffset(
  cluster: Cluster,
  tp: { topic: string; partition: number },
  offset: string,
): Promise<number> {
  if (offset === LATEST || offset === EARLIEST) {
    const kind = offset === LATEST ? 'latest' : 'earliest';
    return Number(await listOffset(cluster, { ...tp, at: { kind } }));
  }
  const value = Number(offset);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new KafkaJSNonRetriableError(`'${offset}' is not an offset.`);
}

async function listOffset(
  cluster: Cluster,
  request: ListOffsetsRequest,
): Promise<string | undefined> {
  const { offset } = await cluster.request('ListOffsets', (broker) => broker.listOffsets(request));
  return offset === undefined ? undefined : String(offset);
}

async function partitionsOf(cluster: Cluster, topic: string): Promise<number[]> {
  const { platform, retry: options } = cluster.options;
  const partitions = await retry(platform, options, () => cluster.topics.partitionsOf(topic));
  return partitions.map(({ partitionId }) => partitionId);
}
