/**
 * What the disk of the damaged broker may spoil: any byte of any file of its, but those that nothing else vouches for. A last
 * write that is gone cannot be told from one that a crash cut short, by any log that has no second copy of its end; so
 * - of a log only what lies below the durable mark of a later write that is committed: no truncation takes that one away;
 * - of the votes all but the last block that is durable, unless it is the first, which was there before the file had its name.
 * Both are read off the synced bytes, since a power cut may follow.
 */
import { partitionDirectory } from '../../host/partition-directory.ts';
import { isAtOrBefore, isBefore, later, ORIGIN, type Position } from '../../model/position.ts';
import type { GroupId } from '../../model/topic-partition.ts';
import { LOG_SUFFIX } from '../../storage/directory-repair.ts';
import { blockPlaces } from '../../storage/hard-state-file.ts';
import { LogDamage } from '../../storage/log.ts';
import { HARD_STATE } from '../../storage/meta-properties.ts';
import { decodeSeal, encodeGroupIdentity, SEAL_BYTES, type Seal } from '../../storage/seal.ts';
import { DATA_DIRECTORY } from '../cluster.ts';
import type { FileNode } from '../disk-tree.ts';
import type { SimDisk } from '../disk.ts';

export interface DamageTarget {
  readonly path: string;
  readonly node: FileNode;
  /** Its first bytes, so many of them, may be spoiled. */
  readonly end: number;
  readonly isLastSegment: boolean;
}

/** A replica of the broker. */
export interface HostedLog {
  readonly group: GroupId;
  readonly topic: string;
  readonly commitIndex: Position;
}

export function damageTargets(disk: SimDisk, logs: Iterable<HostedLog>): DamageTarget[] {
  const targets = [...disk.syncedFiles(DATA_DIRECTORY)].map(([name, node]) => ({
    path: `${DATA_DIRECTORY}/${name}`,
    node,
    end: name === HARD_STATE ? vouchedVotes(node) : node.durableSize,
    isLastSegment: false,
  }));
  for (const log of logs) targets.push(...targetsOf(disk, log));
  return targets
    .filter(({ path, node, end }) => end > 0 && disk.fileAt(path) === node)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function targetsOf(disk: SimDisk, log: HostedLog): DamageTarget[] {
  const directory = partitionDirectory(DATA_DIRECTORY, log.topic, log.group.partition);
  const files = [...disk.syncedFiles(directory)].sort(([a], [b]) => (a < b ? -1 : 1));
  const segments = files.filter(([name]) => name.endsWith(LOG_SUFFIX));
  const vouched = vouchedLog(
    segments.map(([, node]) => node),
    log,
  );
  return files.map(([name, node]) => ({
    path: `${directory}/${name}`,
    node,
    end: vouched.get(node) ?? node.durableSize,
    isLastSegment: node === segments.at(-1)?.[1],
  }));
}

interface FoundSeal {
  readonly node: FileNode;
  readonly at: number;
  readonly seal: Seal;
}

/** Of each segment, oldest first, up to which byte. */
function vouchedLog(segments: readonly FileNode[], log: HostedLog): Map<FileNode, number> {
  const identity = encodeGroupIdentity(log.group);
  const seals = segments.flatMap((node) => sealsOf(node, identity));
  let mark = ORIGIN;
  for (const [at, { seal }] of seals.entries()) {
    const end = seals[at + 1]?.seal.prev;
    if (end !== undefined && isAtOrBefore(end, log.commitIndex)) mark = later(mark, seal.synced);
  }
  const ends = new Map(segments.map((node) => [node, 0]));
  for (const [at, { node, seal }] of seals.entries()) {
    const next = seals[at + 1];
    if (next === undefined || isBefore(mark, next.seal.prev) || isBefore(mark, seal.prev)) continue;
    ends.set(node, next.node === node ? next.at : node.durableSize);
  }
  return ends;
}

/** What is spoiled already ends it: behind that nothing more is spoiled in this segment. */
function sealsOf(node: FileNode, identity: Uint8Array): FoundSeal[] {
  const seals: FoundSeal[] = [];
  const bytes = node.readDurable(0, node.durableSize);
  try {
    for (let at = 0; at < bytes.length;) {
      const seal = decodeSeal(bytes, at, identity);
      if (typeof seal === 'string') break;
      seals.push({ node, at, seal });
      at += SEAL_BYTES + seal.entriesBytes;
    }
  } catch (error) {
    if (!(error instanceof LogDamage)) throw error;
  }
  return seals;
}

function vouchedVotes(node: FileNode): number {
  const places = blockPlaces(node.readDurable(0, node.durableSize));
  const last = places.at(-1);
  if (last === undefined) return 0;
  return places.length === 1 ? last.end : last.at;
}
