/**
 * Records that were deleted while a replica was away are deleted there too when it comes back: whoever knows of a deletion,
 * the leader or not, says so to each broker that connects, until that one's log starts as late. Of the starts of
 * two replicas the later one is true; retention, which each does by a clock of its own, is not told.
 */
import type { Host } from '../host/host.ts';
import type { MetadataImage } from '../metadata/image.ts';
import { BrokerError } from '../model/errors.ts';
import type { NodeId, Offset, Uuid } from '../model/ids.ts';
import {
  showTopicPartition,
  type GroupKey,
  type TopicPartition,
} from '../model/topic-partition.ts';
import type { Replica } from '../partition/replica.ts';
import type { Clock, Timer } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';

export interface DeletionSpreadModules {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly host: Host;
  readonly image: () => MetadataImage;
  /** On the replica of another broker, which may have committed less so far; gives where its log starts then. */
  readonly deleteThere: (
    peer: NodeId,
    tp: TopicPartition & { readonly topicId: Uuid },
    before: Offset,
  ) => Promise<Offset>;
}

const LOOK_MS = 1000;

export class DeletionSpread {
  private readonly modules: DeletionSpreadModules;
  /** Of each broker since it connected: up to where its replicas have deleted, as it said. */
  private readonly known = new Map<NodeId, Map<GroupKey, Offset>>();
  private timer: Timer | undefined;

  constructor(modules: DeletionSpreadModules) {
    this.modules = modules;
  }

  /** Until `stop`: replicas open, and deletions come, at any time. */
  start(): void {
    this.timer = this.modules.clock.setTimer(LOOK_MS, () => {
      this.start();
      for (const peer of this.known.keys()) this.tell(peer);
    });
  }

  stop(): void {
    this.timer?.cancel();
  }

  /** It may have been away: nothing is known of it. */
  peerOpened(peer: NodeId): void {
    this.known.set(peer, new Map());
    this.tell(peer);
  }

  private tell(peer: NodeId): void {
    const { host } = this.modules;
    if (!host.peers.isConnected(peer)) return;
    for (const replica of host.allReplicas()) {
      const before = deletedBefore(replica);
      if (before !== undefined) void this.tellOf(replica, before, peer);
    }
  }

  private async tellOf(replica: Replica, before: Offset, peer: NodeId): Promise<void> {
    const { logger, image, deleteThere } = this.modules;
    const known = this.known.get(peer)!;
    const { key } = replica;
    const { topicId, partition } = replica.options.group;
    const topic = image().topicById(topicId);
    const isThere = topic?.partitions[partition]?.some(({ nodeId }) => nodeId === peer);
    if (topic === undefined || isThere !== true || (known.get(key) ?? 0) >= before) return;
    // Asked once at a time; what it answers, or that it did not, is noted in its place.
    known.set(key, before);
    const tp = { topic: topic.name, partition, topicId };
    try {
      known.set(key, await deleteThere(peer, tp, before));
    } catch (error) {
      known.delete(key);
      const told = { peer, partition: showTopicPartition(tp) };
      // Nobody waits for this: what is no refusal is a bug to be seen, and the next look tries again.
      if (!(error instanceof BrokerError)) logger.warn('deletion-not-told', { ...told, error });
      else logger.debug('deletion-not-told', { ...told, reason: error.message });
    }
  }
}

/**
 * Retention ends at a segment, so a log that starts within one was cut by somebody. (What was deleted up to a segment's end,
 * as if by chance, is told by those who were there only as long as they run.)
 */
function deletedBefore({ log, producers }: Replica): Offset | undefined {
  const { logStartOffset } = log;
  if (logStartOffset > log.base.position.nextOffset) return logStartOffset;
  return producers?.deletedTo;
}
