/** Who leads, as only someone can know who looks into all brokers at once. */
import type { TopicDescription } from '../broker/api.ts';
import { BrokerError } from '../model/errors.ts';
import { groupKey } from '../model/topic-partition.ts';
import type { Links, Slot } from './cluster-controls.ts';

export interface View {
  readonly slots: readonly Slot[];
  readonly links: Links;
}

/** Undefined: none of the brokers that run has heard of it yet. */
export async function describe(
  { slots }: View,
  topic: string,
): Promise<TopicDescription | undefined> {
  const refusals: string[] = [];
  for (const { node } of slots) {
    const [description] = (await node?.broker.describeTopics([topic])) ?? [];
    if (description?.error === undefined && description !== undefined) return description;
    refusals.push(...(description?.error === undefined ? [] : [description.error.name]));
  }
  const isUnknown = refusals.length > 0 && refusals.every((name) => name === UNKNOWN);
  if (isUnknown) throw new BrokerError(UNKNOWN, `There is no topic "${topic}"; create it first.`);
  return undefined;
}

const UNKNOWN = 'UNKNOWN_TOPIC_OR_PARTITION';

/** One that can commit: a leader that was cut off and does not know it yet is none. */
export function leaderOf(
  view: View,
  { topicId, partitions }: TopicDescription,
  partition: number,
): number | undefined {
  const place = partitions[partition];
  if (place === undefined || topicId === undefined) return undefined;
  const key = groupKey({ topicId, partition });
  const leaders = view.slots.filter(
    ({ id, node }) =>
      node?.replicas.replica(key)?.isServing === true && reachesMajority(view, id, place.replicas),
  );
  const termOf = ({ node }: Slot): number => node?.replicas.replica(key)?.raft.currentTerm ?? 0;
  return leaders.toSorted((a, b) => termOf(b) - termOf(a))[0]?.id;
}

/** Whether the broker hears and is heard by more than half of these, itself included. */
export function reachesMajority(
  { slots, links }: View,
  from: number,
  brokers: readonly number[],
): boolean {
  const reached = slots.filter(
    ({ id, isRunning }) =>
      brokers.includes(id) && isRunning && !links.isCut(from, id) && !links.isCut(id, from),
  );
  return reached.length * 2 > brokers.length;
}

/** Whether every partition is led and every broker that is not cut off knows it. */
export async function isLed(view: View, topic: string): Promise<boolean> {
  const description = await describe(view, topic);
  if (description === undefined) return false;
  const leaders = description.partitions.map((_, partition) =>
    leaderOf(view, description, partition),
  );
  if (leaders.includes(undefined)) return false;
  const all = view.slots.map(({ id }) => id);
  for (const { id, node } of view.slots) {
    if (node === undefined || !reachesMajority(view, id, all)) continue;
    const [seen] = await node.broker.describeTopics([topic]);
    if (!leaders.every((leader, at) => seen?.partitions[at]?.leader === leader)) return false;
  }
  return true;
}
