/**
 * Whether the broker at the other end of a connection is in touch with the rest of its cluster. One that is cut off from
 * the others, or from one of them, keeps its connections to clients and answers them, only not well: it knows no leader, or
 * cannot reach it, or its writes time out. While it says so of the same thing for longer than an election takes, and has
 * done nothing well for it meanwhile, another broker may be better off. If that is not so, because there is no leader for
 * anybody, each next broker is given twice the time; trouble that begins a minute later has nothing to do with it.
 */
import { KafkaJSProtocolError } from '../errors.ts';
import type { ApiName } from './request-observer.ts';

/** A majority elects in half of this, with the default settings. */
const OUT_OF_TOUCH_MS = 2000;
const PATIENCE_MS_MAX = 32_000;
const CALM_MS = 60_000;

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

/** All that is not about one partition. */
const ALL = '';

export class Touch {
  /** By what was asked for: since when it fails. */
  private readonly outSinceMs = new Map<string, number>();
  private patienceMs = OUT_OF_TOUCH_MS;
  /** For whose sake the broker before this one was left. */
  private leftFor: string | undefined;
  private leftMs = -Infinity;
  /** From when a broker is given up until the next one is there: until then requests still go to the first. */
  private isLeaving = false;

  succeeded(api: ApiName, about = ALL): void {
    if (FROM_MEMORY.includes(api)) return;
    this.outSinceMs.delete(about);
    if (about !== this.leftFor) return;
    this.leftFor = undefined;
    this.patienceMs = OUT_OF_TOUCH_MS;
  }

  failed(error: Error, { startedMs, about = ALL }: { startedMs: number; about?: string }): void {
    if (this.isLeaving) return;
    if (!(error instanceof KafkaJSProtocolError) || !OUT_OF_TOUCH.includes(error.type)) return;
    this.outSinceMs.set(about, Math.min(this.outSinceMs.get(about) ?? startedMs, startedMs));
  }

  isLost(nowMs: number): boolean {
    return this.longest(nowMs) !== undefined;
  }

  /** The broker is left because it is lost. */
  left(nowMs: number): void {
    const about = this.longest(nowMs);
    const patienceMs = about === undefined ? this.patienceMs : this.patienceFor(about);
    this.patienceMs = Math.min(patienceMs * 2, PATIENCE_MS_MAX);
    this.leftFor = about;
    this.leftMs = nowMs;
    this.leaving();
  }

  /** For whatever reason. What fails until `moved` says nothing new: it was asked of the broker that is left. */
  leaving(): void {
    this.isLeaving = true;
    this.outSinceMs.clear();
  }

  /** What the next broker has to do with is yet to be seen. */
  moved(): void {
    this.isLeaving = false;
    this.outSinceMs.clear();
  }

  private longest(nowMs: number): string | undefined {
    for (const [about, sinceMs] of this.outSinceMs) {
      if (nowMs - sinceMs >= this.patienceFor(about)) return about;
    }
    return undefined;
  }

  private patienceFor(about: string): number {
    const sinceMs = this.outSinceMs.get(about) ?? this.leftMs;
    return sinceMs - this.leftMs >= CALM_MS ? OUT_OF_TOUCH_MS : this.patienceMs;
  }
}
