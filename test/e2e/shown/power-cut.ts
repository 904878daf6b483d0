/**
 * A power cut of all brokers at once (FAILURES.md section 3). Their data lies on an ext4 file system in a file; a copy
 * of that file is what a disk holds that loses its page cache. The brokers stand still while it is copied, so that the
 * copy is of one moment; they are killed, and start again on the copy.
 */
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { LoopDisk } from '../../support/loop-disk.ts';
import { History, type HistoryFigures } from '../history.ts';
import { assertNone, showTimes } from './figures.ts';
import { showFigures } from './kills.ts';

const ROUNDS = 5;
const PARTITIONS = 3;

export async function showPowerCuts(tell: (line: string) => void): Promise<string> {
  if (process.getuid?.() !== 0) return 'skipped: only root may mount a disk image';
  using disk = new LoopDisk();
  await using cluster = await ClusterProcesses.start({ dataRoot: disk.mountPoint });
  const histories: History[] = [];
  const timesMs: number[] = [];
  let losses = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const topic = `round-${round}`;
    await cluster.createTopic(topic, PARTITIONS);
    const history = new History(cluster, topic, PARTITIONS);
    histories.push(history);
    await history.progress(1000);
    disk.writeCanary();
    cluster.pauseAll();
    disk.copy();
    await cluster.kill9All();
    await history.stopProducers();
    await history.stopReaders();
    disk.useCopy();
    // The kernel writes back by itself every few seconds: then this copy lost nothing, and shows less than the others.
    const hasLostSomething = !disk.hasCanary;
    if (hasLostSomething) losses += 1;
    const startedAtMs = performance.now();
    cluster.startAll();
    await cluster.waitLed();
    timesMs.push(performance.now() - startedAtMs);
    // All that was acknowledged in the rounds before has gone through this power cut too.
    for (const each of histories) assertNone((await each.check()).violations);
    const remark = hasLostSomething ? '' : ' (the unsynced canary had been written back by then)';
    tell(`power cut ${round}: ${showFigures((await history.check()).figures)}${remark}`);
  }
  if (losses === 0) throw new Error('No copy lost what was not synced: these were no power cuts.');
  const all = await Promise.all(histories.map(async (history) => (await history.check()).figures));
  return `${ROUNDS} power cuts of all brokers, ${losses} of which took an unsynced canary file: ${showFigures(sumOf(all))}; from the start to leaders everywhere: ${showTimes(timesMs)}`;
}

function sumOf(all: readonly HistoryFigures[]): HistoryFigures {
  const sum = (pick: (one: HistoryFigures) => number) =>
    all.reduce((total, one) => total + pick(one), 0);
  return {
    acknowledged: sum((one) => one.acknowledged),
    unknown: sum((one) => one.unknown),
    refused: sum((one) => one.refused),
    seen: sum((one) => one.seen),
    inLog: sum((one) => one.inLog),
  };
}
