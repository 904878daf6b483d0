import { StringHash } from './string-hash.ts';

/** What happened, in order: the hash covers all of it, `lines` only the latest, so that a long run fits in memory. */
export class Trace {
  private readonly hash = new StringHash();
  private kept: string[] = [];

  private readonly linesMax: number;

  constructor(linesMax: number) {
    this.linesMax = linesMax;
  }

  get lines(): readonly string[] {
    return this.kept.slice(-this.linesMax);
  }

  /** For people. */
  line(nowMs: number, text: string): void {
    const line = `[${nowMs.toFixed(3).padStart(11)}] ${text}`;
    this.hash.add(line);
    this.kept.push(line);
    if (this.kept.length >= 2 * this.linesMax) this.kept = this.kept.slice(-this.linesMax);
  }

  /** For the comparison of two runs only: frequent things that would drown the lines. */
  fold(text: string): void {
    this.hash.add(text);
  }

  foldEvent(atUs: number, sequence: number): void {
    this.hash.addNumber(atUs).addNumber(sequence);
  }

  digest(): string {
    return this.hash.value().toString(16).padStart(14, '0');
  }
}
