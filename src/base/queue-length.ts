/** What waits somewhere, beside the most that may. Plain data for those who check the bounds. */
export interface QueueLength {
  readonly name: string;
  readonly length: number;
  readonly lengthMax: number;
}
