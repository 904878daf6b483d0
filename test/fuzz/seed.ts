/** A valid input, with the places in it where a number stands that says how long or how many something is, or what it is. */
export interface Mark {
  readonly at: number;
  /** Bytes of a big-endian integer; 0: a varint. */
  readonly width: 0 | 1 | 2 | 4 | 8;
  /** Where the field that begins here ends, if that is known. */
  readonly end?: number;
}

export interface Seed {
  readonly bytes: Uint8Array;
  readonly marks: readonly Mark[];
}

const NO_MARKS: readonly Mark[] = [];

export function seedOf(bytes: Uint8Array, marks: readonly Mark[] = NO_MARKS): Seed {
  return { bytes: Uint8Array.from(bytes), marks };
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
