export interface Random {
  /** Uniform over 0 to 2^32 - 1. */
  uint32(): number;
  /** Uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** Random bytes, for ids. */
  bytes(length: number): Uint8Array;
}
