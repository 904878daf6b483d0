/** `status()`: what happens to a client's connection, for as many as want to know. */
import type { ClientStatus } from '../types/events.ts';

/** A reader that takes none loses the oldest: the present state is worth more than the history. */
const UNREAD_MAX = 64;

export class StatusFeed {
  private readonly readers = new Set<StatusReader>();
  private last: ClientStatus | undefined;

  /** Begins with how it stands now. */
  read(): AsyncIterableIterator<ClientStatus> {
    const reader = new StatusReader(() => this.readers.delete(reader));
    this.readers.add(reader);
    if (this.last !== undefined && this.last.kind !== 'closed') reader.push(this.last);
    return reader;
  }

  push(status: ClientStatus): void {
    this.last = status;
    for (const reader of [...this.readers]) reader.push(status);
  }
}

class StatusReader implements AsyncIterableIterator<ClientStatus> {
  private readonly leave: () => void;
  private readonly unread: ClientStatus[] = [];
  private readonly waiting: ((result: IteratorResult<ClientStatus>) => void)[] = [];
  private isOver = false;

  constructor(leave: () => void) {
    this.leave = leave;
  }

  push(status: ClientStatus): void {
    const waiting = this.waiting.shift();
    if (waiting !== undefined) waiting({ value: status, done: false });
    else this.unread.push(status);
    if (this.unread.length > UNREAD_MAX) this.unread.shift();
    if (status.kind === 'closed') this.end();
  }

  next(): Promise<IteratorResult<ClientStatus>> {
    const status = this.unread.shift();
    if (status !== undefined) return Promise.resolve({ value: status, done: false });
    if (this.isOver) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  return(): Promise<IteratorResult<ClientStatus>> {
    this.unread.length = 0;
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): void {
    this.isOver = true;
    this.leave();
    for (const waiting of this.waiting.splice(0)) waiting({ value: undefined, done: true });
  }
}
