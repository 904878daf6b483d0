/**
 * High watermarks for whoever reads the meter, which cannot wait: of replicas here as they are, at most a heartbeat behind
 * their leader; of other partitions as their leaders said some seconds ago. Asking for one of those has it asked anew.
 */
import { groupKey, showTopicPartition, type TopicPartition } from '../model/topic-partition.ts';
import type { Host } from '../host/host.ts';
import type { MetadataImage } from '../metadata/image.ts';
import type { Clock } from '../platform/clock.ts';

export interface HighWatermarksModules {
  readonly clock: Clock;
  readonly host: Host;
  readonly metadata: { readonly image: MetadataImage };
  /** Of the leader, wherever it is. */
  readonly latest: (tp: TopicPartition) => Promise<number | undefined>;
}

interface Remembered {
  readonly tp: TopicPartition;
  end: number | undefined;
  wantedAtMs: number;
}

const REFRESH_MS = 5000;
/** What nobody asked for this long is not asked of leaders any more. */
const FORGET_MS = 60_000;
const REMEMBERED_MAX = 2000;
const ASKED_AT_ONCE = 16;

export class HighWatermarks {
  private readonly modules: HighWatermarksModules;
  private readonly remembered = new Map<string, Remembered>();
  private refreshing: Promise<void> | undefined;
  private refreshedAtMs = -Infinity;

  constructor(modules: HighWatermarksModules) {
    this.modules = modules;
  }

  /** Undefined: not known, or not yet. */
  get(tp: TopicPartition): number | undefined {
    const { metadata, host, clock } = this.modules;
    const topic = metadata.image.topic(tp.topic);
    if (topic?.partitions[tp.partition] === undefined) return undefined;
    const { topicId } = topic;
    const replica = host.replica(groupKey({ topicId, partition: tp.partition }));
    if (replica !== undefined && replica.faultReason === undefined) return replica.highWatermark;
    const nowMs = clock.monotonic();
    const name = showTopicPartition(tp);
    let known = this.remembered.get(name);
    if (known === undefined && this.remembered.size < REMEMBERED_MAX) {
      known = { tp, end: undefined, wantedAtMs: nowMs };
      this.remembered.set(name, known);
    }
    if (known === undefined) return undefined;
    known.wantedAtMs = nowMs;
    this.refreshIfDue(nowMs);
    return known.end;
  }

  private refreshIfDue(nowMs: number): void {
    if (this.refreshing !== undefined || nowMs - this.refreshedAtMs < REFRESH_MS) return;
    this.refreshedAtMs = nowMs;
    // Behind the scrape, so that one scrape has all that it wants asked together.
    this.refreshing = Promise.resolve()
      .then(() => this.refresh(nowMs))
      .finally(() => {
        this.refreshing = undefined;
      });
  }

  private async refresh(nowMs: number): Promise<void> {
    for (const [name, { wantedAtMs }] of this.remembered) {
      if (nowMs - wantedAtMs > FORGET_MS) this.remembered.delete(name);
    }
    const all = [...this.remembered.values()];
    for (let at = 0; at < all.length; at += ASKED_AT_ONCE) {
      await Promise.all(all.slice(at, at + ASKED_AT_ONCE).map((one) => this.ask(one)));
    }
  }

  private async ask(one: Remembered): Promise<void> {
    try {
      one.end = await this.modules.latest(one.tp);
    } catch {
      // An old figure would look as if the group kept up.
      one.end = undefined;
    }
  }
}
