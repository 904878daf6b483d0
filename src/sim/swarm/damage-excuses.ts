/**
 * What may stay wrong with the damaged broker: only what it has said itself. It does not start, since it refuses to; or
 * it is up, and its readiness names the replicas that have failed on it. Nobody repairs it here: a replaced disk is another
 * voter, and takes a membership change.
 */
import { METADATA_TOPIC } from '../../model/topic-partition.ts';
import { StorageRefused } from '../../storage/storage-refused.ts';
import type { SwarmWorld } from './world.ts';

export interface Excuses {
  /** These take part in everything. */
  readonly well: readonly number[];
  /** Of what broker `by` says. */
  isExcused(by: number, complaint: string): boolean;
  /** Complaints about replicas that were not spoiled are never excused. */
  hasFailed(broker: number, topic: string, partition: number): boolean;
}

export function excusesOf({ fleet, checks }: Pick<SwarmWorld, 'fleet' | 'checks'>): Excuses {
  const { damaged } = checks;
  if (damaged === undefined || !damaged.isHit) return everybodyOf(fleet.ids);
  const { id } = damaged;
  const well = fleet.ids.filter((other) => other !== id);
  if (!fleet.isUp(id)) {
    if (!(fleet.refusalOf(id) instanceof StorageRefused)) return everybodyOf(fleet.ids);
    return {
      well,
      isExcused: (by, complaint) =>
        by === id || complaint === `Broker ${id} cannot be reached.` || lacksOne(complaint),
      hasFailed: (broker) => broker === id,
    };
  }
  const said = fleet.readiness(id);
  const saysFailed = (topic: string, partition: number): boolean =>
    damaged.spoils(id, topic, partition) &&
    said.some((why) => why.startsWith(nameOf(topic, partition)));
  const isOut = saysFailed(METADATA_TOPIC, 0);
  return {
    well: isOut ? well : fleet.ids,
    isExcused: (by, complaint) => {
      if (isOut) return by === id || lacksOne(complaint);
      const [, topic = '', partition] = /^(\S+)\/(\d+) has /.exec(complaint) ?? [];
      if (!saysFailed(topic, Number(partition))) return false;
      return (
        lacksOne(complaint) || (by === id && complaint.startsWith(nameOf(topic, Number(partition))))
      );
    },
    hasFailed: (broker, topic, partition) =>
      broker === id && (isOut || saysFailed(topic, partition)),
  };
}

function everybodyOf(ids: readonly number[]): Excuses {
  return { well: ids, isExcused: () => false, hasFailed: () => false };
}

function nameOf(topic: string, partition: number): string {
  const name = topic === METADATA_TOPIC ? 'The metadata group' : `${topic}/${partition}`;
  return `${name} has failed on this broker: `;
}

function lacksOne(complaint: string): boolean {
  const [, inSync, all] = / has (\d+) of (\d+) replicas in sync\.$/.exec(complaint) ?? [];
  return Number(inSync) === Number(all) - 1;
}
