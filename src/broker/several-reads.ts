/**
 * One long poll over several partitions: reads them all, and as long as that is not enough waits for the high watermark
 * of any of them to move.
 */
import { BrokerError } from '../model/errors.ts';
import { offset, term } from '../model/ids.ts';
import { readCommitted } from '../partition/reader.ts';
import type { Replica } from '../partition/replica.ts';
import type { Clock } from '../platform/clock.ts';
import type { FetchResult } from './api.ts';
import type { Divergence, PartitionRead, ReadOutcome, ReadRequest } from './local-api.ts';

export type ReplicaOfRead = (read: PartitionRead) => Replica;

interface Place {
  readonly read: PartitionRead;
  /** Undefined: `outcome` is a refusal. */
  readonly replica: Replica | undefined;
  outcome: ReadOutcome;
}

/** A new leader serves when its term-start is on a majority; after this long the reader is told to ask again. */
const SERVING_MS_MAX = 500;
const NOTHING_YET = new BrokerError('NOT_LEADER_OR_FOLLOWER');

export async function readSeveral(
  request: ReadRequest,
  replicaOf: ReplicaOfRead,
  clock: Clock,
): Promise<readonly ReadOutcome[]> {
  const deadlineMs = clock.monotonic() + request.waitMsMax;
  const places = request.partitions.map((read) => placeOf(read, replicaOf));
  await whenServing(places);
  for (;;) {
    await readAll(places, request);
    const leftMs = deadlineMs - clock.monotonic();
    if (leftMs <= 0 || request.signal.aborted || isEnough(places, request)) {
      return places.map(({ outcome }) => outcome);
    }
    await untilMoved(places, { waitMs: leftMs, signal: request.signal, clock });
  }
}

function placeOf(read: PartitionRead, replicaOf: ReplicaOfRead): Place {
  try {
    return { read, replica: replicaOf(read), outcome: NOTHING_YET };
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    return { read, replica: undefined, outcome: error };
  }
}

/** All at once: those that have no majority are not to hold up one another. */
async function whenServing(places: readonly Place[]): Promise<void> {
  const comeToServe = places.flatMap(({ replica }) =>
    replica?.isLeader === true && !replica.isServing
      ? [replica.waiters.wait(offset(Number.MAX_SAFE_INTEGER), SERVING_MS_MAX)]
      : [],
  );
  await Promise.allSettled(comeToServe);
}

async function readAll(places: readonly Place[], request: ReadRequest): Promise<void> {
  const count = places.length;
  let given = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const place = places[(request.first + turn) % count]!;
    if (place.replica === undefined) continue;
    place.outcome = await readOne(place.replica, place.read, request.bytesMax - given, given === 0);
    given += bytesOf(place.outcome);
  }
}

/** `isFirst`: nothing was read before it, so a batch that is larger than the room is given nevertheless. */
async function readOne(
  replica: Replica,
  read: PartitionRead,
  room: number,
  isFirst: boolean,
): Promise<ReadOutcome> {
  try {
    const divergence = divergenceOf(replica, read);
    if (divergence !== undefined) return divergence;
    if (replica.isLeader && !replica.isServing) throw NOTHING_YET;
    const bytesMax = Math.max(Math.min(read.bytesMax, room), 0);
    const wanted = { offset: read.offset, bytesMin: 0, bytesMax, deadlineMs: 0 };
    const result = await readCommitted(replica, wanted, () => 0);
    return isFirst ? result : { ...result, batches: fitting(result.batches, room) };
  } catch (error) {
    if (error instanceof BrokerError) return error;
    throw error;
  }
}

function fitting(batches: readonly Uint8Array[], room: number): readonly Uint8Array[] {
  let left = room;
  const end = batches.findIndex((batch) => (left -= batch.length) < 0);
  return end === -1 ? batches : batches.slice(0, end);
}

/** Where the log of the reader and this one part, if they do (KIP-595). */
function divergenceOf(replica: Replica, read: PartitionRead): Divergence | undefined {
  const { lastFetchedEpoch } = read;
  if (lastFetchedEpoch === undefined) return undefined;
  // A follower's log may lack what is committed.
  replica.refuseUnlessReadable();
  if (lastFetchedEpoch > replica.raft.currentTerm) throw new BrokerError('UNKNOWN_LEADER_EPOCH');
  const run = replica.log.endOfEpoch(term(lastFetchedEpoch));
  if (run === undefined) return undefined;
  if (run.epoch === lastFetchedEpoch && run.endOffset >= read.offset) return undefined;
  return { divergingEpoch: run.epoch, endOffset: run.endOffset };
}

function isEnough(places: readonly Place[], request: ReadRequest): boolean {
  let bytes = 0;
  for (const { outcome } of places) {
    if (!isResult(outcome)) return true;
    bytes += bytesOf(outcome);
  }
  return places.length === 0 || bytes >= Math.min(request.bytesMin, request.bytesMax);
}

interface Wait {
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

function untilMoved(places: readonly Place[], { waitMs, signal, clock }: Wait): Promise<void> {
  return new Promise((resolve) => {
    const watches: { cancel(): void }[] = [];
    const done = (): void => {
      timer.cancel();
      signal.removeEventListener('abort', done);
      for (const watch of watches) watch.cancel();
      resolve();
    };
    const timer = clock.setTimer(waitMs, done);
    signal.addEventListener('abort', done);
    for (const { replica, read, outcome } of places) {
      if (replica === undefined || !isResult(outcome)) continue;
      // Beyond the high watermark one waits for the offset that one has asked for.
      const after =
        outcome.highWatermark > read.offset ? outcome.highWatermark : offset(read.offset);
      // Others were read meanwhile: it may have come, or the office be lost, before anybody watched.
      if (replica.highWatermark > after || !replica.isServing) return done();
      const watch = replica.waiters.watch(after, done);
      // Too many wait there already: this one hears of that partition when its time is up.
      if (watch !== undefined) watches.push(watch);
    }
  });
}

export function isResult(outcome: ReadOutcome): outcome is FetchResult {
  return 'batches' in outcome;
}

function bytesOf(outcome: ReadOutcome): number {
  if (!isResult(outcome)) return 0;
  return outcome.batches.reduce((sum, batch) => sum + batch.length, 0);
}
