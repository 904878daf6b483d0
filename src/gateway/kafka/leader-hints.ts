/**
 * KIP-951: an answer that says "I do not lead it" says who does, so that the client need not ask. Looked up only when there
 * is such an answer.
 */
import { ERRORS } from '../../model/errors.ts';
import type { TopicPartition } from '../../model/topic-partition.ts';
import { kafkaNodes, type KafkaNode } from './brokers.ts';
import type { CallContext } from './call.ts';

export interface LeaderHint {
  readonly leaderId: number;
  readonly leaderEpoch: number;
}

/** @platformatic/kafka 1.35.0 cannot skip tagged fields inside of a list, and takes what follows for something else. */
const CANNOT_SKIP_TAGS: ReadonlySet<string> = new Set(['platformatic-kafka']);

export class LeaderHints {
  private readonly at: CallContext;
  private readonly isWanted: boolean;
  private readonly hinted = new Map<number, KafkaNode>();

  constructor(at: CallContext, isWanted: boolean) {
    this.at = at;
    this.isWanted = isWanted && !CANNOT_SKIP_TAGS.has(at.client.softwareName);
  }

  /** Undefined when `errorCode` calls for none, or none is known. */
  async of(tp: TopicPartition, errorCode: number): Promise<LeaderHint | undefined> {
    const isAsking =
      errorCode === ERRORS.NOT_LEADER_OR_FOLLOWER.code ||
      errorCode === ERRORS.FENCED_LEADER_EPOCH.code;
    if (!this.isWanted || !isAsking) return undefined;
    const { broker, nodeOf } = this.at;
    const [topic] = await broker.describeTopics([tp.topic]);
    const partition = topic?.partitions[tp.partition];
    if (partition?.leader === undefined) return undefined;
    const nodes = kafkaNodes(await broker.describeCluster(), nodeOf);
    const node = nodes.find(({ nodeId }) => nodeId === partition.leader);
    if (node === undefined) return undefined;
    this.hinted.set(node.nodeId, node);
    return { leaderId: node.nodeId, leaderEpoch: partition.leaderEpoch };
  }

  /** Where those are that were named. */
  get endpoints(): readonly KafkaNode[] {
    return [...this.hinted.values()];
  }
}
