import { fdatasync, ftruncateSync, openSync, writev } from 'node:fs';
import type { FrameRun } from './frames.ts';

export type Durability = 'fsync' | 'page-cache';

/** Then the file starts over, so that a long run does not fill the disk; a default run stays below. */
const FILE_BYTES_MAX = 2 ** 30;

/**
 * Group commit (PERFORMANCE.md 2.1): one write in flight, everything that queued up meanwhile goes into the
 * next `writev`, one fdatasync for it, one cumulative answer. The queue is bounded by what the client keeps in flight.
 */
export class AppendFile {
  private readonly fd: number;
  private readonly durability: Durability;
  private readonly persisted: (framesInAll: number) => void;
  private queue: Buffer[] = [];
  private queuedBytes = 0;
  private isWriting = false;
  private position = 0;
  private frames = 0;

  constructor(path: string, durability: Durability, persisted: (framesInAll: number) => void) {
    this.fd = openSync(path, 'w');
    this.durability = durability;
    this.persisted = persisted;
  }

  append(run: FrameRun): void {
    for (const chunk of run.chunks) this.queue.push(chunk);
    this.queuedBytes += run.bytes;
    this.frames += run.frames;
    if (!this.isWriting) this.writeQueued();
  }

  private writeQueued(): void {
    const { queue, queuedBytes, frames } = this;
    this.queue = [];
    this.queuedBytes = 0;
    this.isWriting = true;
    if (this.position > FILE_BYTES_MAX) {
      ftruncateSync(this.fd);
      this.position = 0;
    }
    const finish = (error: Error | null): void => {
      if (error !== null) throw error;
      this.isWriting = false;
      this.persisted(frames);
      if (this.queue.length > 0) this.writeQueued();
    };
    writev(this.fd, queue, this.position, (error, written) => {
      if (error !== null) throw error;
      if (written !== queuedBytes) throw new Error('the disk took only a part of a write');
      if (this.durability === 'fsync') fdatasync(this.fd, finish);
      else finish(null);
    });
    this.position += queuedBytes;
  }
}
