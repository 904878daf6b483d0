const TIMEOUT_MS = 2000;

/**
 * CPU time of all brokers so far, in microseconds, as their /metrics say; undefined when one of them does not. Time
 * per batch is the figure that a busy disk or a busy machine disturbs least (PERFORMANCE.md 3, row 15).
 */
export async function brokerCpuMicros(
  webSocketUrls: Iterable<string>,
): Promise<number | undefined> {
  const readings = await Promise.all(Array.from(webSocketUrls, readCpuSeconds));
  let seconds = 0;
  for (const reading of readings) {
    if (reading === undefined) return undefined;
    seconds += reading;
  }
  return seconds * 1e6;
}

async function readCpuSeconds(webSocketUrl: string): Promise<number | undefined> {
  try {
    const url = `${webSocketUrl.replace(/^ws/, 'http')}/metrics`;
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const found = /^process_cpu_seconds_total (\S+)/m.exec(await response.text());
    return found === null ? undefined : Number(found[1]);
  } catch {
    return undefined;
  }
}
