/** Gives inputs to one target, and judges what comes of each. */
import { Finding, type FindingKind } from './finding.ts';
import { InputSource } from './input-source.ts';
import { heldBytes, largestOf } from './memory.ts';
import { refused, type Target, type Verdict } from './target.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly inputsMax: number;
  /** The run ends earlier when its time is over. */
  readonly secondsMax?: number;
  /** Different findings after which a target is left alone. */
  readonly findingsMax?: number;
  /** Called before each input, by who watches for hangs. */
  readonly starting?: (input: Uint8Array, number: number) => void;
}

export interface FoundInput {
  readonly target: string;
  readonly seed: number;
  readonly number: number;
  readonly kind: FindingKind;
  readonly message: string;
  readonly input: Uint8Array;
}

export interface FuzzResult {
  readonly target: string;
  readonly inputs: number;
  readonly accepted: number;
  readonly refused: number;
  /** Different verdicts. */
  readonly features: number;
  readonly slowestMs: number;
  readonly seconds: number;
  readonly findings: readonly FoundInput[];
}

/** No input may take longer (issue 5; FAILURES.md 2.6). */
export const INPUT_MS_MAX = 50;
/** After each, memory is looked at and the event loop gets a turn. */
const INPUTS_PER_ROUND = 512;
/** What a round may leave behind before the garbage collector comes: young objects, mostly. */
const ROUND_BYTES_MAX = 96 * 1024 * 1024;
const INPUT_BYTES_MAX = 24 * 1024 * 1024;
const FINDINGS_MAX = 5;
const CONFIRMATIONS = 4;

export async function fuzz(target: Target, options: FuzzOptions): Promise<FuzzResult> {
  const run = new Run(target, new InputSource(target, await target.seeds(), options.seed), options);
  const stackFrames = Error.stackTraceLimit;
  // A stack costs more than most decoders.
  Error.stackTraceLimit = 0;
  try {
    await run.toEnd();
  } finally {
    Error.stackTraceLimit = stackFrames;
  }
  return run.result();
}

class Run {
  private readonly target: Target;
  private readonly source: InputSource;
  private readonly options: FuzzOptions;
  private readonly startedAt = performance.now();
  private readonly features = new Set<string>();
  private readonly findings: FoundInput[] = [];
  private readonly messages = new Set<string>();
  private inputs = 0;
  private accepted = 0;
  private slowestMs = 0;

  constructor(target: Target, source: InputSource, options: FuzzOptions) {
    this.target = target;
    this.source = source;
    this.options = options;
  }

  async toEnd(): Promise<void> {
    while (!this.isOver) await this.round();
  }

  result(): FuzzResult {
    const { inputs, accepted, slowestMs, findings } = this;
    return {
      target: this.target.name,
      inputs,
      accepted,
      refused: inputs - accepted,
      features: this.features.size,
      slowestMs,
      seconds: this.seconds,
      findings,
    };
  }

  private get seconds(): number {
    return (performance.now() - this.startedAt) / 1000;
  }

  private get isOver(): boolean {
    const { inputsMax, secondsMax = Infinity, findingsMax = FINDINGS_MAX } = this.options;
    return (
      this.inputs >= inputsMax || this.seconds >= secondsMax || this.findings.length >= findingsMax
    );
  }

  private async round(): Promise<void> {
    const inputs: Uint8Array[] = [];
    const before = heldBytes();
    while (inputs.length < INPUTS_PER_ROUND && !this.isOver) {
      const input = this.source.next();
      inputs.push(input);
      await this.judge(input);
    }
    if (heldBytes() - before > ROUND_BYTES_MAX) await this.findLargest(inputs);
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async judge(input: Uint8Array): Promise<void> {
    const number = this.inputs;
    this.inputs += 1;
    this.options.starting?.(input, number);
    const startedAt = performance.now();
    try {
      // A decoder may write into what it is given (a leader stamps batches).
      const pending = verdictOf(this.target, input.slice());
      const verdict = pending instanceof Promise ? await pending : pending;
      const ms = performance.now() - startedAt;
      if (ms > this.slowestMs) this.slowestMs = ms;
      if (ms > INPUT_MS_MAX) await this.confirmSlow(input, number);
      this.count(verdict, input, number);
    } catch (error) {
      this.note(error, input, number);
    }
  }

  private count({ isAccepted, feature }: Verdict, input: Uint8Array, number: number): void {
    if (isAccepted) this.accepted += 1;
    else if (number < this.source.seedCount) {
      throw new Finding('refused-seed', `a valid input is refused: ${feature}`);
    }
    if (this.features.has(feature)) return;
    this.features.add(feature);
    if (number >= this.source.seedCount) this.source.keep(input);
  }

  /** A collection of garbage, or another process, is no fault of the input: the best of some more tries counts. */
  private async confirmSlow(input: Uint8Array, number: number): Promise<void> {
    let best = Infinity;
    for (let i = 0; i < CONFIRMATIONS && best > INPUT_MS_MAX; i += 1) {
      const before = process.cpuUsage();
      await verdictOf(this.target, input.slice());
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, (user + system) / 1000);
    }
    if (best <= INPUT_MS_MAX) return;
    this.add('slow', `${best.toFixed(0)} ms of processor time`, input, number);
  }

  private async findLargest(inputs: readonly Uint8Array[]): Promise<void> {
    const first = this.inputs - inputs.length;
    const { bytes, index } = await largestOf(inputs, async (input) => {
      await verdictOf(this.target, input.slice());
    });
    if (bytes <= INPUT_BYTES_MAX) return;
    const message = `${Math.round(bytes / 1024 / 1024)} MiB for ${inputs[index]!.length} bytes`;
    this.add('allocation', message, inputs[index]!, first + index);
  }

  private note(error: unknown, input: Uint8Array, number: number): void {
    if (error instanceof Finding) return this.add(error.kind, error.message, input, number);
    const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    this.add('exception', text, input, number);
  }

  /** One of each sort. */
  private add(kind: FindingKind, message: string, input: Uint8Array, number: number): void {
    const sort = `${kind} ${withoutNumbers(message).slice(0, 60)}`;
    if (this.messages.has(sort)) return;
    this.messages.add(sort);
    const { seed } = this.options;
    this.findings.push({ target: this.target.name, seed, number, kind, message, input });
  }
}

/** Refusals become verdicts; what else is thrown, is. */
export function verdictOf(target: Target, input: Uint8Array): Verdict | Promise<Verdict> {
  try {
    const verdict = target.run(input);
    return verdict instanceof Promise
      ? verdict.catch((error: unknown) => asRefusal(target, error))
      : verdict;
  } catch (error) {
    return asRefusal(target, error);
  }
}

function asRefusal({ refusals }: Target, error: unknown): Verdict {
  for (const refusal of refusals) {
    if (!(error instanceof refusal)) continue;
    return refused(`${error.name} ${withoutNumbers(error.message)}`.slice(0, 80));
  }
  throw error;
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '#');
}
