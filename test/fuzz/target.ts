/** One decoder as it ships, or a session behind several of them, as a function of bytes. */
import type { FindingKind } from './finding.ts';
import type { Seed } from './seed.ts';

export interface Verdict {
  readonly isAccepted: boolean;
  /** What was reached. An input that reaches something new is changed further. */
  readonly feature: string;
}

// oxlint-disable-next-line typescript/no-explicit-any
type ErrorClass = abstract new (...args: any[]) => Error;

export interface Target {
  readonly name: string;
  /** For the table: which decoders. */
  readonly what: string;
  /** How this target says that bytes are bad. All other errors are findings. */
  readonly refusals: readonly ErrorClass[];
  /** Share of the inputs of a run, beside those of the others. */
  readonly weight: number;
  readonly inputBytesMax?: number;
  /** Valid inputs; each must be accepted. */
  seeds(): readonly Seed[] | Promise<readonly Seed[]>;
  /** Throws a refusal, or a Finding. */
  run(input: Uint8Array): Verdict | Promise<Verdict>;
  /** Makes checksums and sizes true, so that what lies behind them is reached. Changes three of four inputs. */
  readonly repair?: (input: Uint8Array) => void;
}

export function accepted(feature: string): Verdict {
  return { isAccepted: true, feature };
}

export function refused(feature: string): Verdict {
  return { isAccepted: false, feature };
}

/** A finding in a copy of a decoder with a planted bug. If it is not found, the fuzzer is blind. */
export interface Canary {
  readonly target: Target;
  readonly kind: FindingKind;
  /** It must be found within so many inputs. */
  readonly within: number;
}
