/**
 * What clients did and saw in one run, in the order in which this process saw it. A record is known by its id, which is
 * sent once in the whole run. The checker reads nothing else, so a history that was kept on disk can be checked again.
 */
import { createWriteStream, readFileSync, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Consecutive offsets from `offset` on, with what was at each. */
export interface Run {
  readonly offset: number;
  readonly ids: readonly number[];
}

/** The ids `first` to `first + count - 1`, in one call. `log` is `topic/partition`. */
interface Records {
  readonly process: string;
  readonly log: string;
  readonly first: number;
  readonly count: number;
}

export type Happening =
  | ({ readonly kind: 'sent' } & Records)
  /** Without `offset`: the broker has them and no longer knows where. */
  | ({ readonly kind: 'acknowledged'; readonly offset?: number } & Records)
  /** Said to be written nowhere, now and later. */
  | ({ readonly kind: 'refused'; readonly error: string } & Records)
  | ({ readonly kind: 'unknown'; readonly error: string } & Records)
  /** One batch as a client handed it out. */
  | {
      readonly kind: 'polled';
      readonly process: string;
      readonly group?: string;
      readonly log: string;
      readonly runs: readonly Run[];
    }
  /** What the process polls next may lie elsewhere, in one log or in all; at `offset`, if that is known. */
  | {
      readonly kind: 'positioned';
      readonly process: string;
      readonly log?: string;
      readonly offset?: number;
    }
  /** A commit was acknowledged. */
  | {
      readonly kind: 'committed';
      readonly group: string;
      readonly log: string;
      readonly offset: number;
    }
  /** Somebody begins to ask for the committed offsets of a group, and later is told. */
  | { readonly kind: 'commits-asked'; readonly process: string; readonly group: string }
  | {
      readonly kind: 'commit-told';
      readonly process: string;
      readonly group: string;
      readonly log: string;
      /** Null: there is none. */
      readonly offset: number | null;
    }
  /** `reader`, a process or a group, is said to have polled all of [start, end) by now. */
  | {
      readonly kind: 'read-to-end';
      readonly reader: string;
      readonly log: string;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'fault'; readonly text: string };

export type Event = Happening & { readonly atMs: number };

export class History {
  readonly events: Event[] = [];
  private readonly file: WriteStream;
  private readonly startedAtMs = performance.now();

  constructor(path: string) {
    this.file = createWriteStream(path);
  }

  get nowMs(): number {
    return Math.round(performance.now() - this.startedAtMs);
  }

  record(happening: Happening): void {
    const event = { atMs: this.nowMs, ...happening };
    this.events.push(event);
    this.file.write(`${JSON.stringify(event)}\n`);
  }

  async close(): Promise<void> {
    this.file.end();
    await finished(this.file);
  }
}

export function readHistory(path: string): Event[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Event);
}

/** Cut into runs, as records of a batch come with an offset each. */
export function runsOf(records: Iterable<{ offset: number; id: number }>): Run[] {
  const runs: { offset: number; ids: number[] }[] = [];
  for (const { offset, id } of records) {
    const last = runs.at(-1);
    if (last !== undefined && offset === last.offset + last.ids.length) last.ids.push(id);
    else runs.push({ offset, ids: [id] });
  }
  return runs;
}
