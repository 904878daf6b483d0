/** What no input may bring about. Everything else that a decoder throws is a refusal, and good. */
export type FindingKind =
  /** An error that is not among those that the decoder may throw. */
  | 'exception'
  | 'slow'
  /** More is produced, or allocated, than the input is good for. */
  | 'allocation'
  /** What was decoded, written and decoded again is something else. */
  | 'round-trip'
  /** Two decoders of one format disagree, or one contradicts itself. */
  | 'differential'
  /** A valid input of the corpus was refused. */
  | 'refused-seed';

export class Finding extends Error {
  override readonly name = 'Finding';
  readonly kind: FindingKind;

  constructor(kind: FindingKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
