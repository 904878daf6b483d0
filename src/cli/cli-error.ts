/** What a command throws to end with one sentence for a person and, where there is one, the next step. */
export class CliError extends Error {
  override readonly name = 'CliError';

  readonly next: string | undefined;
  readonly exitCode: number;

  constructor(sentence: string, next?: string, exitCode = 1) {
    super(sentence);
    this.next = next;
    this.exitCode = exitCode;
  }
}
