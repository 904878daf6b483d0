/**
 * Turns the core's `send-entries` into AppendEntries that carry the entries. Entries in memory go out at once;
 * from the disk they come later, and then everything behind them to the same follower waits its turn, so that the
 * order of the core is kept. What belongs to a term that has ended meanwhile is dropped.
 */
import type { NodeId, Term } from '../model/ids.ts';
import type { LogEntry } from '../model/log-entry.ts';
import type { Position } from '../model/position.ts';
import type { AppendEntriesRequest, Message } from '../raft/messages.ts';
import { DiskFault } from '../platform/disk.ts';
import { LogDamage, type Log } from '../storage/log.ts';

export interface EntrySenderModules {
  readonly log: Log;
  readonly currentTerm: () => Term;
  readonly send: (to: NodeId, message: Message) => void;
  readonly damaged: (reason: string) => void;
}

/** More than the core's window of messages in flight; past it a follower is served again by the core's probe. */
const QUEUED_MAX = 1024;

export class EntrySender {
  private readonly modules: EntrySenderModules;
  private readonly queues = new Map<NodeId, { tail: Promise<void>; length: number }>();

  constructor(modules: EntrySenderModules) {
    this.modules = modules;
  }

  /** A message without entries, in its place behind those that still are being read. */
  send(to: NodeId, message: Message): void {
    const queue = this.queues.get(to);
    if (queue === undefined) this.modules.send(to, message);
    else this.enqueue(to, () => this.modules.send(to, message));
  }

  sendEntries(to: NodeId, request: Omit<AppendEntriesRequest, 'entries'>, upTo: Position): void {
    if (this.queues.has(to)) {
      this.enqueue(to, () => this.readAndSend(to, request, upTo));
      return;
    }
    const reading = this.readAndSend(to, request, upTo);
    if (reading !== undefined) this.enqueue(to, () => reading);
  }

  private readAndSend(
    to: NodeId,
    request: Omit<AppendEntriesRequest, 'entries'>,
    upTo: Position,
  ): Promise<void> | undefined {
    if (request.term !== this.modules.currentTerm()) return undefined;
    const found = this.modules.log.readEntries(request.prevLogIndex, upTo);
    if (!('then' in found)) {
      this.deliver(to, request, found);
      return undefined;
    }
    return found.then(
      (entries) => this.deliver(to, request, entries),
      (error: unknown) => this.readFailed(error),
    );
  }

  private deliver(
    to: NodeId,
    request: Omit<AppendEntriesRequest, 'entries'>,
    entries: readonly LogEntry[],
  ): void {
    if (request.term !== this.modules.currentTerm()) return;
    this.modules.send(to, { ...request, entries });
  }

  /** Truncation and retention race with reads and are harmless: the core finds out and sends again. Damage is not. */
  private readFailed(error: unknown): void {
    if (error instanceof LogDamage && error.kind === 'gone') return;
    // So is a moment in which the process has no file to spare.
    if (error instanceof DiskFault && error.kind === 'too-many-files') return;
    if (error instanceof LogDamage) this.modules.damaged(error.message);
    else throw error;
  }

  private enqueue(to: NodeId, act: () => Promise<void> | undefined | void): void {
    const queue = this.queues.get(to) ?? { tail: Promise.resolve(), length: 0 };
    if (queue.length >= QUEUED_MAX) return;
    queue.length += 1;
    queue.tail = queue.tail
      .then(act)
      .catch((error: unknown) => this.modules.damaged(String(error)))
      .then(() => {
        queue.length -= 1;
        if (queue.length === 0) this.queues.delete(to);
      });
    this.queues.set(to, queue);
  }
}
