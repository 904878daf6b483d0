/** Virtual time, and what is to happen in it. */
export interface Timeline {
  /** Microseconds since the start of the simulation; an integer. */
  readonly nowUs: number;
  schedule(delayUs: number, fire: () => void): void;
}
