/** What was tried and how it went: told line by line, counted in the end. */
import { Unsupported } from './client.ts';

/** Of an error: some bring the logs of the brokers along. */
const SHOWN_CHARACTERS = 400;

export class Results {
  private readonly tell: (line: string) => void;
  private readonly failed: string[] = [];
  private readonly skipped: string[] = [];
  private passed = 0;

  constructor(tell: (line: string) => void) {
    this.tell = tell;
  }

  /** A case that says in words what it has seen, if that is worth a word. */
  async try(name: string, run: () => Promise<string | void>): Promise<boolean> {
    const beganMs = performance.now();
    try {
      const detail = await run();
      const tookMs = Math.round(performance.now() - beganMs);
      this.pass(`${name} (${tookMs} ms)${detail ? `: ${detail}` : ''}`);
      return true;
    } catch (error) {
      if (error instanceof Unsupported) this.skip(`${name}: ${error.message}`);
      else this.fail(`${name}: ${said(error)}`);
      return false;
    }
  }

  pass(line: string): void {
    this.passed += 1;
    this.tell(`  ok    ${line}`);
  }

  /** Counted without a line of its own: the table has it. */
  passQuietly(): void {
    this.passed += 1;
  }

  fail(line: string): void {
    this.failed.push(line);
    this.tell(`  FAIL  ${line}`);
  }

  skip(line: string): void {
    this.skipped.push(line);
    this.tell(`  skip  ${line}`);
  }

  get hasFailed(): boolean {
    return this.failed.length > 0;
  }

  summary(): string[] {
    return [
      ...this.skipped.map((line) => `skipped: ${line}`),
      ...this.failed.map((line) => `FAILED: ${line}`),
      `${this.passed} passed, ${this.failed.length} failed, ${this.skipped.length} skipped`,
    ];
  }
}

export function said(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const words = error.message.replaceAll(/\s+/g, ' ').trim().slice(0, SHOWN_CHARACTERS);
  return error.cause === undefined ? words : `${said(error.cause)} (${words})`;
}

/** Columns as wide as what stands in them. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd(),
  );
}
