/** Bugs of what stands on the disk: written too late, synced too little, believed too much. */
import type { Edit, Finder, Mutants } from './mutant.ts';

const net = (subject: string): Finder => ({ kind: 'storage-net', subject, imagesMax: 20_000 });
const swarm: Finder = { kind: 'swarm', seedsMax: 40 };
/** From a seed on that has a damaged broker soon. */
const swarmFrom = (firstSeed: number): Finder => ({ kind: 'swarm', firstSeed, seedsMax: 20 });

const NO_LOG_SYNC: Edit = {
  file: 'storage/segment-files.ts',
  search: 'await this.file.sync();\n    if (!this.isNameNew) return;',
  replace: 'if (!this.isNameNew) return;',
};

export const STORAGE_MUTANTS: Mutants = {
  'log-not-synced': {
    what: 'the log is acknowledged from the page cache',
    rows: [3],
    edits: [NO_LOG_SYNC],
    finders: [net('log'), swarm],
  },
  'votes-not-synced': {
    what: 'the file of terms and votes is written and not synced',
    rows: [1],
    edits: [
      {
        file: 'storage/hard-state-store.ts',
        search: 'await file.write(this.end, [block]);\n    await file.sync();',
        replace: 'await file.write(this.end, [block]);',
      },
    ],
    finders: [net('hard-state'), swarm],
  },
  'lost-votes-are-none': {
    what: 'a file of votes that is gone or damaged counts as empty',
    rows: [2],
    edits: [
      {
        file: 'storage/hard-state-store.ts',
        search: 'const decoded = bytes && decodeHardStateFile(bytes, path);',
        replace:
          'let decoded: ReturnType<typeof decodeHardStateFile> | undefined;\n  try {\n    decoded = bytes && decodeHardStateFile(bytes, path);\n  } catch {\n    decoded = undefined;\n  }',
      },
    ],
    finders: [net('damage')],
  },
  'page-cache-trusted': {
    what: 'a restart takes what it can read for durable: the tail is not settled',
    rows: [4],
    edits: [
      {
        file: 'storage/recovery.ts',
        search: 'if (isLast && !isSettled) await',
        replace: 'if (isLast && !isSettled && scan.fault !== undefined) await',
      },
    ],
    finders: [net('log')],
  },
  'sync-tried-again': {
    what: 'a sync that failed is tried again, and the second one lies (fsyncgate)',
    rows: [5],
    edits: [
      {
        file: 'storage/segmented-log.ts',
        search: 'this.options.flush.run(() => this.files.sync());',
        replace: 'this.options.flush.run(() => this.files.sync().catch(() => this.files.sync()));',
      },
    ],
    finders: [net('faults')],
  },
  'tail-synced-not-rewritten': {
    what: 'after a failed sync the next start only syncs the tail, whose pages look clean',
    rows: [5],
    edits: [
      {
        file: 'storage/recovery.ts',
        search: 'if (tail.length > 0) {',
        replace: 'if (tail.length > 0 && scan.fault !== undefined) {',
      },
    ],
    finders: [net('faults')],
  },
  'damage-taken-for-torn': {
    what: 'damage of what was durable is cut off as if it were a torn tail',
    rows: [7],
    edits: [
      {
        file: 'storage/recovery.ts',
        search: 'if (isLast && isAtOrBefore(mark, soundEnd) &&',
        replace: 'if (isLast &&',
      },
    ],
    finders: [net('damage'), swarmFrom(93)],
  },
  'torn-taken-for-damage': {
    what: 'a torn tail is taken for damage: the replica is lost to every power cut',
    rows: [6],
    edits: [
      {
        file: 'storage/recovery.ts',
        search: 'if (isLast && isAtOrBefore(mark, soundEnd) &&',
        replace: 'if (isLast && tornBytes === 0 && isAtOrBefore(mark, soundEnd) &&',
      },
    ],
    finders: [net('log')],
  },
  'foreign-bytes-served': {
    what: 'bytes of another partition, written to the wrong place, are taken for ours',
    rows: [9, 51],
    edits: [
      {
        file: 'storage/seal.ts',
        search: 'return false;\n  return true;',
        replace: 'return true;\n  return true;',
      },
    ],
    finders: [net('damage')],
  },
  'batch-checksum-skipped': {
    what: 'the checksum of a batch is not looked at when it is read',
    rows: [9],
    edits: [
      {
        file: 'storage/group.ts',
        search: "return entry.kind !== 'batch' || crcIsTrue(entry.bytes);",
        replace: 'return true;',
      },
    ],
    finders: [net('damage'), swarmFrom(73)],
  },
  'name-not-synced': {
    what: 'a new segment is synced, and the directory that names it is not',
    rows: [10],
    edits: [
      {
        file: 'storage/segment-files.ts',
        search:
          'await this.modules.disk.syncDirectory(this.options.directory);\n    this.isNameNew = false;',
        replace: 'this.isNameNew = false;',
      },
    ],
    finders: [net('log')],
  },
  'rename-not-synced': {
    what: 'a file is put in the place of another, and the directory is not synced',
    rows: [10],
    edits: [
      {
        file: 'storage/framed-file.ts',
        search:
          'await disk.rename(temporary, `${directory}/${name}`);\n  await disk.syncDirectory(directory);',
        replace: 'await disk.rename(temporary, `${directory}/${name}`);',
      },
    ],
    finders: [net('all')],
  },
  'rename-before-sync': {
    what: 'a file is put in the place of another before its content is synced',
    rows: [11],
    edits: [
      {
        file: 'storage/framed-file.ts',
        search: 'await file.write(0, [bytes]);\n    await file.sync();',
        replace: 'await file.write(0, [bytes]);',
      },
    ],
    finders: [net('all')],
  },
  'base-stored-after-removal': {
    what: 'retention removes segments before the checkpoint of the new base is stored',
    rows: [44],
    edits: [
      {
        file: 'storage/segmented-log.ts',
        search: 'await this.files.storeBase(start);\n    // A reset',
        replace:
          'await this.files.removeFirst(start.base.position);\n    await this.files.storeBase(start);\n    // A reset',
      },
      {
        file: 'storage/segment-files.ts',
        search: '  /** Whole segments at or below the base go, oldest first.',
        replace:
          '  async removeFirst(below: Position): Promise<void> {\n    const first = this.segments[0];\n    if (first === undefined || isBefore(below, first.end)) return;\n    this.segments.shift();\n    await this.removeSegment(first);\n  }\n\n  /** Whole segments at or below the base go, oldest first.',
      },
    ],
    finders: [net('log')],
  },
  'uncommitted-dropped': {
    what: 'retention drops what is synced here, committed or not',
    rows: [44],
    edits: [
      {
        file: 'storage/segmented-log.ts',
        search:
          'const limit = earlier(committed, this.synced);\n      const count = segmentsToDrop(',
        replace:
          'const limit = later(committed, this.synced);\n      const count = segmentsToDrop(',
      },
    ],
    finders: [{ kind: 'tests', file: 'unit/storage/segmented-log.test.ts', title: 'retention' }],
  },
  'failed-cut-ignored': {
    what: 'a truncation that fails is not noticed',
    rows: [20],
    edits: [
      {
        file: 'storage/segment-files.ts',
        search:
          'await file.truncate(filePosition);\n      await file.sync();\n      this.file = file;',
        replace:
          'await file.truncate(filePosition).catch(() => undefined);\n      await file.sync();\n      this.file = file;',
      },
    ],
    finders: [{ kind: 'tests', file: 'unit/storage/segmented-log.test.ts', title: 'at a cut' }],
  },
  'persisted-beyond-a-cut': {
    what: 'a write that ends is reported up to its end, although a cut below it is queued',
    rows: [18],
    edits: [
      {
        file: 'storage/segmented-log.ts',
        search: 'const position = this.queue.cutAt(diskEnd);',
        replace: 'const position = earlier(diskEnd, this.last);',
      },
    ],
    finders: [
      { kind: 'tests', file: 'contract/log.test.ts', title: 'queued truncation' },
      net('log'),
    ],
  },
  'kept-part-not-rewritten': {
    what: 'a cut within a group takes what stays off the disk before it writes it again',
    rows: [12],
    edits: [
      {
        file: 'storage/segment-files.ts',
        search:
          'await replaceFile(disk, directory, REWRITE, encodeTailRewrite(identity, rewrite));',
        replace: '',
      },
      {
        file: 'storage/directory-repair.ts',
        search: 'await disk.remove(`${directory}/${REWRITE}`);',
        replace: 'await removeIfThere(disk, `${directory}/${REWRITE}`);',
      },
    ],
    finders: [net('log')],
  },
  'seam-skips': {
    what: 'a read that ends with a segment goes on one offset too far',
    rows: [39],
    edits: [
      {
        file: 'storage/log-reader.ts',
        search: 'segment.start.nextOffset <= offset);',
        replace: 'segment.start.nextOffset < offset);',
      },
    ],
    finders: [{ kind: 'tests', file: 'unit/storage/segmented-log.test.ts', title: 'fetching on' }],
  },
};
