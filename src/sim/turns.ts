/** How promise reactions get their turn between two events. */
export interface Turns {
  /** Calls `step` until it gives false; before each call no promise reaction is left to run. */
  repeat(step: () => boolean): Promise<void>;
}

/** `settle` resolves when no promise reaction is left to run. In Node: a setImmediate. */
export function settledTurns(settle: () => Promise<void>): Turns {
  return {
    repeat: async (step) => {
      do await settle();
      while (step());
    },
  };
}
