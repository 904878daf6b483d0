/** What became of the records, counted as it happens, and its last line. */
import type { Acks } from '../../broker/api.ts';
import { countOf, showBytes, showCount } from '../show.ts';

export interface RefusedBatch {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly recordCount: number;
  readonly reason: string;
}

/** The speed of fewer says nothing but how long the connection took. */
const RATED_RECORDS_MIN = 1000;

interface OffsetRange {
  first: number;
  last: number;
}

const WAITED_FOR: Readonly<Record<Acks, string>> = {
  [-1]: 'synced on a majority',
  1: 'appended on the leader only, may still be lost',
  0: 'sent, nobody confirmed them',
};

export class ProduceReport {
  /** Lines read and bytes of their values, whatever became of them. */
  lines = 0;
  bytes = 0;
  acknowledgedRecords = 0;
  unconfirmedRecords = 0;
  /** Lines that were not sent, and records that a broker refused. */
  refusedRecords = 0;
  readonly ranges = new Map<number, OffsetRange>();

  private foundInLog = 0;
  private sentAgain = 0;
  private readonly topic: string;
  private readonly acks: Acks;
  private readonly complain: (line: string) => void;

  constructor(topic: string, acks: Acks, complain: (line: string) => void) {
    this.topic = topic;
    this.acks = acks;
    this.complain = complain;
  }

  acknowledged(
    partition: number,
    recordCount: number,
    offsets: { readonly baseOffset: number; readonly lastOffset: number },
  ): void {
    this.acknowledgedRecords += recordCount;
    const range = this.ranges.get(partition);
    if (range === undefined) {
      this.ranges.set(partition, { first: offsets.baseOffset, last: offsets.lastOffset });
    } else {
      range.first = Math.min(range.first, offsets.baseOffset);
      range.last = Math.max(range.last, offsets.lastOffset);
    }
  }

  unconfirmed(recordCount: number): void {
    this.unconfirmedRecords += recordCount;
  }

  refused(batch: RefusedBatch): void {
    this.refusedRecords += batch.recordCount;
    const lines =
      batch.firstLine === batch.lastLine
        ? `Line ${batch.firstLine}`
        : `${batch.recordCount} records of lines ${batch.firstLine} to ${batch.lastLine}`;
    this.complain(`${lines}: refused: ${batch.reason}`);
  }

  lineTooLong(line: number, sizeBytes: number, limitBytes: number): void {
    this.refusedRecords += 1;
    this.complain(
      `Line ${line}: MESSAGE_TOO_LARGE: it has ${sizeBytes} bytes, the most for this topic is ${limitBytes}. It was not sent.`,
    );
  }

  /** The outcome of a batch was unknown; the log showed that it was written, or that it was not. */
  resolved(finding: 'written' | 'absent'): void {
    if (finding === 'written') this.foundInLog += 1;
    else this.sentAgain += 1;
  }

  /** `200,000 records, 9.5 MB in 1.2 s (166,667 records/s), synced on a majority; demo/0: offsets 0 to 199999`. */
  summary(seconds: number): string {
    const delivered = this.acknowledgedRecords + this.unconfirmedRecords;
    const rate = showCount(Math.round(delivered / Math.max(seconds, 0.001)));
    const speed = delivered < RATED_RECORDS_MIN ? '' : ` (${rate} records/s)`;
    const how = delivered === 0 ? '' : `, ${WAITED_FOR[this.acks]}`;
    const parts = [
      `${countOf(delivered, 'record')}, ${showBytes(this.bytes)} in ${seconds.toFixed(1)} s${speed}${how}`,
    ];
    for (const [partition, range] of [...this.ranges].sort((a, b) => a[0] - b[0])) {
      parts.push(`${this.topic}/${partition}: offsets ${range.first} to ${range.last}`);
    }
    if (this.refusedRecords > 0) parts.push(`${showCount(this.refusedRecords)} not written`);
    if (this.foundInLog > 0) {
      parts.push(`${this.foundInLog} of unknown outcome found in the log`);
    }
    if (this.sentAgain > 0) {
      parts.push(`${this.sentAgain} of unknown outcome not found in the log and sent again`);
    }
    return parts.join('; ');
  }
}
