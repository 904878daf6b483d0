import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { realText, sha256 } from '../real-text.ts';
import { consumeAll, lastOfDenseOffsets, moveLeader, produceLines } from '../text-round-trip.ts';
import { showCount, showMegabytes, showSeconds } from './figures.ts';

const LINES_MIN = 250_000;
const PARTITION = { topic: 'text', partition: 0 };

/** Real text through the commands and one partition, with `moves` leader changes before it and as many between. */
export async function showText(moves: number): Promise<string> {
  await using cluster = await ClusterProcesses.start();
  await cluster.createTopic(PARTITION.topic);
  const text = realText(LINES_MIN);
  await moveLeader(cluster, PARTITION, moves);
  const produced = await produceLines(cluster, PARTITION.topic, text.bytes);
  if (produced.code !== 0) throw new Error(`produce failed: ${produced.stderr}`);
  await moveLeader(cluster, PARTITION, moves);
  const consumed = await consumeAll(cluster, PARTITION.topic);
  const digest = sha256(consumed.stdout);
  if (digest !== text.sha256) throw new Error(`in ${text.sha256}, out ${digest}`);
  const offsets = await consumeAll(cluster, PARTITION.topic, '-f', String.raw`%o\n`);
  const last = lastOfDenseOffsets(offsets.stdout);
  if (last !== text.lines - 1) throw new Error(`the last offset is ${last} of ${text.lines} lines`);
  return [
    `${showCount(text.lines)} lines, ${showMegabytes(text.bytes.length)}, ${moves} leader changes before and ${moves} between:`,
    `sha256 ${digest.slice(0, 16)}... in and out, offsets 0 to ${last} without a gap;`,
    `produce ${showSeconds(produced.ms)}, consume ${showSeconds(consumed.ms)}`,
  ].join(' ');
}
