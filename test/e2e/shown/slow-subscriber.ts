import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type FlotillaConnection } from '../../../src/client/connection.ts';
import { encodeRequest } from '../../../src/protocol/client-frame.ts';
import { BatchBuilder } from '../../../src/record/batch-builder.ts';
import {
  baseOffsetAt,
  lastOffsetDeltaAt,
  recordsCountAt,
} from '../../../src/record/batch-header.ts';
import { ClusterProcesses } from '../../support/cluster-processes.ts';
import { openSocket } from '../raw-sockets.ts';
import { median, showCount, showMegabytes, showSeconds } from './figures.ts';
import { residentBytes } from './memory.ts';

const FAST = 100;
const RUNS = 3;
const RECORDS = 8000;
const RECORD_BYTES = 1000;
const BATCH_RECORDS = 16;
/** Longer than a run, so that the readers that are to be closed are so at the end. */
const STALL_MS = 20_000;
const SAMPLE_MS = 50;
const MOST_CREDIT = 2 ** 31 - 1;
/** Of a fast reader; given back as records come. */
const CREDIT = { creditBytes: 1 << 20, creditRecords: 10_000 };
const TP = { topic: 'feed', partition: 0 };

/**
 * A hundred subscribers of one partition, each reading all of it, alone and beside two slow ones: one that gives no
 * credit back, and one with all the credit there is that does not read its socket.
 */
export async function showSlowSubscriber(tell: (line: string) => void): Promise<string> {
  await using cluster = await ClusterProcesses.start({
    settings: { 'websocket.slow.reader.timeout.ms': STALL_MS },
  });
  await cluster.createTopic(TP.topic);
  const { url, nodeId } = cluster.place(await cluster.leaderOf(TP));
  await fill(await cluster.client(nodeId));
  const fast = await Promise.all(Array.from({ length: FAST }, () => connect(url)));
  await readAll(fast);
  const memory = sampleMemory(cluster.pidOf(nodeId)!);
  const alone: number[] = [];
  const among: number[] = [];
  let mostAlone = 0;
  let mostAmong = 0;
  // In turns, so that whatever else this machine does meets both.
  for (let run = 0; run < RUNS; run += 1) {
    alone.push(await readAll(fast));
    mostAlone = Math.max(mostAlone, memory.takeMost());
    const slow = [await pausedReader(url), await stalledReader(url)];
    among.push(await readAll(fast));
    mostAmong = Math.max(mostAmong, memory.takeMost());
    for (const reader of slow) await reader.end();
    tell(`${showSeconds(alone.at(-1)!)} alone, ${showSeconds(among.at(-1)!)} among slow ones`);
  }
  memory.stop();
  await Promise.all(fast.map((client) => client.close()));

  const paused = await pausedReader(url);
  const stalled = await stalledReader(url);
  const startedAtMs = performance.now();
  await untilClosed(url);
  const closedMs = performance.now() - startedAtMs;
  const pausedAt = paused.received;
  await paused.catchUp();
  await Promise.all([paused.end(), stalled.end()]);
  const rate = (times: readonly number[]): string =>
    `${showMegabytes((FAST * RECORDS * RECORD_BYTES * 1000) / median(times))}/s`;
  return [
    `${FAST} subscribers of one partition, each reading all ${showCount(RECORDS)} records: ${rate(alone)} in all without and ${rate(among)} with two slow ones beside them (median of ${RUNS});`,
    `broker memory at most ${showMegabytes(mostAlone)} without and ${showMegabytes(mostAmong)} with them;`,
    `the one without credit was paused at ${showCount(pausedAt)} records and then read on to the end without a gap;`,
    `the one that did not read its socket was closed after ${showSeconds(closedMs)} with 1013 (limit ${STALL_MS / 1000} s)`,
  ].join(' ');
}

interface SlowReader {
  readonly received: number;
  catchUp(): Promise<void>;
  end(): Promise<void>;
}

async function fill(client: FlotillaConnection): Promise<void> {
  const value = new Uint8Array(RECORD_BYTES).fill(120);
  for (let base = 0; base < RECORDS; base += BATCH_RECORDS) {
    const builder = new BatchBuilder();
    for (let i = 0; i < BATCH_RECORDS; i += 1) {
      builder.append({ key: null, value, timestampMs: Date.now() });
    }
    await client.produce({ ...TP, acks: -1, timeoutMs: 10_000, records: builder.finish() });
  }
}

/** Gives the time until the last one has read the last record. */
async function readAll(clients: readonly FlotillaConnection[]): Promise<number> {
  const startedAtMs = performance.now();
  await Promise.all(clients.map(readOne));
  return performance.now() - startedAtMs;
}

async function readOne(client: FlotillaConnection): Promise<void> {
  let next = 0;
  let isDone = (): void => {};
  const done = new Promise<void>((resolve) => (isDone = resolve));
  const subscription = client.subscribe({
    ...TP,
    start: 'earliest',
    ...CREDIT,
    onRecords: (batches) => {
      next = follow(batches, next);
      subscription.addCredit(bytesOf(batches), recordsOf(batches));
      if (next >= RECORDS) isDone();
    },
    onEnded: (error) => {
      throw error;
    },
  });
  await done;
  await subscription.close();
}

function follow(batches: readonly Uint8Array[], from: number): number {
  let next = from;
  for (const batch of batches) {
    if (baseOffsetAt(batch) !== next) throw new Error(`wanted ${next}, got ${baseOffsetAt(batch)}`);
    next += lastOffsetDeltaAt(batch) + 1;
  }
  return next;
}

function bytesOf(batches: readonly Uint8Array[]): number {
  return batches.reduce((sum, batch) => sum + batch.length, 0);
}

function recordsOf(batches: readonly Uint8Array[]): number {
  return batches.reduce((sum, batch) => sum + recordsCountAt(batch), 0);
}

async function pausedReader(url: string): Promise<SlowReader> {
  const client = await connect(url);
  let received = 0;
  const subscription = client.subscribe({
    ...TP,
    start: 'earliest',
    creditBytes: 64 * 1024,
    creditRecords: 10_000,
    onRecords: (batches) => {
      received = follow(batches, received);
    },
    onEnded: (error) => {
      throw error;
    },
  });
  await subscription.started;
  return {
    get received() {
      return received;
    },
    catchUp: async () => {
      subscription.addCredit(MOST_CREDIT / 2, MOST_CREDIT / 2);
      const isAtEnd = (): boolean => received >= RECORDS;
      while (!isAtEnd()) await sleep(10);
    },
    end: async () => {
      await subscription.close();
      await client.close();
    },
  };
}

async function stalledReader(url: string): Promise<Pick<SlowReader, 'end'>> {
  const socket = await openSocket(url);
  const hello = { protocolVersionMin: 1, protocolVersionMax: 1 };
  const credit = { creditBytes: MOST_CREDIT, creditRecords: MOST_CREDIT };
  for (const frame of [
    encodeRequest(1, { hello }),
    encodeRequest(2, { subscribe: { ...TP, earliest: {}, ...credit } }),
  ]) {
    socket.send(Buffer.concat(frame));
  }
  socket.pause();
  return { end: async () => socket.terminate() };
}

/** Until the broker says that it has closed a connection with 1013. */
async function untilClosed(url: string): Promise<void> {
  const metrics = url.replace('ws:', 'http:').concat('/metrics');
  for (;;) {
    const text = await (await fetch(metrics)).text();
    if (/^flotilla_websocket_closes_total\{code="1013"\} [1-9]/m.test(text)) return;
    await sleep(SAMPLE_MS);
  }
}

function sampleMemory(pid: number): { takeMost(): number; stop(): void } {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentBytes(pid))), SAMPLE_MS);
  return {
    takeMost: () => {
      const taken = most;
      most = residentBytes(pid);
      return taken;
    },
    stop: () => clearInterval(timer),
  };
}
