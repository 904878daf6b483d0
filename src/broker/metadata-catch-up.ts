/** Brings this broker's image of the metadata up to what was committed before the call, or says that it cannot. */
import { BrokerError } from '../model/errors.ts';
import type { NodeId, Offset } from '../model/ids.ts';
import { position } from '../model/position.ts';
import { groupKey, METADATA_TOPIC } from '../model/topic-partition.ts';
import type { Host } from '../host/host.ts';
import type { Replica } from '../partition/replica.ts';
import { highWatermark } from '../partition/vocabulary.ts';
import type { Clock } from '../platform/clock.ts';
import { RemoteBroker } from './forwarding.ts';
import type { LeaderLookup } from './leader-lookup.ts';
import { METADATA_GROUP } from './metadata-group.ts';

export interface MetadataCatchUpModules {
  readonly clock: Clock;
  readonly host: Host;
  readonly lookup: LeaderLookup;
}

const ASK_MS_MAX = 1000;
/** Of the metadata as a rule a few batches; after a restart all of it. */
const APPLY_MS_MAX = 5000;

export class MetadataCatchUp {
  private readonly self: NodeId;
  private readonly modules: MetadataCatchUpModules;
  private readonly leaderWaitMs: number;

  constructor(self: NodeId, leaderWaitMs: number, modules: MetadataCatchUpModules) {
    this.self = self;
    this.leaderWaitMs = leaderWaitMs;
    this.modules = modules;
  }

  async run(): Promise<void> {
    const committed = await this.committedOffset();
    const replica = this.replicaHere();
    await this.within(APPLY_MS_MAX, replica.appliedUpTo(position(committed, 0)));
  }

  private async committedOffset(): Promise<Offset> {
    const { lookup, host } = this.modules;
    const leader = await lookup.find(METADATA_GROUP, this.leaderWaitMs, 'The metadata group');
    if (leader === this.self) {
      return highWatermark(await this.replicaHere().confirmLeadership());
    }
    const remote = new RemoteBroker(host.peers, leader, ASK_MS_MAX);
    const tp = { topic: METADATA_TOPIC, partition: 0 };
    const latest = await remote.listOffsets({ ...tp, at: { kind: 'latest' } });
    if (latest.offset === undefined) throw new BrokerError('LEADER_NOT_AVAILABLE');
    return latest.offset;
  }

  private replicaHere(): Replica {
    const replica = this.modules.host.replica(groupKey(METADATA_GROUP));
    if (replica !== undefined) return replica;
    throw new BrokerError('LEADER_NOT_AVAILABLE', 'This broker has no metadata yet.');
  }

  private within(ms: number, work: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.modules.clock.setTimer(ms, () =>
        reject(
          new BrokerError('LEADER_NOT_AVAILABLE', 'This broker does not hear from the metadata.'),
        ),
      );
      work.then(resolve, reject).finally(() => timer.cancel());
    });
  }
}
