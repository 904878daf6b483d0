/** The first Ctrl-C (or SIGTERM, or a closed terminal) asks to finish; the second ends at once. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of SIGNALS) {
    process.on(name, () => {
      if (controller.signal.aborted) endBySignal();
      controller.abort(name);
    });
  }
  return controller.signal;
}

/**
 * `process.exit` waits for the thread pool, hence for a write that nobody reads; a signal with its default
 * action does not wait.
 */
export function endBySignal(): void {
  process.removeAllListeners('SIGINT');
  process.kill(process.pid, 'SIGINT');
}
