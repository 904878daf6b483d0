/**
 * The two changes of a partition directory that take several disk operations, written so that a crash at any point
 * leaves an intent behind which says how to finish. Used to make the change, and again by recovery to finish it;
 * doing either twice does no harm.
 */
import { DiskFault, type Disk } from '../platform/disk.ts';
import { removeIfThere } from './framed-file.ts';
import { LOG_START, RESET, REWRITE, type TailRewrite } from './log-files.ts';
import { LogDamage } from './log.ts';

export const LOG_SUFFIX = '.log';
export const INDEX_SUFFIX = '.index';
export const TIME_INDEX_SUFFIX = '.timeindex';

export function logPath(directory: string, segmentName: string): string {
  return `${directory}/${segmentName}${LOG_SUFFIX}`;
}

/** Not durable by itself. */
export async function removeIndexFiles(disk: Disk, directory: string, name: string): Promise<void> {
  await removeIfThere(disk, `${directory}/${name}${INDEX_SUFFIX}`);
  await removeIfThere(disk, `${directory}/${name}${TIME_INDEX_SUFFIX}`);
}

/** Segments, their indexes, what this folder keeps beside them, and what a crash left of writing one of those. */
const OWN_FILE =
  /^(?:\d{20}\.(?:log|index|timeindex)|log-start|rewrite|clean-stop|producer-state)(?:\.new)?$|^reset\.new$/;

/**
 * RAFT.md rule 15, once the intent `reset` is durable: delete everything else, then make the intent the checkpoint.
 * The deletions are durable before the rename; otherwise an old segment could come back under the new base.
 */
export async function finishReset(disk: Disk, directory: string): Promise<void> {
  for (const entry of await disk.list(directory)) {
    if (OWN_FILE.test(entry.name)) await disk.remove(`${directory}/${entry.name}`);
  }
  await disk.syncDirectory(directory);
  await disk.rename(`${directory}/${RESET}`, `${directory}/${LOG_START}`);
  await disk.syncDirectory(directory);
}

/** Once the intent `rewrite` is durable: the segment ends with the intent's bytes, synced; then the intent goes. */
export async function finishRewrite(
  disk: Disk,
  directory: string,
  rewrite: TailRewrite,
): Promise<void> {
  const path = logPath(directory, rewrite.segmentName);
  const file = await disk.open(path, 'write');
  try {
    if ((await file.size()) < rewrite.filePosition) {
      throw new LogDamage(`${path} is shorter than the rewrite of its tail wants`);
    }
    await file.truncate(rewrite.filePosition);
    await file.write(rewrite.filePosition, [rewrite.bytes]);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.remove(`${directory}/${REWRITE}`);
  await disk.syncDirectory(directory);
}

/** An absent directory is made, durably; the parent must exist. */
export async function listOrMakeDirectory(disk: Disk, directory: string): Promise<string[]> {
  try {
    const entries = await disk.list(directory);
    const strange = entries.find((entry) => entry.kind !== 'file');
    if (strange !== undefined) {
      throw new LogDamage(`${directory}/${strange.name} is not a plain file; move it elsewhere`);
    }
    return entries.map((entry) => entry.name);
  } catch (error) {
    if (!(error instanceof DiskFault && error.kind === 'not-found')) throw error;
    await disk.makeDirectory(directory);
    await disk.syncDirectory(directory.slice(0, directory.lastIndexOf('/')) || '/');
    return [];
  }
}
