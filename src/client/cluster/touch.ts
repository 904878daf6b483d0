/**
 * Whether the broker at the other end of a connection is in touch with the rest of its cluster. One that is cut off from
 * the others keeps its connections to clients and answers them, only never well: it knows no leader, or its writes time
 * out. While it says so for longer than an election takes, and has done nothing well meanwhile, another broker may be
 * better off.
 */
import { KafkaJSProtocolError } from '../errors.ts';
import type { ApiName } from './request-observer.ts';

/** A majority elects in half of this, with the default settings. */
const OUT_OF_TOUCH_MS = 2000;

const OUT_OF_TOUCH: readonly string[] = [
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
  'GROUP_COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR_FOR_GROUP',
  'NOT_CONTROLLER',
  'REQUEST_TIMED_OUT',
];

/** Answered from what a broker remembers, however far from the others it is. */
const FROM_MEMORY: readonly ApiName[] = ['Metadata'];

export class Touch {
  private outSinceMs: number | undefined;

  succeeded(api: ApiName): void {
    if (!FROM_MEMORY.includes(api)) this.outSinceMs = undefined;
  }

  failed(error: Error, { startedMs }: { readonly startedMs: number }): void {
    if (!(error instanceof KafkaJSProtocolError) || !OUT_OF_TOUCH.includes(error.type)) return;
    this.outSinceMs = Math.min(this.outSinceMs ?? startedMs, startedMs);
  }

  isLost(nowMs: number): boolean {
    return this.outSinceMs !== undefined && nowMs - this.outSinceMs >= OUT_OF_TOUCH_MS;
  }
}
