/** What all clients of a run have. */
import { showTopicPartition } from '../../../src/model/topic-partition.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { History } from '../history.ts';
import { runsOf } from '../history.ts';
import { idOf, type Ids } from './records.ts';

export interface Surroundings {
  readonly history: History;
  readonly ids: Ids;
  /** Where our client finds the brokers, through their proxies. */
  readonly urls: readonly string[];
  /** Where kafkajs finds them. */
  readonly kafkaAddresses: readonly string[];
  /** What no fault explains. */
  readonly complain: (sentence: string) => void;
}

/** Something that runs until it is told to stop. */
export interface Client {
  stop(): Promise<void>;
}

interface PolledMessage {
  readonly offset: string;
  readonly value: { toString(): string } | null;
}

export function recordPolled(
  history: History,
  who: { readonly process: string; readonly group?: string },
  batch: {
    readonly topic: string;
    readonly partition: number;
    readonly messages: readonly PolledMessage[];
  },
): void {
  const { topic, partition, messages } = batch;
  const records = messages.map(({ offset, value }) => ({
    offset: Number(offset),
    id: idOf(value),
  }));
  if (records.length === 0) return;
  history.record({
    kind: 'polled',
    ...who,
    log: showTopicPartition({ topic, partition }),
    runs: runsOf(records),
  });
}

const PAUSE_MS = 200;

/** Until it does not fail, or somebody wants to stop. */
export async function insist(isStopping: () => boolean, attempt: () => Promise<void>) {
  while (!isStopping()) {
    try {
      await attempt();
      return;
    } catch {
      await sleep(PAUSE_MS);
    }
  }
}

export function showError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
