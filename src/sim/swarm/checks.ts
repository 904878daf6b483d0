/** All checkers of one run of the swarm, and what they look at. */
import type { Uuid } from '../../model/ids.ts';
import { groupKey, METADATA_TOPIC } from '../../model/topic-partition.ts';
import { GROUPS_TOPIC } from '../../broker/group-topic.ts';
import { BoundedQueues } from '../checkers/bounded-queues.ts';
import { ByteEqualLogs } from '../checkers/byte-equal-logs.ts';
import { DamageIsTold } from '../checkers/damage-is-told.ts';
import { DurableBeforeAck } from '../checkers/durable-before-ack.ts';
import { GroupOffsetMonotone } from '../checkers/group-offset-monotone.ts';
import { HistoryCheckers } from '../checkers/history-checkers.ts';
import { LivenessAfterHeal } from '../checkers/liveness-after-heal.ts';
import { RaftCheckers } from '../checkers/raft-checkers.ts';
import { RaftWatch } from '../checkers/raft-watch.ts';
import type { WatchedGroup } from '../checkers/synced-disks.ts';
import { Tallies } from '../checkers/tallies.ts';
import { DATA_DIRECTORY, hostOf } from '../cluster.ts';
import type { Simulation } from '../simulation.ts';
import { DamagedBroker } from './damaged-broker.ts';
import { originOf } from './values.ts';
import { PartitionHistory } from './history.ts';
import type { SwarmPlan } from './plan.ts';
import { TOPIC } from './world.ts';

const REPLICAS = 3;

export class SwarmChecks {
  readonly tallies = new Tallies();
  readonly raft: RaftCheckers;
  readonly watch: RaftWatch;
  readonly durableBeforeAck: DurableBeforeAck;
  readonly byteEqualLogs: ByteEqualLogs;
  readonly boundedQueues: BoundedQueues;
  readonly liveness: LivenessAfterHeal;
  readonly damaged: DamagedBroker | undefined;
  readonly groupOffsetMonotone: GroupOffsetMonotone;
  readonly histories: readonly HistoryCheckers[];

  constructor(plan: SwarmPlan, simulation: Simulation, broken: (error: unknown) => void) {
    const { tallies } = this;
    this.damaged = damagedBroker(plan, simulation, new DamageIsTold(tallies.of('DamageIsTold')));
    if (this.damaged === undefined) tallies.excuse('DamageIsTold');
    this.raft = new RaftCheckers(tallies, {
      diskOf: (broker) => simulation.disk(hostOf(broker)),
      data: DATA_DIRECTORY,
      isSpoiled: (broker, { topic, group }) =>
        this.damaged?.spoils(broker, topic, group.partition) ?? false,
    });
    const lasting = new Set([TOPIC, METADATA_TOPIC, GROUPS_TOPIC]);
    this.watch = new RaftWatch({
      checkers: this.raft,
      isDeletable: (topic) => !lasting.has(topic),
      broken,
    });
    this.durableBeforeAck = new DurableBeforeAck(tallies.of('DurableBeforeAck'), {
      disks: this.raft.disks,
      brokers: Array.from({ length: plan.brokers }, (_, at) => at + 1),
      replicas: REPLICAS,
    });
    this.byteEqualLogs = new ByteEqualLogs(tallies.of('ByteEqualLogs'), this.raft.disks);
    this.boundedQueues = new BoundedQueues(tallies.of('BoundedQueues'));
    this.groupOffsetMonotone = new GroupOffsetMonotone(tallies.of('GroupOffsetMonotone'));
    if (!plan.hasCommitters) tallies.excuse('GroupOffsetMonotone');
    if (plan.clients === 'raw') tallies.excuse('GroupDeliversAll');
    this.liveness = new LivenessAfterHeal(tallies.of('LivenessAfterHeal'));
    this.histories = Array.from(
      { length: plan.partitions },
      (_, at) =>
        new HistoryCheckers(tallies, {
          partition: `${TOPIC}/${at}`,
          mayLosePrefix: plan.retentionBytes !== undefined,
          originOf,
        }),
    );
  }

  /** Once TOPIC is made. */
  makeHistories(topicId: Uuid): PartitionHistory[] {
    return this.histories.map((checkers, partition) => {
      const id = { topicId, partition };
      const group: WatchedGroup = {
        key: groupKey(id),
        group: id,
        topic: TOPIC,
      };
      return new PartitionHistory(`${TOPIC}/${partition}`, checkers, (baseOffset, values) =>
        this.durableBeforeAck.acknowledged(group, baseOffset, values),
      );
    });
  }
}

function damagedBroker(
  { damagedBroker: id }: SwarmPlan,
  simulation: Simulation,
  told: DamageIsTold,
): DamagedBroker | undefined {
  return id === undefined ? undefined : new DamagedBroker(id, simulation.disk(hostOf(id)), told);
}
