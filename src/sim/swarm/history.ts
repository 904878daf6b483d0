/**
 * What clients of one partition were told, and what must follow from it. Every value is sent once in the whole run, so
 * a value stands for its record: it has one offset for ever, and an offset has one value for ever.
 */

/** A promise is broken; the run ends with it. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export interface ReadRecord {
  readonly offset: number;
  readonly value: string;
}

export class PartitionHistory {
  readonly name: string;
  /** Exclusive: every offset that was acknowledged is below it. */
  acknowledgedEnd = 0;
  acknowledgedCount = 0;
  readCount = 0;
  private readonly sent = new Set<string>();
  private readonly valueAt = new Map<number, string>();
  private readonly offsetOf = new Map<string, number>();
  private readonly mayLosePrefix: boolean;

  constructor(name: string, mayLosePrefix: boolean) {
    this.name = name;
    this.mayLosePrefix = mayLosePrefix;
  }

  sending(values: readonly string[]): void {
    for (const value of values) this.sent.add(value);
  }

  /** `endWhenSent`: the acknowledgedEnd at that moment. What was acknowledged before lies before. */
  acknowledged(baseOffset: number, values: readonly string[], endWhenSent: number): void {
    if (baseOffset < endWhenSent) {
      this.broken(`offset ${baseOffset} was given out after ${endWhenSent - 1} was acknowledged`);
    }
    for (const [at, value] of values.entries()) this.note(baseOffset + at, value, 'acknowledged');
    this.acknowledgedCount += values.length;
    this.acknowledgedEnd = Math.max(this.acknowledgedEnd, baseOffset + values.length);
  }

  read({ offset, value }: ReadRecord, expectedOffset: number): void {
    if (offset !== expectedOffset) this.broken(`after ${expectedOffset - 1} comes ${offset}`);
    if (!this.sent.has(value)) this.broken(`${offset} was read as ${show(value)}, never sent`);
    this.note(offset, value, 'read');
    this.readCount += 1;
  }

  /** An answer to "what is the latest offset", asked when everything below `endWhenAsked` was acknowledged. */
  latestListed(latest: number, endWhenAsked: number): void {
    if (latest < endWhenAsked) {
      this.broken(`latest is ${latest} after ${endWhenAsked - 1} was acknowledged`);
    }
  }

  logStartSeen(logStart: number): void {
    if (logStart > 0 && !this.mayLosePrefix) this.broken(`it starts at ${logStart}`);
  }

  /** The whole partition, when all is well again. */
  readToEnd(records: readonly ReadRecord[], logStart: number): void {
    this.logStartSeen(logStart);
    for (const [at, record] of records.entries()) this.read(record, logStart + at);
    const end = logStart + records.length;
    const known = [...this.valueAt.keys()].filter((offset) => offset >= end);
    if (known.length > 0) {
      this.broken(`it ends at ${end}, but ${Math.min(...known)} was acknowledged or read`);
    }
  }

  private note(offset: number, value: string, how: 'acknowledged' | 'read'): void {
    const before = this.valueAt.get(offset);
    if (before !== undefined && before !== value) {
      this.broken(`${offset} was ${how} as ${show(value)}, before as ${show(before)}`);
    }
    const elsewhere = this.offsetOf.get(value);
    if (elsewhere !== undefined && elsewhere !== offset) {
      this.broken(`${show(value)} is at ${elsewhere} and at ${offset}`);
    }
    this.valueAt.set(offset, value);
    this.offsetOf.set(value, offset);
  }

  private broken(what: string): never {
    throw new BrokenPromise(`${this.name}: ${what}`);
  }
}

/** Values are padded; what tells them apart comes first. */
function show(value: string): string {
  return JSON.stringify(value.slice(0, 20));
}
