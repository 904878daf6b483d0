/** One segmented log on the real disk, without Raft: append, write, sync. `npx tsx bench/micro/log-append.ts [directory]` */
import { crc32c } from '@node-rs/crc32';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installNativeCrc32c } from '../../src/base/crc32c.ts';
import { buildBatches } from '../../src/cli/bench/batches.ts';
import { term, uuid } from '../../src/model/ids.ts';
import type { LogEntry } from '../../src/model/log-entry.ts';
import { afterBatch } from '../../src/model/position.ts';
import { NodeClock } from '../../src/node/clock.ts';
import { NodeDisk } from '../../src/node/disk.ts';
import { createLogger } from '../../src/node/logger.ts';
import { stampBatch } from '../../src/record/batch-header.ts';
import { FlushScheduler } from '../../src/storage/flush-scheduler.ts';
import { SegmentedLog } from '../../src/storage/segmented-log.ts';
import { measureAsync } from './measure.ts';

installNativeCrc32c(crc32c);

const BYTES_A_ROUND = 64 * 1024 * 1024;
const IN_FLIGHT_BYTES = 4 * 1024 * 1024;
const directory = await mkdtemp(join(process.argv[2] ?? tmpdir(), 'flotilla-log-append-'));

for (const batchBytes of [1024, 16_384, 65_536, 1_048_576]) {
  const log = await openLog(join(directory, String(batchBytes)));
  const {
    batches,
    recordsPerBatch,
    batchBytes: size,
  } = buildBatches({ recordBytes: Math.min(batchBytes - 100, 1024), batchBytes }, 0);
  const rounds = Math.ceil(BYTES_A_ROUND / size);
  const window = Math.ceil(IN_FLIGHT_BYTES / size) * recordsPerBatch;
  const isSyncedTo = watch(log);
  await measureAsync(`append and sync ${rounds} batches of ${size} B`, rounds * size, async () => {
    for (let i = 0; i < rounds; i += 1) {
      // A copy, as a batch that arrives from a socket is one: the log keeps the bytes.
      const bytes = Uint8Array.from(batches[i % batches.length]!);
      appendBatch(log, bytes, recordsPerBatch);
      await isSyncedTo(log.lastPosition.nextOffset - window);
    }
    await isSyncedTo(log.lastPosition.nextOffset);
  });
  await log.close();
}
await rm(directory, { recursive: true });
process.exit();

async function openLog(path: string): Promise<SegmentedLog> {
  const clock = new NodeClock();
  return await SegmentedLog.open({
    disk: new NodeDisk(),
    clock,
    directory: path,
    group: { topicId: uuid('AAAAAAAAAAAAAAAAAAAAAA'), partition: 0 },
    bootstrap: { voters: [], learners: [] },
    settings: { segmentBytes: 2 ** 30, segmentMs: 1e9, retentionMs: -1, retentionBytes: -1 },
    flush: new FlushScheduler(4),
    logger: createLogger({ level: 'warn', pretty: false }),
  });
}

function appendBatch(log: SegmentedLog, bytes: Uint8Array, records: number): void {
  const prev = log.lastPosition;
  stampBatch(bytes, prev.nextOffset, 1);
  const end = afterBatch(prev, records);
  const entry: LogEntry = { kind: 'batch', prev, end, term: term(1), bytes };
  log.append([entry]);
}

/** Resolves when everything before an offset is synced. */
function watch(log: SegmentedLog): (offset: number) => Promise<void> {
  let synced = 0;
  let wake = (): void => undefined;
  const unexpected = (): never => {
    throw new Error('the log did something that this benchmark did not ask for');
  };
  log.listen({
    persisted(position) {
      synced = position.nextOffset;
      wake();
    },
    reset: unexpected,
    baseMoved: unexpected,
    failed: unexpected,
  });
  const isSyncedTo = (offset: number): boolean => synced >= offset;
  return async (offset) => {
    while (!isSyncedTo(offset)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
}
