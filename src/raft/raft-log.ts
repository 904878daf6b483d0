/**
 * What the core knows of its log: base, term runs, configurations; never the payloads. It answers for the log as it
 * will be once the effects emitted so far are carried out, although the `LogIndex` of the host learns of them only
 * after `drain`: what was appended since is remembered here until `handOver`.
 */
import { invariant } from '../base/invariant.ts';
import type { Term } from '../model/ids.ts';
import type { Configuration, LogBase, LogEntry, RecoveredLog } from '../model/log-entry.ts';
import {
  earlier,
  isAtOrBefore,
  isBefore,
  isSamePosition,
  later,
  type Position,
} from '../model/position.ts';
import { ConfigurationHistory } from './configuration-history.ts';
import type { LogIndex } from './log-index.ts';
import { TermRuns, type PositionAndTerm } from './term-runs.ts';

/** A marker's share of a message; its true size is the storage's affair. */
const MARKER_BYTES = 64;

export interface Stretch {
  readonly end: Position;
  readonly bytes: number;
}

export class RaftLog {
  base: LogBase;
  terms: TermRuns;
  configurations: ConfigurationHistory;
  private readonly index: LogIndex;
  /** The end of what the index knows and this log still holds. */
  private handedOver: Position;
  /** Entries behind `handedOver`. */
  private recent: Stretch[] = [];

  constructor(recovered: RecoveredLog, index: LogIndex) {
    this.base = recovered.base;
    this.terms = new TermRuns(recovered.base, recovered.runs);
    this.configurations = new ConfigurationHistory(recovered.base, recovered.configurations);
    this.index = index;
    this.handedOver = recovered.lastPosition;
    invariant(
      isSamePosition(this.terms.lastPosition, recovered.lastPosition),
      'the runs of a recovered log reach its end',
    );
  }

  get lastPosition(): Position {
    return this.terms.lastPosition;
  }

  get lastTerm(): Term {
    return this.terms.lastTerm;
  }

  get configuration(): Configuration {
    return this.configurations.latest;
  }

  termAt(position: Position): Term | undefined {
    return this.terms.termAt(position);
  }

  append(entry: LogEntry): void {
    invariant(isSamePosition(entry.prev, this.lastPosition), 'an entry begins where the log ends');
    this.terms.append(entry.end, entry.term);
    this.recent.push({ end: entry.end, bytes: bytesOf(entry) });
    if (entry.kind === 'configuration') {
      this.configurations.append({ position: entry.end, configuration: entry.configuration });
    }
  }

  truncate(to: Position): void {
    this.terms.truncate(to);
    this.configurations.truncate(to);
    this.recent = this.recent.filter((entry) => isAtOrBefore(entry.end, to));
    this.handedOver = earlier(this.handedOver, to);
  }

  /** The log begins anew, empty, at `base`. */
  reset(base: LogBase): void {
    this.base = base;
    this.terms = new TermRuns(base, []);
    this.configurations = new ConfigurationHistory(base, []);
    this.recent = [];
    this.handedOver = base.position;
  }

  moveBase(base: LogBase): void {
    this.terms.moveBase(base);
    this.base = base;
  }

  /** The host has taken the effects: its index knows everything from here on. */
  handOver(): void {
    this.recent = [];
    this.handedOver = this.lastPosition;
  }

  /** False for what the storage cannot mean, because it has not been told of it yet. */
  isHandedOver(position: Position): boolean {
    return isAtOrBefore(position, this.handedOver);
  }

  /**
   * Rule 9: the greatest own boundary with `position <= position` and `term <= term`, at or above the base.
   * (!) Always a true boundary: inside a run of another term than the one asked for, it is rounded down by the index.
   */
  greatestBoundary(at: PositionAndTerm): PositionAndTerm | undefined {
    const run = this.terms.lastRunAtOrBelow(at.position, at.term);
    if (run === undefined) {
      const { position, term } = this.base;
      const isLowEnough = isAtOrBefore(position, at.position) && term <= at.term;
      return isLowEnough ? { position, term } : undefined;
    }
    if (isAtOrBefore(run.to, at.position)) return { position: run.to, term: run.term };
    const position = later(run.from, this.boundaryAtOrBefore(at.position));
    return { position, term: this.termAt(position)! };
  }

  /** As `LogIndex.boundaryAfter`, for the log with what was appended since the last drain. */
  boundaryAfter(from: Position, bytesMax: number): Stretch {
    let end = from;
    let bytes = 0;
    if (isBefore(from, this.handedOver)) {
      ({ end, bytes } = this.index.boundaryAfter(from, bytesMax));
      invariant(isBefore(from, end), 'a stretch has at least one entry');
      if (isBefore(end, this.handedOver)) return { end, bytes };
    }
    for (const entry of this.recent) {
      if (isAtOrBefore(entry.end, end)) continue;
      if (bytes > 0 && bytes + entry.bytes > bytesMax) break;
      end = entry.end;
      bytes += entry.bytes;
    }
    return { end, bytes };
  }

  private boundaryAtOrBefore(position: Position): Position {
    if (isBefore(position, this.handedOver)) return this.index.boundaryAtOrBefore(position);
    const entry = this.recent.findLast(({ end }) => isAtOrBefore(end, position));
    return entry?.end ?? this.handedOver;
  }
}

function bytesOf(entry: LogEntry): number {
  return entry.kind === 'batch' ? entry.bytes.length : MARKER_BYTES;
}
