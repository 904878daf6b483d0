/**
 * Makes the groups of this broker what the metadata says: opens replicas that it should have, removes those of deleted
 * topics, hands changed settings on. One step at a time, always towards the latest image.
 */
import { groupKey, type GroupId, type GroupKey } from '../model/topic-partition.ts';
import type { GroupSpec, Host } from '../host/host.ts';
import type { Logger } from '../platform/logger.ts';

/** Each opens files; a broker with thousands of partitions must not run out of them at start. */
const OPENED_AT_ONCE = 16;

interface Opened {
  readonly group: GroupId;
  readonly topic: string;
}

/** Of the metadata log of this broker, in offsets: from where it can be replayed, and how far it is committed. */
export interface MetadataSpan {
  readonly start: number;
  readonly end: number;
}

export class Assignment {
  private readonly host: Host;
  private readonly logger: Logger;
  /** What this broker should have now, in a stable order. */
  private readonly wanted: () => ReadonlyMap<GroupKey, GroupSpec>;
  private readonly metadata: () => MetadataSpan;
  private readonly opened = new Map<GroupKey, Opened>();
  private running: Promise<void> | undefined;
  private isStale = false;
  private stopped = false;

  constructor(
    host: Host,
    logger: Logger,
    image: {
      readonly wanted: () => ReadonlyMap<GroupKey, GroupSpec>;
      readonly metadata: () => MetadataSpan;
    },
  ) {
    this.host = host;
    this.logger = logger;
    this.wanted = image.wanted;
    this.metadata = image.metadata;
  }

  /** Resolves at once; the work follows. */
  update(): void {
    this.isStale = true;
    if (this.running !== undefined || this.stopped) return;
    this.running = this.run().finally(() => {
      this.running = undefined;
      if (this.isStale) this.update();
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.isStale && !this.stopped) {
      // Records are applied many at a time: the image is looked at behind them, not in between.
      await Promise.resolve();
      this.isStale = false;
      const wanted = this.wanted();
      for (const [key, opened] of this.opened) {
        if (!wanted.has(key)) await this.close(key, opened);
      }
      // A hard state that fails says so itself, and what is buried stays so.
      await this.host.forgetDeletedBefore(this.metadata().start).catch(() => undefined);
      const specs = [...wanted.values()];
      for (let at = 0; at < specs.length; at += OPENED_AT_ONCE) {
        await Promise.all(specs.slice(at, at + OPENED_AT_ONCE).map((spec) => this.open(spec)));
      }
    }
  }

  private async open(spec: GroupSpec): Promise<void> {
    const key = groupKey(spec.group);
    if (this.opened.has(key)) {
      this.host.replica(key)?.log.configure(spec.settings);
      return;
    }
    this.opened.set(key, { group: spec.group, topic: spec.topic });
    try {
      await this.host.addReplica(spec);
    } catch (error) {
      this.logger.error('replica-not-opened', {
        partition: `${spec.topic}/${spec.group.partition}`,
        reason: error instanceof Error ? error.message : String(error),
      });
      this.host.markFailed(key, error instanceof Error ? error.message : String(error));
    }
  }

  private async close(key: GroupKey, opened: Opened): Promise<void> {
    this.opened.delete(key);
    try {
      await this.host.removeReplica(opened, this.metadata().end);
      this.logger.info('partition-deleted', {
        partition: `${opened.topic}/${opened.group.partition}`,
      });
    } catch (error) {
      this.logger.error('partition-not-deleted', {
        partition: `${opened.topic}/${opened.group.partition}`,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
