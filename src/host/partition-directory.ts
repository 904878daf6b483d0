/**
 * Where a partition's files lie: `<data>/<topic>-<partition>`, as in Kafka, with a `partition.metadata` that says which
 * topic id they belong to, so that a topic made again under an old name never opens the old one's log. What is deleted
 * is renamed first: a crash in between leaves nothing that could be taken for a partition.
 *
 * A directory of another topic id is put aside until that id is wanted again: a broker that replays the metadata may
 * for a moment want the topic that had the name before, while the log that lies there is the living one's.
 */
import { isUuidText } from '../base/uuid.ts';
import { uuid, type Uuid } from '../model/ids.ts';
import type { GroupId } from '../model/topic-partition.ts';
import { DiskFault, type Disk } from '../platform/disk.ts';
import { LOG_START, RESET } from '../storage/log-files.ts';
import { LogDamage } from '../storage/log.ts';

const METADATA = 'partition.metadata';
const DELETED = '.deleted';
const STRAY = '.stray';

export function partitionDirectory(data: string, topic: string, partition: number): string {
  return `${data}/${topic}-${partition}`;
}

/** Makes the directory, or finds that of this group; a stranger's is put aside, never deleted. */
export async function preparePartitionDirectory(
  disk: Disk,
  directory: string,
  group: GroupId,
): Promise<void> {
  const owner = await readTopicId(disk, directory);
  if (owner === group.topicId) return;
  if (owner !== undefined) {
    await move(disk, directory, besides(directory, { ...group, topicId: owner }, STRAY));
  }
  const stray = besides(directory, group, STRAY);
  if ((await readTopicId(disk, stray)) === group.topicId) {
    await removeUnused(disk, directory);
    await move(disk, stray, directory);
    return;
  }
  await disk.makeDirectory(directory);
  const file = await disk.open(`${directory}/${METADATA}`, 'write');
  try {
    await file.truncate(0);
    await file.write(0, [new TextEncoder().encode(`version: 0\ntopic_id: ${group.topicId}\n`)]);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.syncDirectory(directory);
  await disk.syncDirectory(parentOf(directory));
}

/**
 * For a group that this broker has taken part in: a log that is gone must not be mistaken for one that is empty, or the
 * replica would vote and acknowledge as if it had never promised anything (FAILURES.md row 2).
 */
export async function requireLog(disk: Disk, directory: string): Promise<void> {
  const names = await namesIn(disk, directory);
  if (names?.some((name) => name === LOG_START || name === RESET)) return;
  throw new LogDamage(
    `${directory} has lost its log, so this replica no longer knows what it promised and takes no part; restore the directory`,
  );
}

export async function deletePartitionDirectory(
  disk: Disk,
  directory: string,
  group: GroupId,
): Promise<void> {
  const doomed = besides(directory, group, DELETED);
  for (const place of [directory, besides(directory, group, STRAY)]) {
    if ((await readTopicId(disk, place)) !== group.topicId) continue;
    await move(disk, place, doomed);
    await removeTree(disk, doomed);
  }
}

/** What a crash left half deleted. */
export async function removeDeletedDirectories(disk: Disk, data: string): Promise<void> {
  for (const entry of await disk.list(data)) {
    if (entry.kind === 'directory' && entry.name.endsWith(DELETED)) {
      await removeTree(disk, `${data}/${entry.name}`);
    }
  }
}

/** What a crash left of a preparation: the directory has no owner yet, and no log. */
async function removeUnused(disk: Disk, directory: string): Promise<void> {
  const names = await namesIn(disk, directory);
  if (names === undefined || names.some((name) => name !== METADATA)) return;
  await removeTree(disk, directory);
}

async function namesIn(disk: Disk, directory: string): Promise<string[] | undefined> {
  try {
    return (await disk.list(directory)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof DiskFault && error.kind === 'not-found') return undefined;
    throw error;
  }
}

async function removeTree(disk: Disk, directory: string): Promise<void> {
  for (const { name, kind } of await disk.list(directory)) {
    if (kind === 'directory') await removeTree(disk, `${directory}/${name}`);
    else await disk.remove(`${directory}/${name}`);
  }
  await disk.removeDirectory(directory);
}

/** Without the topic's name: it may be as long as a name in a file system can be. */
function besides(directory: string, group: GroupId, ending: string): string {
  return `${parentOf(directory)}/${group.topicId}-${group.partition}${ending}`;
}

async function move(disk: Disk, from: string, to: string): Promise<void> {
  await disk.rename(from, to);
  await disk.syncDirectory(parentOf(from));
}

/** Undefined also when the file says nothing that could be an id: the log has the id under a checksum of its own. */
async function readTopicId(disk: Disk, directory: string): Promise<Uuid | undefined> {
  try {
    const file = await disk.open(`${directory}/${METADATA}`, 'read');
    try {
      const text = new TextDecoder().decode(await file.read(0, await file.size()));
      const [, id] = /^topic_id: (\S+)$/m.exec(text) ?? [];
      return id !== undefined && isUuidText(id) ? uuid(id) : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof DiskFault && error.kind === 'not-found') return undefined;
    throw error;
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
