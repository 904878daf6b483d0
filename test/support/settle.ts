/** Every promise reaction has run when the next turn of the event loop begins. For `new Simulation({ settle })`. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
