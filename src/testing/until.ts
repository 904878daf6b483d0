const POLL_MS = 2;

/** Asks again and again; gives undefined when it was in vain. */
export async function until<T>(
  msMax: number,
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadlineMs = performance.now() + msMax;
  for (;;) {
    const result = await attempt();
    if (result !== undefined || performance.now() > deadlineMs) return result;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
}
