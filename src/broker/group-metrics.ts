/** Consumer groups in logs and numbers: of those that this broker coordinates. */
import type { GroupEvent } from '../group/outcome.ts';
import type { Logger } from '../platform/logger.ts';
import type { GaugeSample, Meter } from '../platform/meter.ts';
import type { GroupObserver } from './group-office.ts';
import type { GroupService } from './group-service.ts';
import type { HighWatermarks } from './high-watermarks.ts';

/** Of flotilla_group_lag; what is beyond is left out. */
const LAG_SERIES_MAX = 10_000;

export function observeGroups(meter: Meter, logger: Logger): GroupObserver {
  const rebalances = meter.counter(
    'flotilla_group_rebalances_total',
    'Rebalances of consumer groups that this broker coordinates.',
  );
  const commits = meter.counter(
    'flotilla_group_offset_commits_total',
    'Offsets of partitions that were committed with this broker as coordinator.',
  );
  return {
    happened: (event) => {
      if (event.kind === 'rebalance-began') rebalances.add(1);
      const { kind, ...fields } = event;
      if (isWarning(event)) logger.warn(kind, fields);
      else logger.info(kind, fields);
    },
    committedOffsets: (count) => commits.add(count),
  };
}

/** Somebody may still want what is about to go. */
function isWarning(event: GroupEvent): boolean {
  return event.kind === 'offsets-expire-soon' || event.kind === 'offsets-expired';
}

export function showGroups(meter: Meter, groups: GroupService, watermarks: HighWatermarks): void {
  meter.gauge(
    'flotilla_groups',
    'Consumer groups that this broker coordinates, by state.',
    ['state'],
    () => countStates(groups),
  );
  meter.gauge(
    'flotilla_group_lag',
    'Records between the committed offset and the high watermark, of groups that this broker coordinates.',
    ['group', 'topic', 'partition'],
    () => lagSamples(groups, watermarks),
  );
}

function countStates(groups: GroupService): GaugeSample[] {
  const counts = new Map<string, number>();
  for (const { officeIfAny } of groups.hosted) {
    for (const { state } of officeIfAny?.listings() ?? []) {
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
  }
  return [...counts].map(([state, value]) => ({ labels: { state }, value }));
}

function lagSamples(groups: GroupService, watermarks: HighWatermarks): GaugeSample[] {
  const samples: GaugeSample[] = [];
  for (const { officeIfAny, image } of groups.hosted) {
    if (officeIfAny === undefined) continue;
    for (const { groupId, topic, partition, offset } of image.allOffsets()) {
      if (samples.length >= LAG_SERIES_MAX) return samples;
      const end = watermarks.get({ topic, partition });
      if (end === undefined) continue;
      const labels = { group: groupId, topic, partition: String(partition) };
      samples.push({ labels, value: Math.max(0, end - offset) });
    }
  }
  return samples;
}
