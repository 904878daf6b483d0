/** A programmer error, never a user's: the state that it guards must not be used any further. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/** Stays on in production. State one fact a call, so that the message names what broke. */
export function invariant(condition: boolean, fact: string): asserts condition {
  if (!condition) throw new InvariantViolation(fact);
}

/** Marks a place that the types already rule out. */
export function unreachable(value: never): never {
  throw new InvariantViolation(`unreachable: ${JSON.stringify(value)}`);
}
