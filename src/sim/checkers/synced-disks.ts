/** The synced logs of all groups on all disks of a run; what is parsed on the way also serves Log Matching. */
import { partitionDirectory } from '../../host/partition-directory.ts';
import type { GroupId } from '../../model/topic-partition.ts';
import type { SimDisk } from '../disk.ts';
import type { LogMatching } from './log-matching.ts';
import { SyncedLog } from './synced-log.ts';

export interface WatchedGroup {
  readonly key: string;
  readonly group: GroupId;
  /** Of its topic, or of the metadata. */
  readonly topic: string;
}

export interface SyncedDisksOptions {
  readonly diskOf: (broker: number) => SimDisk;
  readonly data: string;
  readonly matching: LogMatching;
  /** Its disk has spoiled files of this replica: what it had synced cannot be read off them. */
  readonly isSpoiled?: (broker: number, group: WatchedGroup) => boolean;
}

export class SyncedDisks {
  private readonly logs = new Map<string, SyncedLog>();
  private readonly options: SyncedDisksOptions;

  constructor(options: SyncedDisksOptions) {
    this.options = options;
  }

  isSpoiled(broker: number, group: WatchedGroup): boolean {
    return this.options.isSpoiled?.(broker, group) ?? false;
  }

  logOf(broker: number, { key, group, topic }: WatchedGroup): SyncedLog {
    const name = `${broker} ${key}`;
    let log = this.logs.get(name);
    if (log === undefined) {
      log = new SyncedLog({
        disk: this.options.diskOf(broker),
        directory: partitionDirectory(this.options.data, topic, group.partition),
        group,
        parsed: (entry) => this.options.matching.appended(key, entry),
      });
      this.logs.set(name, log);
    }
    return log;
  }
}
